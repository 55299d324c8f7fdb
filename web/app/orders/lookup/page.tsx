// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { ProblemNotice } from "@/components/problem-notice";
import { SubmitButton } from "@/components/submit-button";
import { single, type PageParams } from "@/lib/catalog-url";

export const metadata: Metadata = { title: "Find an order", robots: { index: false } };

export default async function Page({
  searchParams,
}: {
  readonly searchParams: Promise<PageParams>;
}) {
  const { problem } = await searchParams;
  return (
    <div className="page max-w-xl py-10 sm:py-16">
      <h1 className="title mb-3 text-4xl sm:text-5xl">Find an order</h1>
      <p className="mb-8 text-muted">
        No account needed: the number from the receipt and your e-mail address are enough.
      </p>
      <ProblemNotice code={single(problem)} />
      <form method="post" action="/api/orders/lookup" className="card space-y-5 p-5 sm:p-7">
        <div>
          <label htmlFor="number" className="mb-1.5 block text-sm font-semibold">
            Order number
          </label>
          <input
            id="number"
            name="number"
            className="field uppercase"
            required
            maxLength={20}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="VT-XXXX-XXXX"
          />
        </div>
        <div>
          <label htmlFor="email" className="mb-1.5 block text-sm font-semibold">
            E-mail
          </label>
          <input
            id="email"
            name="email"
            type="email"
            className="field"
            required
            maxLength={200}
            autoComplete="email"
            inputMode="email"
          />
        </div>
        <SubmitButton className="button button-primary w-full">Find the order</SubmitButton>
      </form>
    </div>
  );
}
