// SPDX-License-Identifier: MIT
// Stands between a client and a service, and cuts their connections when told to.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export async function startProxy(url) {
  const { hostname, port } = new URL(url);
  const sockets = new Set();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) return client.destroy();
    const service = connect(Number(port), hostname);
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        service.destroy();
      });
    }
    client.pipe(service).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Ends all connections and takes no new ones until `mend()`. */
    cut: () => {
      isOpen = false;
      cut();
    },
    mend: () => (isOpen = true),
    stop: () => {
      cut();
      return new Promise((done) => server.close(done));
    },
  };
}
