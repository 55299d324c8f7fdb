// SPDX-License-Identifier: MIT
// The one file that imports the generated module. It compiles once and instantiates as often as asked:
// an instance that has trapped is thrown away, and the next one is there within milliseconds.
import createEngine, { type MainModule } from "./engine.js";
import { serverSource, wasmSource } from "#wasm";

export type EngineModule = MainModule;

/** Where the bytes come from, when not from the package itself. */
export interface WasmOptions {
  readonly wasmUrl?: string | URL;
  readonly wasmBinary?: BufferSource;
}

/** engine.wasm, and on servers the workflows that only they run. */
interface Program {
  readonly engine: WebAssembly.Module;
  readonly server: WebAssembly.Module | undefined;
}

let compiling: Promise<Program> | undefined;

/** The compiled program: memoised, and forgotten when it fails, so that a later call tries again. */
function compile(options: WasmOptions): Promise<Program> {
  compiling ??= compileProgram(options).catch((reason: unknown) => {
    compiling = undefined;
    throw reason;
  });
  return compiling;
}

async function compileProgram(options: WasmOptions): Promise<Program> {
  const engine = await compileFrom(options.wasmBinary ?? options.wasmUrl ?? wasmSource());
  const serverBytes = serverSource();
  return { engine, server: serverBytes && (await WebAssembly.compile(serverBytes)) };
}

async function compileFrom(source: BufferSource | string | URL): Promise<WebAssembly.Module> {
  if (typeof source !== "string" && !(source instanceof URL)) return WebAssembly.compile(source);
  const answer = await fetch(source, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`engine.wasm: status ${answer.status}`);
  if (answer.headers.get("content-type")?.startsWith("application/wasm") && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(answer);
  }
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** A fresh instance. `onAnswer` is called when transport or storage has something to poll for. */
export async function instantiate(options: WasmOptions, onAnswer: () => void): Promise<EngineModule> {
  const { engine, server } = await compile(options);
  const start = async (imports: WebAssembly.Imports): Promise<WebAssembly.Instance> => {
    const instance = await WebAssembly.instantiate(engine, imports);
    if (server) await WebAssembly.instantiate(server, { engine: instance.exports });
    return instance;
  };
  return new Promise((resolve, reject) => {
    const host = {
      onAnswer,
      locateFile: (name: string) => name,
      instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
        start(imports).then(done, reject);
        return {};
      },
    };
    createEngine(host).then(resolve, reject);
  });
}

/** Whether the engine died of it, as opposed to a wrong argument. */
export function isTrap(reason: unknown): boolean {
  return reason instanceof WebAssembly.RuntimeError || reason instanceof RangeError;
}
