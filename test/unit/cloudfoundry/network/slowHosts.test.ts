import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { socketOptions } from '../../../../src/cloudfoundry/network/connector.ts';

/**
 * A process that listens and takes connections only after 600 ms: until then its queue of one is full, so that the
 * system answers a connection that is attempted at its next try, a second later.
 */
const slow = `
const server = require('node:net').createServer((socket) => socket.end());
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  require('node:fs').writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
});`;

let child: ChildProcess | null = null;
const fillers: net.Socket[] = [];

afterEach(() => {
  fillers.splice(0).forEach((socket) => socket.destroy());
  child?.kill();
  child = null;
});

describe('A host with an address of IPv6 that leads nowhere, on a slow network', () => {
  it('is reached by its other address, though a connection takes a second', async () => {
    const server = spawn(process.execPath, ['-e', slow], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = server;
    const [output]: unknown[] = await once(server.stdout, 'data');
    const port = Number(String(output));
    for (let filler = 0; filler < 2; filler += 1) {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      fillers.push(socket);
      await once(socket, 'connect');
    }
    // 100::/64 discards what is sent there (RFC 6666).
    const addresses = [
      { address: '127.0.0.1', family: 4 },
      { address: '100::1', family: 6 },
    ];
    const socket = net.connect({
      ...socketOptions('api.example.org', port),
      lookup: (_host, _options, found) => found(null, addresses),
    });
    fillers.push(socket);
    await once(socket, 'connect');
    assert.equal(socket.remoteAddress, '127.0.0.1');
  });
});
