// SPDX-License-Identifier: MIT
// The native inspector against the running shop: it reads the same catalog and draws it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { shopUrl } from "./browser.mjs";

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
