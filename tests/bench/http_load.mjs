// SPDX-License-Identifier: MIT
// Sends requests over kept connections, one after the other on each, and times the answers. Answers
// are read no further than needed: on two cores the client must cost less than the server.
import { once } from "node:events";
import { connect } from "node:net";
import { now, quantile } from "./timing.mjs";

const headEnd = Buffer.from("\r\n\r\n");

/** A whole request, ready to be written. */
export function request(url, { method = "GET", token, body } = {}) {
  const { host, pathname, search } = new URL(url);
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`];
  if (token) lines.push(`Authorization: Bearer ${token}`);
  if (body !== undefined) {
    lines.push("Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`);
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

/** How many bytes the first answer in the buffer takes, or 0 while it is incomplete. */
function answerLength(bytes) {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return 0;
  const head = bytes.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
  if (status !== 200 || Number.isNaN(length)) {
    throw new Error(`unexpected answer: ${bytes.toString("utf8").slice(0, 400)}`);
  }
  const whole = end + headEnd.length + length;
  return bytes.length >= whole ? whole : 0;
}

/** One connection; `send` resolves when the answer is there. */
export async function openConnection(url) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, "connect");
  let pending = Buffer.alloc(0);
  let settle;
  socket.on("data", (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    try {
      const length = answerLength(pending);
      if (length === 0) return;
      pending = pending.subarray(length);
      settle.resolve();
    } catch (error) {
      settle.reject(error);
    }
  });
  socket.on("close", () => settle?.reject(new Error("the connection ended")));
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(bytes);
      }),
    close: () => {
      settle = undefined;
      socket.destroy();
    },
  };
}

/**
 * Keeps `connections` busy for a while with what `next` gives; at the most `perSecond` requests are
 * begun each second.
 */
export async function load(url, { connections, seconds, perSecond = Infinity, next }) {
  const times = [];
  const begin = now();
  let begun = 0;
  const run = async () => {
    const connection = await openConnection(url);
    while (now() - begin < seconds * 1000) {
      const waitMs = begin + (1000 * begun) / perSecond - now();
      begun += 1;
      if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const sent = now();
      await connection.send(next());
      times.push(now() - sent);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, run));
  const elapsed = (now() - begin) / 1000;
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / elapsed,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    max: times.at(-1),
  };
}
