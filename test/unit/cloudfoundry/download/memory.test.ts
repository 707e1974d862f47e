import assert from 'node:assert/strict';
import { aFile, aStore } from '../../../support/blobStore.ts';
import { closeTransports } from '../../../support/clients.ts';
import { closeServers } from '../../../support/hostileServer.ts';
import { aFoundation, downloading, removeFolders, sha256Of } from './support.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
  await removeFolders();
});

/** Bytes that this process holds: in all, and in objects and buffers. */
function memory() {
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
  return { rss, used: heapUsed + arrayBuffers };
}

describe('A download of 200 MB', () => {
  it('holds only a small part in memory, even if it breaks off and resumes', async () => {
    const file = aFile(200 * 1024 * 1024);
    // The store is in this process too, and makes each piece as it sends it.
    const { api, store } = await aFoundation(aStore(file, file.size * 0.6));
    const before = memory();
    let most = before;
    const looking = setInterval(() => {
      const now = memory();
      most = { rss: Math.max(most.rss, now.rss), used: Math.max(most.used, now.used) };
    }, 10);
    const { running } = await downloading(api.origin, { checksum: sha256Of(file) });
    const downloaded = await running.finally(() => clearInterval(looking));
    assert.deepEqual(downloaded, { bytes: file.size, verifiedBy: 'sha256', plainOrigin: null });
    assert.equal(store.requests.length, 2);
    assert.notEqual(store.requests[1]?.headers.range, undefined);
    assert.ok(most.used - before.used < file.size / 4);
    assert.ok(most.rss - before.rss < file.size / 2);
  });
});
