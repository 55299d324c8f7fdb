// SPDX-License-Identifier: MIT
// @vitrine/engine/groq: GROQ over documents that are held here, in a module of its own that is loaded
// with the first documents.
//
//   const documents = await openDocuments(await answer.json());
//   documents.query(`*[_type == "product" && slug.current == $slug][0]`, { slug });
import { groqSource } from "#groq-wasm";
import createGroq, { type MainModule } from "./groq-module.js";

/** A document of the Content Lake. */
export type GroqDocument = { readonly _id: string; readonly [member: string]: unknown };
export type GroqParams = { readonly [name: string]: unknown };

/** A text that is no query, with its place, or a query that takes too much: five seconds, say. */
export class GroqError extends Error {
  override readonly name = "GroqError";
  constructor(message: string, readonly start?: number, readonly end?: number) {
    super(message);
  }
}

/** One query, answered again when a document that it has read is changed, and only then. */
export interface LiveAnswer<T> {
  /** The same value until then. */
  read(): T;
  /** Calls the listener then, until the function that it answers is called. */
  subscribe(listener: () => void): () => void;
}

/** Answers are made of values that are shared between them: they are not to be changed. */
export interface LocalDocuments {
  /** @throws GroqError */
  query<T = unknown>(groq: string, params?: GroqParams): T;
  /** @throws GroqError */
  watch<T = unknown>(groq: string, params?: GroqParams): LiveAnswer<T>;
  /** What an index, a column or a memo has shortened. @throws GroqError */
  explain(groq: string, params?: GroqParams): readonly object[];
  /** Puts documents in the place of those with their ids, or behind all, and removes others. */
  change(change: { readonly put?: readonly GroqDocument[]; readonly remove?: readonly string[] }): void;
}

export interface GroqOptions {
  /** Where groq.wasm comes from, when not from the package itself. */
  readonly groqUrl?: string | URL;
  readonly groqBinary?: BufferSource;
}

export async function openDocuments(
  documents: readonly GroqDocument[], options: GroqOptions = {},
): Promise<LocalDocuments> {
  const wasmBinary = await bytesFrom(options.groqBinary ?? options.groqUrl ?? groqSource());
  return new Documents(await createGroq({ wasmBinary }), documents);
}

async function bytesFrom(source: BufferSource | string | URL): Promise<BufferSource> {
  if (typeof source !== "string" && !(source instanceof URL)) return source;
  const answer = await fetch(source, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`groq.wasm: status ${answer.status}`);
  return answer.arrayBuffer();
}

const failed = 0; // how run() has answered, in groq_module.cpp
const json = 1;
const oneDocument = 3;
const mostPrepared = 256;

interface Prepared {
  readonly number: number;
  /** Those that have an answer, or had one when they were last told. */
  readonly watched: Set<Watched>;
  rows?: Rows;
}

/** The values that the objects of a projection are made of. */
interface Rows {
  readonly names: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
}

/** What hooks call has no `this`. */
class Watched implements LiveAnswer<unknown> {
  readonly #listeners = new Set<() => void>();
  #answer: { readonly value: unknown } | undefined;

  constructor(readonly ask: (watched: Watched) => unknown) {}

  get isListenedTo(): boolean {
    return this.#listeners.size > 0;
  }

