import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { TooLargeError, UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import type { HttpAnswer } from '../../../../src/cloudfoundry/http/transport.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import { answer, closeServers, startServer } from '../../../support/hostileServer.ts';

/** The answer to a packed body of these bytes. */
async function unpacked(
  bytes: Buffer,
  { status = 200, maxBodyBytes = 1_000_000 } = {},
): Promise<HttpAnswer> {
  const server = await startServer(() => answer(status, bytes, { 'content-encoding': 'gzip' }));
  const http = aTransport({ maxBodyBytes, maxErrorBodyBytes: 1000 });
  return http.send({ method: 'GET', url: new URL(server.origin), headers: {} });
}

/** Text that packing makes little smaller. */
function noise(length: number): string {
  return randomBytes(length / 2).toString('hex');
}

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

describe('A compressed body', () => {
  for (const length of [0, 2, 30_000, 64_000, 66_000, 900_000]) {
    it(`of ${length} bytes is read whole`, async () => {
      const text = noise(length);
      assert.equal((await unpacked(gzipSync(text))).body, text);
    });
  }

  it('that is announced but missing is empty', async () => {
    assert.equal((await unpacked(Buffer.alloc(0))).body, '');
  });

  for (const length of [30_000, 900_000]) {
    it(`of ${length} bytes is refused above the limit, except for the beginning of an error`, async () => {
      const text = noise(length);
      const error = await failureOf(unpacked(gzipSync(text), { maxBodyBytes: length - 1 }));
      assert.ok(error instanceof TooLargeError);
      const { body } = await unpacked(gzipSync(text), { status: 500 });
      assert.equal(body, text.slice(0, 1000));
    });

    it(`of ${length} bytes that breaks off is not an answer`, async () => {
      const packed = gzipSync(noise(length));
      const error = await failureOf(unpacked(packed.subarray(0, packed.length - 20)));
      assert.ok(error instanceof UnreachableError);
    });
  }

  it('is refused when it is small but its content is above the limit', async () => {
    const bomb = gzipSync('x'.repeat(20_000_000));
    assert.ok(bomb.length < 32_768);
    assert.ok((await failureOf(unpacked(bomb))) instanceof TooLargeError);
  });
});
