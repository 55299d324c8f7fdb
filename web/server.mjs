// SPDX-License-Identifier: MIT
// The production server. Next.js writes a different set of inline scripts into every static page,
// so a fixed policy cannot name them. This file holds back each text response, has the policy made
// of the very bytes that are sent (content-policy.mjs), then compresses.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import next from "next";
import { plainPolicy, policyFor } from "./content-policy.mjs";
import { peerOf } from "./peer.mjs";

const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOSTNAME_BIND ?? "127.0.0.1";
const proxyHops = Number(process.env.TRUSTED_PROXY_HOPS ?? 0);
if (!Number.isSafeInteger(proxyHops) || proxyHops < 0) {
  throw new Error("TRUSTED_PROXY_HOPS is the number of your own proxies before the shop");
}

const fixedHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...(process.env.SHOP_URL?.startsWith("https:")
    ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }
    : {}),
};

// Pages and files repeat: policy and compressed bytes are kept by the hash of the body.
const cacheLimit = 400;
const cache = new Map();

function remember(key, make) {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  if (cache.size > cacheLimit) cache.delete(cache.keys().next().value);
  return made;
}

function encodingFor(acceptEncoding = "") {
  if (/\bbr\b/.test(acceptEncoding)) return "br";
  return /\bgzip\b/.test(acceptEncoding) ? "gzip" : null;
}

function compress(body, encoding) {
  if (encoding === "gzip") return gzipSync(body);
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

// Next.js drops the encoding that a route gives its body. A route that finds this header in a request
// may compress for it, and says so with the same header.
const encodedHeader = "x-vitrine-encoding";

const textType = /^(?:text\/|application\/(?:json|javascript|manifest\+json|wasm|xml)|image\/svg)/;

/** Holds back a text response until it is complete; everything else passes through untouched. */
function holdBack(request, response) {
  const original = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
  };
  const chunks = [];
  let held = null; // null until the first byte or the end decides

  const decide = () => {
    if (held !== null) return held;
    const encoded = response.getHeader(encodedHeader);
    if (encoded !== undefined) {
      response.removeHeader(encodedHeader);
      response.setHeader("Content-Encoding", encoded);
    }
    const type = String(response.getHeader("content-type") ?? "");
    held = textType.test(type) && !response.hasHeader("content-encoding");
    if (!held && response.statusCode !== 304) {
      response.setHeader("Content-Security-Policy", plainPolicy);
    }
    return held;
  };
  const take = (chunk, encoding) => {
    if (chunk === undefined || chunk === null || typeof chunk === "function") return;
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk, encoding) : Buffer.from(chunk));
  };

  response.writeHead = (status, ...rest) => {
    const headers = rest.find((part) => typeof part === "object" && part !== null) ?? {};
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (decide()) return response;
    return original.writeHead(status);
  };
  response.flushHeaders = () => (decide() ? undefined : original.flushHeaders());
  response.write = (chunk, encoding, done) => {
    if (!decide()) return original.write(chunk, encoding, done);
    take(chunk, encoding);
    const callback = typeof encoding === "function" ? encoding : done;
    callback?.();
    return true;
  };
  response.end = (chunk, encoding, done) => {
    if (!decide()) return original.end(chunk, encoding, done);
    take(chunk, encoding);
    const body = finish(request, response, Buffer.concat(chunks));
    response.writeHead = original.writeHead;
    response.write = original.write;
    const callback = [chunk, encoding, done].find((part) => typeof part === "function");
    return original.end(body, callback);
  };
}

function finish(request, response, body) {
  const html = String(response.getHeader("content-type")).startsWith("text/html");
  const key = createHash("sha256").update(body).digest("base64");
  const policy = html ? remember(`policy ${key}`, () => policyFor(body.toString())) : plainPolicy;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Vary", withAcceptEncoding(response.getHeader("vary")));
  const encoding = body.length < 600 ? null : encodingFor(request.headers["accept-encoding"]);
  const sent = encoding ? remember(`${encoding} ${key}`, () => compress(body, encoding)) : body;
  if (encoding) response.setHeader("Content-Encoding", encoding);
  if (request.method === "HEAD") return undefined;
  response.removeHeader("Transfer-Encoding");
  response.setHeader("Content-Length", sent.length);
  return sent;
}

function withAcceptEncoding(vary) {
  const present = vary === undefined ? [] : [vary].flat().join(", ").split(/,\s*/);
  return [...new Set([...present, "Accept-Encoding"])].join(", ");
}

const app = next({ dev: false, hostname, port, dir: import.meta.dirname });
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
  delete request.headers["x-middleware-subrequest"];
  request.headers[encodedHeader] = encodingFor(request.headers["accept-encoding"]) ?? "";
  request.headers["x-vitrine-peer"] = peerOf(
    request.socket.remoteAddress,
    request.headers["x-forwarded-for"],
    proxyHops,
  );
  if (!["GET", "HEAD", "POST"].includes(request.method ?? "")) {
    response.writeHead(405, { Allow: "GET, HEAD, POST" }).end();
    return;
  }
  holdBack(request, response);
  void handle(request, response);
});
server.requestTimeout = 30_000;
server.headersTimeout = 10_000;
server.listen(port, hostname, async () => {
  await renewPages().catch(() => undefined);
  console.log(`Shop ready on http://${hostname}:${port}`);
});

/** The pages of the build may be older than the catalog: each is made anew on its next visit. */
async function renewPages() {
  const secret = process.env.VITRINE_CRON_SECRET;
  if (!secret) return;
  await fetch(`http://${hostname}:${port}/api/revalidate`, {
    method: "POST",
    headers: { Authorization: `Bearer ${secret}` },
  });
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
