import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import type { HttpStream, HttpTransport } from '../../../../src/cloudfoundry/http/transport.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  closeServers,
  cutOff,
  drip,
  flood,
  html,
  redirect,
  stall,
  startServer,
  type Reply,
} from '../../../support/hostileServer.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

async function opened(
  reply: Reply,
  http: HttpTransport = aTransport(),
  signal?: AbortSignal,
): Promise<HttpStream> {
  const server = await startServer(() => reply);
  const url = new URL('/bits?X-Amz-Signature=canary', server.origin);
  return http.open({ method: 'GET', url, headers: { 'accept-encoding': 'identity' }, signal });
}

async function readAll({ content }: HttpStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('An answer that is read as it arrives', () => {
  it('returns the bytes as sent, compressed ones too', async () => {
    const packed = gzipSync('bits');
    const got = await opened(answer(200, packed, { 'content-encoding': 'gzip', etag: '"1"' }));
    assert.equal(got.status, 200);
    assert.equal(got.body, '');
    assert.equal(got.header('ETag'), '"1"');
    assert.deepEqual(await readAll(got), packed);
  });

  it('has the text of an error or redirect, and no content to read', async () => {
    const missing = await opened(html('<html>gone', 404));
    assert.equal(missing.body, '<html>gone');
    const moved = await opened(redirect('https://store.example.org/'));
    assert.equal(moved.status, 302);
    assert.equal(moved.header('location'), 'https://store.example.org/');
  });

  it('may be larger and take longer than one that is read at once', async () => {
    const http = aTransport({ maxBodyBytes: 1000, totalTimeout: 500, idleTimeout: 5000 });
    const large = await opened(flood(3), http);
    assert.equal((await readAll(large)).length, 3 * 1024 * 1024);
    const slow = await opened(drip(20), http);
    let count = 0;
    for await (const chunk of slow.content) {
      count += chunk.length;
      if (count >= 40) break;
    }
    assert.equal(count, 40);
  });

  it('is given up when the server falls silent or breaks off, naming only its host', async () => {
    const http = aTransport({ idleTimeout: 300 });
    for (const [reply, reason] of [
      [stall('part'), 'timeout'],
      [cutOff('part'), 'connection'],
    ] as const) {
      const error = await failureOf(readAll(await opened(reply, http)));
      assert.ok(error instanceof UnreachableError);
      assert.equal(error.reason, reason);
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /canary/);
    }
  });

  it('ends with the reason of its signal', async () => {
    const abort = new AbortController();
    const got = await opened(drip(10), aTransport(), abort.signal);
    const reading = readAll(got);
    abort.abort(new Error('the user has had enough'));
    assert.equal((await failureOf(reading)).message, 'the user has had enough');
  });

  it('ends with the reason of its signal even if nobody had started to read', async () => {
    const abort = new AbortController();
    const got = await opened(drip(10), aTransport(), abort.signal);
    abort.abort(new Error('the user has had enough'));
    await setImmediate();
    await setImmediate();
    assert.equal((await failureOf(readAll(got))).message, 'the user has had enough');
  });

  it('can be left unread, and then holds up no connection', async () => {
    const http = aTransport();
    const server = await startServer(() => flood(4));
    for (let index = 0; index < 10; index += 1) {
      const got = await http.open({ method: 'GET', url: new URL(server.origin), headers: {} });
      got.discard();
    }
    assert.equal(server.requests.length, 10);
  });

  it('makes the server wait while nobody reads', async () => {
    const server = await startServer(() => flood(64));
    const got = await aTransport().open({
      method: 'GET',
      url: new URL(server.origin),
      headers: {},
    });
    let seen = 0;
    for await (const chunk of got.content) {
      seen += chunk.length;
      if (seen > 1024 * 1024) {
        await new Promise((resolve) => {
          setTimeout(resolve, 300);
        });
        // Sockets of loopback hold a few megabytes between them.
        assert.ok(server.bytesSent() < 32 * 1024 * 1024);
        break;
      }
    }
  });
});
