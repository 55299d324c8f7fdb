// SPDX-License-Identifier: MIT
// A second shop over the same lake, with settings of its own: the production build once more, with a
// folder of its own for the pages that it keeps.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web", import.meta.url));
const files = ["server.mjs", "peer.mjs", "content-policy.mjs", "next.config.ts", "package.json"];

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts it; answers its address and how to stop it. */
export async function startShop(settings) {
  const folder = mkdtempSync(path.join(tmpdir(), "vitrine-shop-"));
  const isKept = (source) => !source.startsWith(path.join(web, ".next", "cache"));
  for (const file of files) cpSync(path.join(web, file), path.join(folder, file));
  cpSync(path.join(web, ".next"), path.join(folder, ".next"), { recursive: true, filter: isKept });
  cpSync(path.join(web, "public"), path.join(folder, "public"), { recursive: true });
  symlinkSync(path.join(web, "node_modules"), path.join(folder, "node_modules"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...settings, PORT: String(port), SHOP_URL: url };
  const shop = spawn(process.execPath, ["server.mjs"], { cwd: folder, env });
  let said = "";
  await new Promise((ready, fail) => {
    const hear = (bytes) => {
      said += bytes;
      if (said.includes("Shop ready")) ready();
    };
    shop.stdout.on("data", hear);
    shop.stderr.on("data", hear);
    shop.once("exit", () => fail(new Error(`the shop ended while starting:\n${said}`)));
  });
  const stop = async () => {
    const ended = once(shop, "exit");
    shop.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}
