// SPDX-License-Identifier: MIT
// The native inspector against the running shop: it reads the same catalog and draws it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { shopUrl } from "./browser.mjs";
import { isLocal, mutate, renewCatalog } from "./services.mjs";

const program =
  process.env.VITRINE_INSPECTOR ??
  fileURLToPath(new URL("../../build/native/shell/inspector/vitrine-inspector", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "vitrine-inspector-"));
after(() => rmSync(folder, { recursive: true }));

function photograph(name, shop) {
  const picture = join(folder, `${name}.png`);
  execFileSync(
    "xvfb-run",
    ["-a", program, "--shop", shop, "--storage", join(folder, `${name}.sqlite`), "--screenshot", picture],
    { timeout: 60_000 },
  );
  return readFileSync(picture);
}

test("the inspector draws the shop's catalog in one frame", () => {
  const picture = photograph("shop", shopUrl);
  assert.equal(picture.toString("latin1", 1, 4), "PNG");
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1440, 900]);

  // With no shop to ask it says so in a few words; with one it has a table of products to draw,
  // which takes far more bytes.
  const empty = photograph("no-shop", "http://127.0.0.1:1");
  assert.ok(picture.length > 1.5 * empty.length, `${picture.length} against ${empty.length} bytes`);
});

/** The pixels at the foot of the catalog panel, where the documents are named that it lacks. */
function leftOutIn(picture) {
  const parts = [];
  for (let at = 8; at < picture.length; at += 12 + picture.readUInt32BE(at)) {
    const type = picture.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") parts.push(picture.subarray(at + 8, at + 8 + picture.readUInt32BE(at)));
  }
  const bytes = inflateSync(Buffer.concat(parts));
  const row = (y) => bytes.subarray(y * (1 + 3 * 1440)).subarray(1 + 3 * 215, 1 + 3 * 700);
  return Buffer.concat(Array.from({ length: 35 }, (_, index) => row(540 + index)));
}

const bad = (id) => ({ _id: `test-inspector-${id}`, _type: "product", title: 7 });

test("the inspector names the documents that are left out", { skip: !isLocal }, async () => {
  const namesOf = async (...ids) => {
    await mutate(...ids.map((id) => ({ createOrReplace: bad(id) })));
    const catalog = await renewCatalog();
    assert.deepEqual(
      catalog.leftOut.map(({ documentId }) => documentId),
      ids.map((id) => `test-inspector-${id}`),
    );
    const named = leftOutIn(photograph(ids.join("-"), shopUrl));
    await mutate(...ids.map((id) => ({ delete: { id: bad(id)._id } })));
    return named;
  };
  try {
    const one = await namesOf("one");
    // The shop may still hear of the deletion before when it is photographed.
    let isSame = false;
    for (let i = 0; i < 3 && !isSame; i++) isSame = one.equals(await namesOf("one"));
    assert.ok(isSame, "the same documents, the same picture");
    assert.ok(!one.equals(await namesOf("two")), "another name, another picture");
  } finally {
    await renewCatalog();
  }
});
