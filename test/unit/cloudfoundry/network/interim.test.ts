import assert from 'node:assert/strict';
import net from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';

const servers: net.Server[] = [];

afterEach(async () => {
  await closeTransports();
  await Promise.all(
    servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
});

const answer = (body: string) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** A server that answers each request with these pieces, one after the other. */
async function aServer(...pieces: readonly string[]): Promise<URL> {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', () => void send(socket, pieces));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v3/apps`);
}

async function send(socket: net.Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await setTimeout(20);
  }
}

const plain = 'HTTP/1.1 100 Continue\r\n\r\n';

// RFC 9110, 15.2: a client must be able to read any number of interim answers, asked for or not.
describe('An unsolicited 100 Continue', () => {
  for (const [what, pieces] of [
    ['before the answer', [`${plain}${answer('{"a":1}')}`]],
    ['twice', [`${plain}${plain}${answer('{"a":1}')}`]],
    ['by itself', [plain, answer('{"a":1}')]],
    ['with headers', [`HTTP/1.1 100 Continue\r\nserver: x\r\n\r\n${answer('{"a":1}')}`]],
    ['without words', [`HTTP/1.0 100\r\n\r\n${answer('{"a":1}')}`]],
    [
      'in pieces',
      ['HTT', 'P/1.1 1', '00 Continue\r\n', '\r\nHTTP/1.1 20', answer('{"a":1}').slice(11)],
    ],
  ] as const) {
    it(`is skipped: ${what}`, async () => {
      const url = await aServer(...pieces);
      const http = aTransport({ idleTimeout: 1000 });
      for (let request = 0; request < 3; request += 1) {
        const { body, status } = await http.send({ method: 'GET', url, headers: {} });
        assert.equal(status, 200);
        assert.equal(body, '{"a":1}');
      }
    });
  }

  it('is part of the body when it appears in one', async () => {
    const body = `${plain}${plain}`;
    const head = answer(body).slice(0, -body.length);
    const url = await aServer(head, plain, plain);
    const got = await aTransport().send({ method: 'GET', url, headers: {} });
    assert.equal(got.body, body);
  });

  it('does not block a client that receives nothing else', async () => {
    const url = await aServer(plain.repeat(50));
    const http = aTransport({ idleTimeout: 100, totalTimeout: 1000 });
    await failureOf(http.send({ method: 'GET', url, headers: {} }));
  });
});
