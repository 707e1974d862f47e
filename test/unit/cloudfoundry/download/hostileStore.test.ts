import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  DownloadError,
  type DownloadFault,
} from '../../../../src/cloudfoundry/download/downloadError.ts';
import { CloudControllerError, RefusedLinkError } from '../../../../src/cloudfoundry/errors.ts';
import { aFile, bytesOf, tagOfFile } from '../../../support/blobStore.ts';
import { closeTransports, failureOf } from '../../../support/clients.ts';
import {
  answer,
  apiError,
  closeServers,
  html,
  inTurn,
  redirect,
  startServer,
  type Reply,
} from '../../../support/hostileServer.ts';
import { aFoundation, downloading, removeFolders, sha256Of } from './support.ts';

const file = aFile(2 * 1024 * 1024);
const middle = 1024 * 1024;
const headers = { etag: tagOfFile };
const broken = bytesOf(file, { headers, breakAfter: middle });

afterEach(async () => {
  await closeTransports();
  await closeServers();
  await removeFolders();
});

/** A download from a store that replies so, one after the other, must fail so and leave nothing. */
async function fails(fault: DownloadFault, first: Reply, ...others: readonly Reply[]) {
  const { api, store } = await aFoundation(inTurn(first, ...others));
  const { running, left, log } = await downloading(api.origin, { checksum: sha256Of(file) });
  const error = await failureOf(running);
  assert.ok(error instanceof DownloadError, String(error));
  assert.equal(error.fault, fault);
  assert.deepEqual(await left(), []);
  assert.doesNotMatch(inspect(error, { depth: 9 }) + log.lines.join('\n'), /canary/);
  return { error, store };
}

/** A download must succeed all the same. */
async function succeeds(...others: readonly Reply[]) {
  const { api, store } = await aFoundation(inTurn(broken, ...others));
  const { running, target } = await downloading(api.origin, { checksum: sha256Of(file) });
  await running;
  const digest = createHash('sha256').update(await readFile(target));
  assert.equal(digest.digest('hex'), file.sha256);
  return store;
}

/** The rest of the file as the store should give it, but for these headers. */
function rest(others: Readonly<Record<string, string>>, from = middle): Reply {
  return (response) => {
    const asked = askedFrom(response);
    const at = from === middle ? asked : from;
    const range = `bytes ${at}-${file.size - 1}/${file.size}`;
    bytesOf(file, {
      from: at,
      status: 206,
      headers: { ...headers, 'content-range': range, ...others },
    })(response);
  };
}

/** A thousand bytes of the rest, without a word on how many there are to be. */
const shortRest: Reply = (response) => {
  const asked = askedFrom(response);
  const range = `bytes ${asked}-${file.size - 1}/${file.size}`;
  response.writeHead(206, { 'content-range': range, ...headers });
  for (const piece of file.read(asked, asked + 1000)) response.write(piece);
  response.end();
};

function askedFrom({ req }: ServerResponse): number {
  return Number(/\d+/.exec(req.headers.range ?? '')?.[0] ?? 0);
}

describe('A blob store that sends something other than the file', () => {
  it('is detected by the checksum', async () => {
    await fails('checksum', bytesOf(aFile(file.size - 1)));
    await fails('checksum', answer(200, ''));
    await fails('checksum', answer(200, 'something else'));
  });

  it('is detected by its web page, even when there is no checksum', async () => {
    const { error } = await fails('notTheFile', html('<html>Sign in to the proxy</html>'));
    assert.match(error.message, /returned a web page$/);
  });

  it('is detected by a status other than a file’s', async () => {
    await fails('notTheFile', answer(204));
    await fails('notTheFile', bytesOf(file, { status: 206 }));
    await fails('notTheFile', redirect('https://store.example.org/', 304));
  });

  it('is refused with its error code as the reason, and nothing else that it says', async () => {
    const xml = '<Error><Code>AccessDenied</Code><Key>canary-key</Key></Error>';
    const { error, store } = await fails('store', answer(403, xml));
    assert.match(error.message, /^the blobstore 127\.0\.0\.1:\d+ returned 403 \(AccessDenied\)$/);
    assert.equal(error.status, 403);
    assert.equal(store.requests.length, 1);
  });

  it('is asked again a few times when it seems to be down for a moment', async () => {
    const { store } = await fails('store', answer(503));
    assert.equal(store.requests.length, 4);
  });
});

