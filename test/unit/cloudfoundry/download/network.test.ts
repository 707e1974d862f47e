import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BitsSource } from '../../../../src/cloudfoundry/download/bits.ts';
import { download } from '../../../../src/cloudfoundry/download/download.ts';
import { RefusedLinkError } from '../../../../src/cloudfoundry/errors.ts';
import type { Lookup } from '../../../../src/cloudfoundry/network/dial.ts';
import { CertificateError } from '../../../../src/cloudfoundry/network/errors.ts';
import {
  plainNetwork,
  type NetworkSettings,
} from '../../../../src/cloudfoundry/network/settings.ts';
import { Requests } from '../../../../src/cloudfoundry/http/requests.ts';
import { anAuthority } from '../../../support/authority.ts';
import { aFile, aStore } from '../../../support/blobStore.ts';
import {
  aLog,
  aTransport,
  closeTransports,
  failureOf,
  someTokens,
} from '../../../support/clients.ts';
import { closeServers, redirect, startServer } from '../../../support/hostileServer.ts';
import { closeProxies, startProxy } from '../../../support/proxy.ts';
import { aFolder, removeFolders, sha256Of } from './support.ts';

const authority = anAuthority();
const file = aFile(1024 * 1024);

afterEach(async () => {
  await closeTransports();
  await closeProxies();
  await closeServers();
  await removeFolders();
});

const onThisMachine: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];

/** A foundation and its store, which only a proxy finds, and whose authority is its own. */
async function aFarFoundation(authorityOfStore = authority) {
  const identity = authority.issue({ hosts: ['api.cf.test'] });
  const identityOfStore = authorityOfStore.issue({ hosts: ['store.cf.test'] });
  const store = await startServer(aStore(file), identityOfStore);
  const api = await startServer(
    () => redirect(`https://store.cf.test:${new URL(store.origin).port}/bits`),
    identity,
  );
  const proxy = await startProxy();
  const folder = await aFolder();
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
  const downloaded = async () => {
    const network: NetworkSettings = {
      ...plainNetwork,
      proxy: { ...plainNetwork.proxy, support: 'override', url: proxy.url },
      caFile,
    };
    const http = aTransport({}, { network: () => network });
    const log = aLog();
    const url = new URL(`https://api.cf.test:${new URL(api.origin).port}/v3/droplets/d/download`);
    const source = new BitsSource(new Requests(http, someTokens(), log), http, url, log);
    return download(source, {
      target: path.join(folder, 'web.tgz'),
      checksum: sha256Of(file),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      log,
    });
  };
  return { downloaded, proxy, store, api };
}

describe('A download from a foundation with its own network settings', () => {
  it('uses its proxy and authorities for the store, too', async () => {
    const { downloaded, proxy, store } = await aFarFoundation();
    assert.equal((await downloaded()).bytes, file.size);
    assert.deepEqual(
      proxy.connects.map(({ authority: to }) => to.split(':', 1)[0]),
      ['api.cf.test', 'store.cf.test'],
    );
    assert.equal(store.requests[0]?.headers.authorization, undefined);
  });

  // Cloud providers give out secrets at link-local addresses: a name may stand for one of them (CWE-918).
  it('never uses a name that stands for this machine or a private network', async () => {
    const store = await startServer(aStore(file), authority.issue({ hosts: ['store.cf.test'] }));
    const identity = authority.issue({ hosts: ['api.cf.test'] });
    const { port } = new URL(store.origin);
    const api = await startServer(() => redirect(`https://store.cf.test:${port}/bits`), identity);
    const folder = await aFolder();
    const caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, authority.pem);
    const proxy = await startProxy();
    // What the proxy leads to is taken for a public API; without it, the API is on this machine, too.
    const downloaded = async (isApiPublic: boolean, trustedBlobOrigins: readonly string[] = []) => {
      const ofProxy = { support: 'override', url: proxy.url, noProxy: ['store.cf.test'] };
      const network: NetworkSettings = {
        ...plainNetwork,
        ...(isApiPublic && { proxy: { ...plainNetwork.proxy, ...ofProxy } }),
        caFile,
        trustedBlobOrigins,
      };
      const http = aTransport({}, { network: () => network, lookup: onThisMachine });
      const log = aLog();
      const url = new URL(`https://api.cf.test:${new URL(api.origin).port}/v3/droplets/d/download`);
      const source = new BitsSource(new Requests(http, someTokens(), log), http, url, log);
      return download(source, {
        target: path.join(folder, 'web.tgz'),
        checksum: sha256Of(file),
        signal: new AbortController().signal,
        onProgress: () => undefined,
        log,
      });
    };
    const error = await failureOf(downloaded(true));
    assert.ok(error instanceof RefusedLinkError, String(error));
    assert.match(error.message, /store\.cf\.test:\d+ wasn’t followed: it’s on this machine/);
    assert.equal(store.requests.length, 0);
    assert.equal((await downloaded(true, [`https://store.cf.test:${port}`])).bytes, file.size);
    assert.equal((await downloaded(false)).bytes, file.size);
  });

  it('accepts a store without encryption only if a setting trusts it, and says so', async () => {
    const store = await startServer(aStore(file));
    const api = await startServer(() => redirect(`${store.origin}/bits?sig=x`), authority.issue());
    const folder = await aFolder();
    const caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, authority.pem);
    const downloaded = async (trustedBlobOrigins: readonly string[]) => {
      const log = aLog();
      const http = aTransport(
        {},
        { network: () => ({ ...plainNetwork, caFile, trustedBlobOrigins }) },
      );
      const url = new URL('/v3/droplets/d/download', api.origin);
      const source = new BitsSource(new Requests(http, someTokens(), log), http, url, log);
      const done = await download(source, {
        target: path.join(folder, 'web.tgz'),
        checksum: sha256Of(file),
        signal: new AbortController().signal,
        onProgress: () => undefined,
        log,
      });
      return { done, log };
    };
    const error = await failureOf(downloaded([]));
    assert.ok(error instanceof RefusedLinkError);
    assert.match(error.message, /isn’t encrypted\. To allow it, add http:.* to trustedBlobOrigins/);
    assert.equal(store.requests.length, 0);
    const { done, log } = await downloaded([store.origin]);
    assert.deepEqual([done.bytes, done.plainOrigin], [file.size, store.origin]);
    assert.ok(
      log.lines.includes(`${store.origin} is not encrypted: others can read the file on its way`),
    );
    assert.equal(store.requests[0]?.headers.authorization, undefined);
  });

  it('tells nothing to a store whose certificate it does not trust', async () => {
    const { api, downloaded, store } = await aFarFoundation(anAuthority());
    const error = await failureOf(downloaded());
    assert.ok(error instanceof CertificateError);
    assert.match(error.host, /^store\.cf\.test/);
    assert.equal(api.requests.length, 1);
    assert.equal(store.requests.length, 0);
  });
});
