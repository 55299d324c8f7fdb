// SPDX-License-Identifier: MIT
// Splits the linked program in two. engine.wasm has what pages and servers run alike; server.wasm has
// what only the shop server's workflows (engine/server) reach, and calls the first for all else. A
// browser never fetches the second: its places in the table of functions are empty there.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What LLVM lets a module use by default, without which binaryen reads none of it.
const features = [
  "bulk-memory", "bulk-memory-opt", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext",
].map((name) => `--enable-${name}`);

// What only src/server.ts calls, and the steps of its workflows: all are called through the table alone.
const calledByServer = [
  "::stepText(", "::cleanCatalog(", "::snapshot(vitrine::Store", "Store::pageRequest(", "Store::pageOfAnswer(",
  "Store::changeCartInput(", "Store::quoteCart(", "Store::openCatalog(", "Store::changeCatalog(", "Store::slugs(",
];
const isOfServer = (name) => name.startsWith("vitrine::server::") || calledByServer.some((each) => name.includes(each));

/**
 * @param whole     the program, with the names of its functions
 * @param binaryen  the folder of wasm-opt and wasm-split
 * @returns the bytes of both halves
 */
export function split(whole, binaryen) {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-split-"));
  const file = (name) => join(folder, name);
  const run = (tool, ...given) =>
    execFileSync(join(binaryen, tool), [...features, ...given], { encoding: "utf8", maxBuffer: 1 << 28 });
  try {
    const moved = reachedByServerAlone(run("wasm-opt", whole, "--print-call-graph", "-o", file("unused.wasm")));
    writeFileSync(file("moved"), moved.join("\n"));
    run("wasm-split", whole, `--split-funcs=@${file("moved")}`, "--no-placeholders", "--import-namespace=engine",
      "--export-prefix=%", "-o1", file("engine.wasm"), "-o2", file("server.wasm"));
    // What is left of the page's half has fewer callers than it was optimised for.
    run("wasm-opt", "-Oz", "--converge", file("engine.wasm"), "-o", file("page.wasm"));
    return { engine: readFileSync(file("page.wasm")), server: readFileSync(file("server.wasm")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Binaryen's graph has a line a function, turquoise when it is imported,
 * gray when it is exported and rounded when it is in the table, and a line a call.
 * @returns the names of the functions that only the server's entries reach
 */
function reachedByServerAlone(graph) {
  const calls = new Map();
  const imports = new Set();
  const roots = [];
  const name = '"((?:[^"\\\\]|\\\\.)*)"';
  for (const [, caller, style] of graph.matchAll(new RegExp(`^  ${name} \\[(.*)\\];`, "gm"))) {
    if (style.includes("turquoise")) imports.add(caller);
    calls.set(caller, []);
    if (style.includes("gray") || (style.includes("rounded") && !isOfServer(caller))) roots.push(caller);
  }
  for (const [, caller, callee] of graph.matchAll(new RegExp(`^  ${name} -> ${name}`, "gm"))) calls.get(caller).push(callee);
  const reached = new Set();
  while (roots.length > 0) {
    const next = roots.pop();
    if (reached.has(next)) continue;
    reached.add(next);
    roots.push(...calls.get(next));
  }
  const moved = [...calls.keys()].filter((each) => !reached.has(each) && !imports.has(each));
  for (const wanted of calledByServer)
    if (!moved.some((each) => each.includes(wanted))) throw new Error(`${wanted} was not found`);
  return moved;
}