describe('A blob store that miscounts', () => {
  it('is asked again when it sends less than it announced', async () => {
    const short: Reply = (response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked', ...headers });
      for (const piece of file.read(0, middle)) response.write(piece);
      response.socket?.end();
    };
    const { api } = await aFoundation(inTurn(short, bytesOf(file)));
    const { running } = await downloading(api.origin, { checksum: sha256Of(file) });
    assert.equal((await running).bytes, file.size);
  });

  it('is caught ending a file too early by what it announced before', async () => {
    const store = await succeeds(shortRest, rest({}));
    assert.equal(store.requests.length, 3);
  });

  it('adds no more to the file than it announced', async () => {
    const more: Reply = (response) => {
      response.socket?.write(
        `HTTP/1.1 200 OK\r\ncontent-length: ${file.size}\r\nconnection: close\r\n\r\n`,
      );
      for (const piece of file.read(0, file.size)) response.socket?.write(piece);
      response.socket?.end('and something else');
    };
    const { api } = await aFoundation(() => more);
    const { running } = await downloading(api.origin, { checksum: sha256Of(file) });
    assert.equal((await running).bytes, file.size);
  });

  it('is not trusted when the rest is longer than the file', async () => {
    await fails('notTheFile', broken, (response) => {
      const asked = askedFrom(response);
      const range = `bytes ${asked}-${file.size - 1}/${file.size}`;
      response.writeHead(206, { 'content-range': range, ...headers });
      response.end(Buffer.alloc(file.size));
    });
  });
});

describe('A blob store that is asked for the rest of a file', () => {
  it('may have another file by now, whose bytes are not added to the old one', async () => {
    const store = await succeeds(rest({ etag: '"file-2"' }), bytesOf(file));
    assert.equal(store.requests.length, 3);
    assert.equal(store.requests[2]?.headers.range, undefined);
  });

  it('may send another part, or not say which', async () => {
    for (const wrong of [
      rest({}, 17),
      rest({ 'content-range': 'bytes 0-' }),
      rest({ 'content-range': `bytes ${middle}-${file.size}/${file.size + 1}` }),
      rest({ 'content-type': 'multipart/byteranges; boundary=x', 'content-range': '' }),
      answer(416),
    ]) {
      const store = await succeeds(wrong, bytesOf(file));
      assert.equal(store.requests.length, 3);
    }
  });

  it('may send the whole file', async () => {
    const store = await succeeds(bytesOf(file));
    assert.equal(store.requests.length, 2);
  });
});

describe('Bits that the store calls compressed', () => {
  it('reach the disk as they were sent', async () => {
    const bits = gzipSync('a tar archive');
    const { api } = await aFoundation(() => answer(200, bits, { 'content-encoding': 'gzip' }));
    const { running, target } = await downloading(api.origin);
    await running;
    assert.deepEqual(await readFile(target), bits);
  });
});

describe('A redirect to the bits', () => {
  it('may lead to another store, three times in all', async () => {
    const last = await startServer(() => bytesOf(file));
    const second = await startServer(() => redirect(`${last.origin}/bits`, 307));
    const { api, store } = await aFoundation(() => redirect(`${second.origin}/bits`, 303));
    const { running } = await downloading(api.origin, { checksum: sha256Of(file) });
    await running;
    for (const { requests } of [store, second, last]) {
      assert.equal(requests[0]?.headers.authorization, undefined);
    }
  });

  it('is not followed in a loop', async () => {
    const { error, store } = await fails('redirects', redirect('/again'));
    assert.match(error.message, /too many times$/);
    assert.equal(store.requests.length, 3);
  });

  it('does not send the token back to the API', async () => {
    const api = await startServer(({ path }) =>
      path === '/v3/droplets/d/download' ? redirect('/bits') : bytesOf(file),
    );
    const { running } = await downloading(api.origin, { checksum: sha256Of(file) });
    await running;
    assert.deepEqual(
      api.requests.map(({ headers: sent }) => sent.authorization),
      ['bearer token-1', undefined],
    );
  });

  it('is refused when it leads nowhere', async () => {
    const api = await startServer(() => redirect('ftp://store.example.org/bits?sig=canary'));
    const { running, left } = await downloading(api.origin);
    const error = await failureOf(running);
    assert.ok(error instanceof RefusedLinkError);
    assert.doesNotMatch(inspect(error), /canary/);
    assert.deepEqual(await left(), []);
  });
});

describe('An API that has no bits', () => {
  it('says why', async () => {
    for (const refusal of [
      apiError(404, 10010, 'CF-ResourceNotFound', 'Droplet not found'),
      apiError(422, 10008, 'CF-UnprocessableEntity', 'Only staged droplets can be downloaded.'),
    ]) {
      const api = await startServer(() => refusal);
      const { running, left } = await downloading(api.origin);
      const error = await failureOf(running);
      assert.ok(error instanceof CloudControllerError);
      assert.match(error.message, /Droplet not found|Only staged droplets/);
      assert.equal(api.requests.length, 1);
      assert.deepEqual(await left(), []);
    }
  });

  it('is asked with a fresh token after the old one is refused', async () => {
    const store = await startServer(() => bytesOf(file));
    const refused = apiError(401, 1000, 'CF-InvalidAuthToken', 'Invalid Auth Token');
    const api = await startServer(inTurn(refused, redirect(store.origin)));
    await (
      await downloading(api.origin, { checksum: sha256Of(file) })
    ).running;
    assert.deepEqual(
      api.requests.map(({ headers: sent }) => sent.authorization),
      ['bearer token-1', 'bearer token-2'],
    );
  });
});
