// SPDX-License-Identifier: MIT
// What browser.mjs runs in the page: opening, searching, pages and both, of one peer.
import { byItself, overColumns, overObjects } from "./by_hand.mjs";
import { timeAll, timeSome } from "./timing.mjs";

const peerOf = async (name) => (await import(`./peers/${name}.mjs`)).peer;
const textOf = async (file) => (await fetch(file)).text();
const bytesOf = async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer());

export async function measureInPage(name, files, tell) {
  const peer = await peerOf(name);
  const { texts, pages, combined } = JSON.parse(await textOf(files.queries));
  let state;
  if (peer.save) {
    const saved = await (peer.opensText ? textOf : bytesOf)(files.snapshot);
    const engines = [];
    for (let i = 0; i < 5; ++i) engines.push(await peer.load?.());
    await tell({
      open: await timeSome(
        async () => (state = await peer.open(saved, engines.pop() ?? (await peer.load?.()))),
      ),
    });
  } else {
    const text = await textOf(files.catalog);
    await tell({ build: await timeSome(async () => (state = await peer.build(text))) });
  }
  if (peer.find) {
    const plain = texts.filter((text) => !text.meant);
    await tell({ find: await timeAll(plain, ({ text }) => peer.find(state, text, false)) });
    if (peer.readsTypos)
      await tell({ findTypos: await timeAll(texts, ({ text }) => peer.find(state, text, true)) });
  }
  const ask = (addresses, { prepare, page }) => timeAll(addresses.map(prepare), page);
  if (peer.page) await tell({ pages: await ask(pages, byItself(peer, state)) });
  if (peer.page && peer.find) await tell({ combined: await ask(combined, byItself(peer, state)) });
  if (peer.hits) {
    const text = await textOf(files.catalog);
    await tell({ combined: await ask(combined, overObjects(peer, state, text)) });
    await tell({ combinedColumns: await ask(combined, overColumns(peer, state, text)) });
  }
}
