// SPDX-License-Identifier: MIT
// What browser.mjs runs in the page: opening, searching, pages and both, of one peer.
import { byItself, overColumns, overObjects } from "./by_hand.mjs";
import { timeAll, timeSome } from "./timing.mjs";

const peerOf = async (name) => (await import(`./peers/${name}.mjs`)).peer;
const textOf = async (file) => (await fetch(file)).text();
const bytesOf = async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer());

export async function measureInPage(name, files) {
  const peer = await peerOf(name);
  const { texts, pages, combined } = JSON.parse(await textOf(files.queries));
  const result = { name: peer.name };
  let state;
  if (peer.save) {
    const saved = await (peer.opensText ? textOf : bytesOf)(files.snapshot);
    const engines = [];
    for (let i = 0; i < 5; ++i) engines.push(await peer.load?.());
    result.open = await timeSome(
      async () => (state = await peer.open(saved, engines.pop() ?? (await peer.load?.()))),
    );
  } else {
    const text = await textOf(files.catalog);
    result.build = await timeSome(async () => (state = await peer.build(text)));
  }
  if (peer.find) {
    const plain = texts.filter((text) => !text.meant);
    result.find = await timeAll(plain, ({ text }) => peer.find(state, text, false));
    if (peer.readsTypos)
      result.findTypos = await timeAll(texts, ({ text }) => peer.find(state, text, true));
  }
  const ask = (addresses, { prepare, page }) => timeAll(addresses.map(prepare), page);
  if (peer.page) result.pages = await ask(pages, byItself(peer, state));
  if (peer.page && peer.find) result.combined = await ask(combined, byItself(peer, state));
  if (peer.hits) {
    const text = await textOf(files.catalog);
    result.combined = await ask(combined, overObjects(peer, state, text));
    result.combinedColumns = await ask(combined, overColumns(peer, state, text));
  }
  return result;
}
