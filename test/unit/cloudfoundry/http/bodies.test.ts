import assert from 'node:assert/strict';
import { NotCloudFoundryError, TooLargeError } from '../../../../src/cloudfoundry/errors.ts';
import type { HttpAnswer, HttpTransport } from '../../../../src/cloudfoundry/http/transport.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  closeServers,
  flood,
  gzip,
  gzipBomb,
  inTurn,
  json,
  startServer,
} from '../../../support/hostileServer.ts';

const mebibyte = 1024 * 1024;

async function get(http: HttpTransport, url: string): Promise<HttpAnswer> {
  return http.send({ method: 'GET', url: new URL(url), headers: {} });
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('HttpTransport, when the body is compressed or large', () => {
  it('unpacks gzip', async () => {
    const value = { text: 'ü'.repeat(50_000) };
    const server = await startServer(() => gzip(value));
    assert.deepEqual(JSON.parse((await get(aTransport(), server.origin)).body), value);
  });

  it('treats an empty body declared as gzip as empty', async () => {
    const server = await startServer(() => answer(204, '', { 'content-encoding': 'gzip' }));
    assert.deepEqual((await get(aTransport(), server.origin)).status, 204);
    const full = await startServer(() =>
      answer(503, '', { 'content-encoding': 'gzip', 'content-length': '0' }),
    );
    assert.deepEqual((await get(aTransport(), full.origin)).status, 503);
  });

  it('refuses an encoding that it did not ask for, by name', async () => {
    const server = await startServer(() => answer(200, 'x', { 'content-encoding': 'br' }));
    const error = await failureOf(get(aTransport(), server.origin));
    assert.ok(error instanceof NotCloudFoundryError);
    assert.match(error.message, /\(br\)/);
  });

  it('stops a gzip bomb at the limit, long before the server could send all of it', async () => {
    const server = await startServer(() => gzipBomb(512));
    const error = await failureOf(get(aTransport({ maxBodyBytes: 4 * mebibyte }), server.origin));
    assert.ok(error instanceof TooLargeError);
    assert.equal(error.limit, 4 * mebibyte);
    // All of it would be 512 KiB of packed blanks.
    assert.ok(server.bytesSent() < 256 * 1024, `${server.bytesSent()} bytes were sent`);
  });

  it('stops an endless body at the limit, long before the server could send all of it', async () => {
    const server = await startServer(() => flood(512));
    const error = await failureOf(get(aTransport({ maxBodyBytes: 2 * mebibyte }), server.origin));
    assert.ok(error instanceof TooLargeError);
    assert.ok(server.bytesSent() < 64 * mebibyte, `${server.bytesSent()} bytes were sent`);
  });

  it('reads a body of exactly the limit, but not one that is a byte longer', async () => {
    const server = await startServer(({ path }) => answer(200, 'x'.repeat(Number(path.slice(1)))));
    const http = aTransport({ maxBodyBytes: 1000 });
    assert.equal((await get(http, `${server.origin}/1000`)).body.length, 1000);
    await assert.rejects(get(http, `${server.origin}/1001`), TooLargeError);
  });

  it('keeps the status and beginning of an error whose body is too large', async () => {
    for (const reply of [flood(512, 503), gzipBomb(512, 503)]) {
      const server = await startServer(() => reply);
      const { status, body } = await get(aTransport(), server.origin);
      assert.equal(status, 503);
      assert.equal(body.length, mebibyte);
      assert.ok(server.bytesSent() < 64 * mebibyte, `${server.bytesSent()} bytes were sent`);
    }
  });

  it('answers again after it stopped a body', async () => {
    const server = await startServer(inTurn(flood(64), flood(64, 500), json({ ok: true })));
    const http = aTransport({ maxBodyBytes: 1000, maxErrorBodyBytes: 1000 });
    await assert.rejects(get(http, server.origin), TooLargeError);
    assert.equal((await get(http, server.origin)).body.length, 1000);
    assert.equal((await get(http, server.origin)).body, '{"ok":true}');
  });
});
