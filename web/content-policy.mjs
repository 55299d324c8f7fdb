// SPDX-License-Identifier: MIT
// The Content-Security-Policy of a page, made from the very bytes that are sent: the SHA-256 of
// each inline script that Next.js wrote into it.
//
// Only scripts of a known shape are named: the payload of React and the list of chunks (a `push`
// of plain JSON) and React's own streaming runtime, letter for letter, with plain JSON for its
// arguments. Anything else in the page gets no hash and does not run.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const lakeOrigin = originOf(process.env.SANITY_API_HOST) ?? "https://cdn.sanity.io";
const payOrigins = payOriginsOf([process.env.STRIPE_API_HOST, process.env.PAYPAL_API_HOST]);

// The one style attribute in our pages: the visually hidden input behind Base UI's search field.
const hiddenInputStyle = "'unsafe-hashes' 'sha256-5F9GrKBhqyaNOeYUtJnXqF6zx18El+yIK5QJdjPDOus='";

const htmlPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  `style-src-attr ${hiddenInputStyle}`,
  `img-src 'self' data: ${lakeOrigin}`,
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  `form-action 'self' ${payOrigins.join(" ")}`,
  "require-trusted-types-for 'script'",
  "trusted-types nextjs default",
].join("; ");

export const plainPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

function originOf(url) {
  return url ? new URL(url).origin : null;
}

/**
 * Where the payment pages are. The vendors' own API hosts show none, whichever of them is set; a
 * stand-in shows its page itself.
 */
export function payOriginsOf(apiHosts) {
  const standIns = apiHosts
    .map(originOf)
    .filter((origin) => origin !== null && !/\.(?:stripe|paypal)\.com$/.test(origin));
  const pages = ["checkout.stripe.com", "www.paypal.com", "www.sandbox.paypal.com"];
  return [...new Set([...pages.map((host) => `https://${host}`), ...standIns])];
}

const pushes = [
  /^\(?self\.__next_f(?:=self\.__next_f\|\|\[\]\))?\.push\((\[[\s\S]*\])\)$/,
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((\{[\s\S]*\})\);?$/,
];

// React's functions, as its server renderer holds them: string literals on lines of their own,
// some with the first call behind them.
const rendererFile = createRequire(import.meta.url).resolve(
  "next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js",
);
const literals = readFileSync(rendererFile, "utf8").matchAll(/^ *(["'])(.*\$R[A-Z].*)\1,?$/gm);
const runtime = Array.from(literals, ([, , literal]) =>
  literal.replaceAll("\\n", "\n").replace(/\$R[A-Z]\("$/, ""),
).sort((one, other) => other.length - one.length);
const runtimeCall = /^\$R[A-Z]\((.*)\)$/s;

export function hasKnownShape(script) {
  for (const push of pushes) {
    const pushed = push.exec(script);
    if (pushed !== null) return isJson(pushed[1]);
  }
  return isRuntime(script);
}

function isRuntime(script) {
  const known = runtime.find((piece) => script.startsWith(piece));
  if (known !== undefined) return script === known || isRuntime(script.slice(known.length));
  const call = runtimeCall.exec(script);
  return call !== null && isJson(`[${call[1]}]`);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const inlineScript = /<script(\s[^>]*)?>([\s\S]*?)<\/script>/gi;

/**
 * The policy for this page: 'self' for the shop's own files, one hash for each known inline
 * script.
 */
export function policyFor(html) {
  const hashes = new Set();
  for (const [, attributes = "", script = ""] of html.matchAll(inlineScript)) {
    if (/\ssrc=|application\/(?:ld\+)?json/i.test(attributes) || script === "") continue;
    if (!hasKnownShape(script)) {
      const { length } = script;
      const begins = script.slice(0, 24); // code, before any content
      console.error(JSON.stringify({ event: "inline_script_refused", length, begins }));
      continue;
    }
    hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return `script-src 'self' 'wasm-unsafe-eval' ${[...hashes].join(" ")}; ${htmlPolicy}`;
}
