// SPDX-License-Identifier: MIT
// The documents of a catalog as text, kept once: as they were opened, and from the first question about
// them on without those that are not shown, product by product, so that a change costs what has changed.

interface Changes {
  readonly products: readonly { readonly _id: string }[];
  readonly removed: readonly string[];
  readonly generatedAt: string;
}

interface Content {
  readonly products: ReadonlyMap<string, string>;
  readonly rest: Readonly<Record<string, unknown>>;
}

export class CatalogText {
  #text: string | null;
  #content: Content | null = null;
  readonly #cleaned: (text: string) => string;

  constructor(text: string, cleaned: (text: string) => string) {
    this.#text = text;
    this.#cleaned = cleaned;
  }

  /** What to open. */
  text(): string {
    return this.#text ?? joined(this.#split());
  }

  clean(): string {
    const content = this.#split();
    return (this.#text ??= joined(content));
  }

  documents(): ReadonlyMap<string, string> {
    return this.#split().products;
  }

  frame(): Readonly<Record<string, unknown>> {
    return this.#split().rest;
  }

  change({ products, removed, generatedAt }: Changes, refused: ReadonlySet<string>): void {
    const content = this.#split();
    const changed = new Map(content.products);
    for (const id of [...removed, ...refused]) changed.delete(id);
    for (const product of products) {
      if (!refused.has(product._id)) changed.set(product._id, JSON.stringify(product));
    }
    this.#content = { products: changed, rest: { ...content.rest, generatedAt } };
    this.#text = null;
  }

  #split(): Content {
    if (this.#content !== null) return this.#content;
    const { products, ...rest } = JSON.parse(this.#cleaned(this.#text ?? "")) as {
      readonly products: readonly { readonly _id: string }[];
    };
    const texts = products.map((product) => [product._id, JSON.stringify(product)] as const);
    this.#text = null;
    this.#content = { products: new Map(texts), rest };
    return this.#content;
  }
}

function joined({ products, rest }: Content): string {
  return `{"products":[${[...products.values()].join(",")}],${JSON.stringify(rest).slice(1)}`;
}
