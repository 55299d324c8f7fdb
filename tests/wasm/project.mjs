// SPDX-License-Identifier: MIT
// Throw-away projects outside the repository, with the packed package in them as a user would have it.
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { catalog } from "./catalog.mjs";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const packageFolder = fileURLToPath(new URL("../../wasm/package", import.meta.url));
const made = [];
const started = [];
let packing;

export const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };

/** The tarball that would be published. */
export function tarball() {
  packing ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "vitrine-pack-"));
    made.push(folder);
    await npm(["pack", "--pack-destination", folder], packageFolder);
    const [name] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
    return join(folder, name);
  })();
  return packing;
}

/** A copy of projects/<name> with its pinned dependencies and the package from the tarball. */
export async function project(name) {
  const folder = await mkdtemp(join(tmpdir(), `vitrine-${name}-`));
  made.push(folder);
  await cp(join(here, "projects", name), folder, { recursive: true });
  await cp(join(here, "catalog.mjs"), join(folder, "catalog.mjs"));
  await mkdir(join(folder, "public"), { recursive: true });
  await writeFile(join(folder, "public", "catalog.json"), JSON.stringify(catalog));
  if ((await readdir(folder)).includes("package-lock.json")) await npm(["ci", ...quiet], folder);
  await npm(["install", "--no-save", "--no-package-lock", ...quiet, await tarball()], folder);
  return folder;
}

// A registry that is slow once is no fault of the package.
const quiet = [
  "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "--fetch-retries=5",
];

function npm(args, cwd) {
  return run("npm", args, { cwd, env: environment, maxBuffer: 2 ** 24 });
}

/** Runs a program of the project's own to its end; answers what it printed, or throws it. */
export async function node(folder, ...args) {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env: environment, maxBuffer: 2 ** 24 });
    return stdout + stderr;
  } catch (reason) {
    throw new Error(`${args.join(" ")}\n${reason.stdout}\n${reason.stderr}`, { cause: reason });
  }
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server of the project and answers its address when it answers. */
export async function serve(folder, port, ...args) {
  const env = { ...environment, PORT: String(port), HOSTNAME: "127.0.0.1" };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} ended:\n${printed}`);
    if (await fetch(url).then(() => true, () => false)) return { url, stop: () => child.kill(), printed: () => printed };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${args.join(" ")} does not answer:\n${printed}`);
}

export async function cleanUp() {
  for (const child of started) child.kill();
  await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })));
}
