// SPDX-License-Identifier: MIT
// A listener that keeps of each mutation its number and when it came.
import { once } from "node:events";
import { connect } from "node:net";
import { request } from "./http_load.mjs";
import { now } from "./timing.mjs";

/** Resolves when the stream has begun. */
export async function openListener(url) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const events = [];
  let pending = "";
  let isWelcome = false;
  let wake = () => {};
  socket.on("data", (chunk) => {
    const at = now();
    pending += chunk.toString("latin1");
    const frames = pending.split("\n\n");
    pending = frames.pop();
    for (const frame of frames) {
      if (frame.includes("event: welcome")) isWelcome = true;
      const number = /"result":\{[^}]*"number":(\d+)/.exec(frame)?.[1];
      if (number !== undefined) events.push({ number: Number(number), at });
    }
    wake();
  });
  const until = (isDone) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${events.length} events after a minute`)),
        60_000,
      );
      wake = () => {
        if (!isDone()) return;
        clearTimeout(timer);
        resolve(events);
      };
      wake();
    });
  socket.write(request(url));
  await until(() => isWelcome);
  return { until: (count) => until(() => events.length >= count), close: () => socket.destroy() };
}
