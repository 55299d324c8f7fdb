// SPDX-License-Identifier: MIT
// Makes dist out of src and of what Emscripten has left in the folder given (engine.js, engine.wasm
// and engine.d.ts, and groq-module of the same): splits the program, compiles the sources, embeds
// the bytes for servers, writes the CommonJS twins, reports the size and refuses one that is too
// large.
//
//   node build.mjs ../../build/wasm/wasm/out FOLDER_OF_WASM_SPLIT
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { split } from "./split.mjs";

const limitBytes = 150_000;
const here = fileURLToPath(new URL(".", import.meta.url));
const dist = (name) => `${here}dist/${name}`;
const read = (name) => readFileSync(dist(name), "utf8");

const [from, binaryen] = process.argv.slice(2);
if (binaryen === undefined) {
  throw new Error("which folders have engine.wasm, engine.js and engine.d.ts, and wasm-split?");
}
const made = (name) => readFileSync(`${from}/${name}`, "utf8");

const engineModule = new WebAssembly.Module(readFileSync(`${from}/engine.wasm`));
const exported = WebAssembly.Module.exports(engineModule);
if (exported.length === 0) throw new Error("engine.wasm is empty: link it again");

rmSync(dist(""), { recursive: true, force: true });
mkdirSync(dist("cjs"), { recursive: true });
const { engine, server } = split(`${from}/engine.wasm`, binaryen);
writeFileSync(dist("engine.wasm"), engine);
tidyTypes();
minifyGlue("engine");
minifyGlue("groq-module");
copyFileSync(`${from}/groq-module.wasm`, dist("groq.wasm"));
copyFileSync(`${from}/groq-module.d.ts`, dist("groq-module.d.ts"));
const compiler = `${here}node_modules/typescript/lib/tsc.js`;
execFileSync(process.execPath, [compiler, "-p", here], { stdio: "inherit" });
embedBytes();
writeCommonJs();
reportSize();

/** Only strings are passed for strings, and the module's own names are enough. */
function tidyTypes() {
  const types = made("engine.d.ts")
    .replace(/^type EmbindString = .*$/m, "")
    .replaceAll("EmbindString", "string");
  writeFileSync(dist("engine.d.ts"), types);
}

/** The glue is handed its module and never looks for it, so bundlers need not see that it could. */
function minifyGlue(name) {
  const address = new RegExp(`new URL\\("${name}\\.wasm",\\s*import\\.meta\\.url\\)\\.href`, "g");
  const glue = made(`${name}.js`)
    .replace(address, `"${name}.wasm"`)
    .replace(/(_scriptName ?= ?)import\.meta\.url/, '$1""');
  const { code } = transformSync(glue, { minify: true, format: "esm", target: "es2022" });
  if (code.includes("import.meta")) throw new Error(`${name}.js still asks where it lies`);
  writeFileSync(dist(`${name}.js`), code);
}

/** The bytes for servers: nothing to look up, nothing for a bundler to trace. */
function embedBytes() {
  embed("wasm", { wasmSource: engine, serverSource: server });
  embed("groq-wasm", { groqSource: readFileSync(dist("groq.wasm")) });
}

function embed(name, sources) {
  const bytesOf = `const bytesOf = (text) => {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};
`;
  const lines = Object.entries(sources).map(
    ([source, bytes]) => `export const ${source} = () => bytesOf("${bytes.toString("base64")}");\n`,
  );
  writeFileSync(dist(`${name}-embedded.js`), bytesOf + lines.join(""));
  writeFileSync(dist(`${name}-embedded.d.ts`), read(`${name}-url.d.ts`));
}

/** The same files as CommonJS, in a folder of their own whose package.json says so. */
function writeCommonJs() {
  writeFileSync(dist("cjs/package.json"), '{"type": "commonjs"}\n');
  for (const name of readdirSync(dist(""))) {
    if (name.endsWith(".d.ts")) writeFileSync(dist(`cjs/${name}`), read(name));
    if (!name.endsWith(".js") || name.endsWith("wasm-url.js")) continue;
    const define = { "import.meta.url": '"file:///"' };
    const options = { format: "cjs", platform: "node", target: "node20", define };
    const source = read(name).replace(/"#((groq-)?wasm)"/, '"./$1-embedded.js"');
    writeFileSync(dist(`cjs/${name}`), transformSync(source, options).code);
  }
}

function reportSize() {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const brotli = (bytes) => brotliCompressSync(bytes, quality).length;
  const sizes = ["engine.wasm", "engine.js"].map((name) => {
    const bytes = readFileSync(dist(name));
    return [name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
  });
  const sum = (column) => sizes.reduce((all, row) => all + row[column], 0);
  const total = ["together", sum(1), sum(2), sum(3)];
  for (const row of [["bytes", "raw", "gzip", "brotli"], ...sizes, total]) {
    const cells = row.map((cell, i) => String(cell)[i === 0 ? "padEnd" : "padStart"](12));
    console.log(cells.join(""));
  }
  const groq = brotli(readFileSync(dist("groq.wasm")));
  console.log(`${"groq.wasm".padEnd(12)}${groq} (brotli), when asked for`);
  if (total[3] > limitBytes) {
    throw new Error(`engine.wasm and engine.js: ${total[3]} bytes (brotli), over ${limitBytes}`);
  }
  const named = [...sizes, total].map(([name, raw, gzip, br]) => [name, { raw, gzip, brotli: br }]);
  writeFileSync(dist("size.json"), JSON.stringify(Object.fromEntries(named)));
}
