import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import type { DownloadProgress } from '../../../../src/cloudfoundry/download/meter.ts';
import { aFile, aStore, bytesOf, tagOfFile, tapped } from '../../../support/blobStore.ts';
import { closeTransports, failureOf } from '../../../support/clients.ts';
import { closeServers, inTurn, startServer } from '../../../support/hostileServer.ts';
import { aFoundation, anApi, downloading, removeFolders, sha256Of, signature } from './support.ts';

const mebibyte = 1024 * 1024;
const file = aFile(5 * mebibyte);

afterEach(async () => {
  await closeTransports();
  await closeServers();
  await removeFolders();
});

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

describe('A download', () => {
  it('saves the file to disk, checks it, and leaves nothing else there', async () => {
    const { api } = await aFoundation(aStore(file));
    const { running, target, left } = await downloading(api.origin, { checksum: sha256Of(file) });
    assert.deepEqual(await running, { bytes: file.size, verifiedBy: 'sha256', plainOrigin: null });
    assert.equal(await digestOf(target), file.sha256);
    assert.deepEqual(await left(), ['web.tgz']);
  });

  it('sends the store neither the token nor anything else of the API', async () => {
    const store = await startServer(aStore(file));
    const ear = await tapped(store);
    const api = await anApi(ear.origin);
    await (
      await downloading(api.origin)
    ).running;
    await closeTransports();
    await ear.close();
    const heard = ear.heard();
    assert.match(heard, /^GET \/cc-droplets\/aa\/bb\?X-Amz-Signature=/);
    assert.doesNotMatch(heard, /token|authorization|content-type|cookie|referer|bearer/i);
    assert.match(heard, /accept-encoding: identity/i);
    assert.equal(api.requests[0]?.headers.authorization, 'bearer token-1');
    assert.equal(api.requests[0]?.headers['content-type'], undefined);
  });

  it('writes no signed address to the log', async () => {
    const { api } = await aFoundation(aStore(file, mebibyte));
    const { running, log } = await downloading(api.origin);
    await running;
    assert.match(log.lines.join('\n'), /GET http:\/\/127\.0\.0\.1:\d+\/… 200/);
    assert.doesNotMatch(log.lines.join('\n'), new RegExp(`${signature}|cc-droplets`));
  });

  it('holds the file against either checksum that Cloud Controllers name, in capitals too', async () => {
    for (const [type, value] of [
      ['sha1', file.sha1],
      ['SHA256', file.sha256.toUpperCase()],
    ] as const) {
      const { api } = await aFoundation(aStore(file));
      const { running } = await downloading(api.origin, { checksum: { type, value } });
      assert.equal((await running).verifiedBy, type.toLowerCase());
    }
  });

  it('says so when there is no checksum that it knows', async () => {
    for (const checksum of [null, { type: 'blake3', value: 'abc' }]) {
      const { api } = await aFoundation(aStore(file));
      const { running } = await downloading(api.origin, { checksum });
      assert.equal((await running).verifiedBy, null);
    }
  });

  it('reports its progress', async () => {
    const { api } = await aFoundation(aStore(file));
    const told: DownloadProgress[] = [];
    const { running } = await downloading(api.origin, { onProgress: (each) => told.push(each) });
    await running;
    assert.ok(told.length > 0);
    assert.ok(told.every(({ bytes, total }) => total === file.size && bytes <= file.size));
  });

  it('downloads the file from the API itself when the API has it', async () => {
    const api = await startServer(aStore(file, 2 * mebibyte));
    const { running, target } = await downloading(api.origin, { checksum: sha256Of(file) });
    await running;
    assert.equal(await digestOf(target), file.sha256);
    assert.match(api.requests[1]?.headers.range ?? '', /^bytes=\d{7}-$/);
  });

  it('replaces a file of the same name only once the download is complete', async () => {
    const { api } = await aFoundation(aStore(file));
    let during = '';
    const { running, target } = await downloading(api.origin, {
      checksum: sha256Of(file),
      onProgress: () => {
        during ||= 'asked';
      },
    });
    await writeFile(target, 'old');
    await running;
    assert.equal(during, 'asked');
    assert.equal(await digestOf(target), file.sha256);
  });

  it('keeps the old file and no new one when it fails', async () => {
    const { api } = await aFoundation(aStore(file));
    const wrong = { type: 'sha256', value: '0'.repeat(64) };
    const { running, target, left } = await downloading(api.origin, { checksum: wrong });
    await writeFile(target, 'old');
    await failureOf(running);
    assert.equal(await readFile(target, 'utf8'), 'old');
    assert.deepEqual(await left(), ['web.tgz']);
  });

  it('ends when it is canceled, and deletes what has arrived', async () => {
    const { api } = await aFoundation(aStore(aFile(50 * mebibyte)));
    const abort = new AbortController();
    const { running, left } = await downloading(api.origin, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    assert.equal((await failureOf(running)).message, 'enough');
    assert.deepEqual(await left(), []);
  });
});

describe('A download whose connection breaks', () => {
  const breakAt = Math.floor(file.size * 0.6);

  it('resumes where it stopped, at a new address from the API', async () => {
    const { api, store } = await aFoundation(aStore(file, breakAt));
    const { running, target } = await downloading(api.origin, { checksum: sha256Of(file) });
    assert.deepEqual(await running, { bytes: file.size, verifiedBy: 'sha256', plainOrigin: null });
    assert.equal(await digestOf(target), file.sha256);
    assert.equal(store.requests[0]?.headers.range, undefined);
    assert.match(store.requests[1]?.headers.range ?? '', /^bytes=3\d{6}-$/);
    assert.equal(store.requests[1]?.headers['if-range'], tagOfFile);
    assert.deepEqual(
      store.requests.map(({ path }) => path.slice(-2)),
      ['-1', '-2'],
    );
    assert.equal(store.requests[1]?.headers.authorization, undefined);
  });

  it('starts over when the store sends no parts, or cannot prove that it is the same file', async () => {
    for (const headers of [{}, { etag: 'W/"weak"' }, { etag: tagOfFile }]) {
      const whole = bytesOf(file, { headers });
      const { api, store } = await aFoundation(
        inTurn(bytesOf(file, { headers, breakAfter: breakAt }), whole),
      );
      const { running, target } = await downloading(api.origin, { checksum: sha256Of(file) });
      assert.deepEqual(await running, {
        bytes: file.size,
        verifiedBy: 'sha256',
        plainOrigin: null,
      });
      assert.equal(await digestOf(target), file.sha256);
      const asked = 'etag' in headers && headers.etag === tagOfFile;
      assert.equal(store.requests.length, 2);
      assert.equal(store.requests[1]?.headers.range !== undefined, asked);
    }
  });

  it('resumes after a silence, a reset, and a brief outage of the store', async () => {
    const resume = aStore(file);
    let count = 0;
    const { api } = await aFoundation((request) => {
      count += 1;
      if (count === 1) {
        return (response) => {
          response.writeHead(200, { 'content-length': String(file.size), etag: tagOfFile });
          for (const piece of file.read(0, breakAt)) response.write(piece);
        };
      }
      if (count === 2) return (response) => response.socket?.resetAndDestroy();
      if (count === 3) return (response) => response.writeHead(503).end();
      return resume(request);
    });
    const { running, target } = await downloading(api.origin, {
      checksum: sha256Of(file),
      idleTimeout: 300,
    });
    await running;
    assert.equal(await digestOf(target), file.sha256);
  });

  it('gives up after a few attempts without progress, and leaves nothing', async () => {
    const { api, store } = await aFoundation(() => bytesOf(file, { breakAfter: breakAt }));
    const { running, left, log } = await downloading(api.origin);
    const error = await failureOf(running);
    assert.match(error.message, /was lost/);
    assert.equal(store.requests.length, 4);
    assert.deepEqual(await left(), []);
    assert.doesNotMatch(inspect(error, { depth: 9 }) + log.lines.join('\n'), /canary/);
  });

  it('completes over a connection that breaks every two megabytes', async () => {
    const large = aFile(21 * mebibyte);
    const store = await startServer((request) => aStore(large, 2 * mebibyte)(request));
    const api = await anApi(store.origin);
    const { running, target } = await downloading(api.origin, { checksum: sha256Of(large) });
    await running;
    assert.equal(await digestOf(target), large.sha256);
    assert.equal(store.requests.length, 11);
  });
});
