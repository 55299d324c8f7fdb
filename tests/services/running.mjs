// SPDX-License-Identifier: MIT
// Starts vitrine-services on free ports with data of its own, and a shop that only listens.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const binary =
  process.env.VITRINE_SERVICES ??
  path.join(here, '../../build/native/shell/services/vitrine-services');

export const secrets = {
  lakeToken: 'lake-token-of-the-tests',
  lakeViewerToken: 'viewer-token-of-the-tests',
  stripeWebhook: 'whsec_of_the_tests',
  paypalWebhook: 'WH-TESTS',
  cron: 'cron-of-the-tests',
};

/** A shop that records what it is sent; `answer` decides the status of each request. */
export async function startShop() {
  const received = [];
  const waiting = new Set();
  const shop = { received, answer: () => 200 };
  const server = createServer(async (request, response) => {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // the sender was killed
    }
    const entry = {
      path: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    response.statusCode = shop.answer(entry);
    entry.status = response.statusCode;
    response.end('{}');
    received.push(entry);
    for (const check of waiting) check();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  shop.url = `http://127.0.0.1:${server.address().port}`;
  shop.stop = () => new Promise((done) => server.close(done).closeAllConnections());
  /** The first recorded requests that match, once there are `count` of them. */
  shop.wait = (matches, count = 1, timeoutMs = 20_000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`only ${received.filter(matches).length} of ${count} requests came`));
      }, timeoutMs);
      const check = () => {
        const found = received.filter(matches);
        if (found.length < count) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found.slice(0, count));
      };
      waiting.add(check);
      check();
    });
  return shop;
}

export async function startServices({ shopUrl = 'http://127.0.0.1:9', data, extra = [] } = {}) {
  const directory = data ?? (await mkdtemp(path.join(tmpdir(), 'vitrine-services-')));
  const child = spawn(
    binary,
    [
      '--port-lake', '0', '--port-pay', '0', '--port-parcel', '0', '--data', directory,
      '--shop-url', shopUrl, '--lake-token', secrets.lakeToken,
      '--lake-viewer-token', secrets.lakeViewerToken,
      '--stripe-webhook-secret', secrets.stripeWebhook,
      '--paypal-webhook-id', secrets.paypalWebhook, '--cron-secret', secrets.cron, ...extra,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  const urls = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ready after a minute: ${output}`));
    }, 60_000);
    timer.unref();
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const ready = /ready: lake (\S+) pay (\S+) parcel (\S+)/.exec(output);
      if (!ready) return;
      clearTimeout(timer);
      resolve({ lake: ready[1], pay: ready[2], parcel: ready[3] });
    });
  });
  child.removeAllListeners('exit');
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    return (await ended)[0];
  };
  return {
    ...urls,
    directory,
    pid: child.pid,
    output: () => output,
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    stop: async () => {
      await end('SIGTERM');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function setFault(url, fault) {
  const answer = await fetch(`${url}/__faults`, { method: 'POST', body: JSON.stringify(fault) });
  if (answer.status !== 200) throw new Error(await answer.text());
}

export const clearFaults = (url) => fetch(`${url}/__faults`, { method: 'DELETE' });

/** Submits a form of a hosted page, redirects not followed. */
export const submit = (url, fields) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