  read = (): unknown => (this.#answer ??= { value: this.ask(this) }).value;

  /** Asks first: of what was never read nothing can change. */
  subscribe = (listener: () => void): (() => void) => {
    this.read();
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The answer is asked for again when somebody reads it. Listeners are told once. */
  drop(): void {
    if (this.#answer === undefined) return;
    this.#answer = undefined;
    for (const listener of [...this.#listeners]) listener();
  }
}

class Documents implements LocalDocuments {
  readonly #module: MainModule;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  readonly #prepared = new Map<string, Prepared>(); // the one used last at the end
  #documents: unknown[] = []; // by position, once they were answered
  #columns = new Map<string, readonly unknown[]>();

  constructor(module: MainModule, documents: readonly GroqDocument[]) {
    this.#module = module;
    this.#giveJson(documents);
    if (!module._open()) throw new GroqError("the documents are no JSON");
  }

  query<T>(groq: string, params: GroqParams = {}): T {
    return this.#run(this.#prepare(groq, params)) as T;
  }

  watch<T>(groq: string, params: GroqParams = {}): LiveAnswer<T> {
    const [known] = this.#prepare(groq, params).watched;
    if (known !== undefined) return known as LiveAnswer<T>;
    const ask = (watched: Watched) => {
      const prepared = this.#prepare(groq, params);
      prepared.watched.add(watched);
      return this.#run(prepared);
    };
    return new Watched(ask) as LiveAnswer<T>;
  }

  explain(groq: string, params: GroqParams = {}): readonly object[] {
    const { number } = this.#prepare(groq, params);
    if (this.#module._explainQuery(number, Date.now()) === failed) throw this.#failure();
    return JSON.parse(this.#output()) as object[];
  }

  change(change: { readonly put?: readonly GroqDocument[]; readonly remove?: readonly string[] }): void {
    this.#giveJson(change);
    if (!this.#module._change()) throw new GroqError("the change is no JSON");
    this.#documents = [];
    this.#columns = new Map();
    for (const prepared of this.#prepared.values()) delete prepared.rows;
    const stale = [...this.#prepared.values()].filter(({ number }) => this.#module._isStale(number));
    const told = stale.flatMap(({ watched }) => [...watched]);
    for (const { watched } of stale) {
      for (const each of watched) if (!each.isListenedTo) watched.delete(each);
    }
    for (const watched of told) watched.drop();
  }

  #prepare(groq: string, params: GroqParams): Prepared {
    const key = JSON.stringify([groq, params]);
    const known = this.#prepared.get(key);
    if (known !== undefined) {
      this.#prepared.delete(key);
      this.#prepared.set(key, known);
      return known;
    }
    const [query, given] = [this.#encoder.encode(groq), this.#encoder.encode(JSON.stringify(params))];
    this.#give(query, given);
    const number = this.#module._prepare(query.length);
    if (number === 0) throw this.#failure();
    this.#makeRoom();
    const prepared: Prepared = { number, watched: new Set() };
    this.#prepared.set(key, prepared);
    return prepared;
  }

  /** Forgets the query used longest ago that nobody listens to; what was read of it is asked again. */
  #makeRoom(): void {
    if (this.#prepared.size < mostPrepared) return;
    for (const [key, { number, watched }] of this.#prepared) {
      if ([...watched].some((each) => each.isListenedTo)) continue;
      this.#prepared.delete(key);
      this.#module._forget(number);
      for (const each of watched) each.drop();
      return;
    }
  }

  #run(prepared: Prepared): unknown {
    const kind = this.#module._run(prepared.number, Date.now(), prepared.watched.size);
    if (kind === failed) throw this.#failure();
    if (kind === json) return JSON.parse(this.#output());
    const rows = this.#module._memberCount() === 0 ? undefined : (prepared.rows ??= this.#rows());
    const begin = this.#module._positions() >>> 0;
    const positions = new Uint32Array(this.#memory(), begin, this.#module._positionCount()).slice();
    if (kind === oneDocument) return positions.length === 0 ? null : this.#document(positions[0] as number);
    return rows ? objects(positions, rows) : Array.from(positions, (position) => this.#document(position));
  }

  #failure(): GroqError {
    const { message, start, end } = JSON.parse(this.#output()) as { message: string; start?: number; end?: number };
    return new GroqError(message, start, end);
  }

  #memory(): ArrayBuffer {
    return (this.#module["wasmMemory"] as WebAssembly.Memory).buffer as ArrayBuffer;
  }

  #giveJson(value: unknown): void {
    this.#give(this.#encoder.encode(JSON.stringify(value)));
  }

  #give(...parts: readonly Uint8Array[]): void {
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    let begin = this.#module._room(size) >>> 0;
    for (const part of parts) {
      new Uint8Array(this.#memory(), begin, part.length).set(part);
      begin += part.length;
    }
  }

  #output(): string {
    const begin = this.#module._output() >>> 0;
    return this.#decoder.decode(new Uint8Array(this.#memory(), begin, this.#module._outputSize() >>> 0));
  }

  #document(position: number): unknown {
    if (this.#documents[position] === undefined) {
      this.#module._writeDocument(position);
      this.#documents[position] = JSON.parse(this.#output());
    }
    return this.#documents[position];
  }

  #rows(): Rows {
    this.#module._writeMembers();
    const members = JSON.parse(this.#output()) as { name: string; column: string }[];
    return {
      names: members.map(({ name }) => name),
      columns: members.map(({ column }, member) => this.#column(column, member)),
    };
  }

  #column(text: string, member: number): readonly unknown[] {
    let column = this.#columns.get(text);
    if (column === undefined) {
      this.#module._writeColumn(member);
      column = JSON.parse(this.#output()) as unknown[];
      this.#columns.set(text, column);
    }
    return column;
  }
}

/** As JSON.parse adds it: an assignment to `__proto__` would set the prototype instead. */
function addMember(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function objects(positions: Uint32Array, { names, columns }: Rows): unknown[] {
  const result = new Array<unknown>(positions.length);
  const isDefined = names.includes("__proto__");
  for (let i = 0; i < positions.length; ++i) {
    const position = positions[i] as number;
    const object: Record<string, unknown> = {};
    for (let m = 0; m < names.length; ++m) {
      const value = columns[m]?.[position];
      if (isDefined) addMember(object, names[m] as string, value);
      else object[names[m] as string] = value;
    }
    result[i] = object;
  }
  return result;
}
