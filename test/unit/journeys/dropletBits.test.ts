import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deleteDroplet, guardDeletion } from '../../../src/changes/deletion.ts';
import { freshApp } from '../../../src/changes/refetch.ts';
import { relabel } from '../../../src/changes/relabel.ts';
import { download } from '../../../src/cloudfoundry/download/download.ts';
import { DownloadError } from '../../../src/cloudfoundry/download/downloadError.ts';
import { labelChanges } from '../../../src/cloudfoundry/labels.ts';
import { silentLog } from '../../../src/cloudfoundry/log.ts';
import type { App } from '../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../src/cloudfoundry/resources/droplet.ts';
import type { AppRow, DropletRow } from '../../../src/explorer/rows.ts';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import { noFaults, type BlobFaults } from '../../../src/sample/blobs/faults.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { failureOf } from '../../support/clients.ts';
import { Session } from './support/session.ts';

const size = 3_000_000;
const cut = { after: 1_800_000, times: 1 };

/** A droplet that is not the current one, and could be. */
function other(app: AppRow): DropletRow {
  const found = app.droplets.rows.find((row) => !isCurrent(row) && row.droplet.state === 'STAGED');
  return found ?? assert.fail();
}

describe('The bits of a droplet', () => {
  let session: Session;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'bits-'));
  });

  afterEach(async () => {
    await session.close();
    await rm(folder, { recursive: true });
  });

  /** Downloads the current droplet of an app from a foundation whose blob store has these faults. */
  async function downloading(faults: Partial<BlobFaults>) {
    session = await Session.open({
      dropletBytes: size,
      blobFaults: { ...noFaults, ...faults },
    });
    const app = await session.openApp('storefront');
    const droplet = app.droplets.rows.find(isCurrent)?.droplet;
    const link = droplet?.links['download'];
    assert.ok(droplet && link);
    session.wire();
    const client = await session.row.connection.client();
    return download(client.bits(link), {
      target: path.join(folder, 'web.tgz'),
      checksum: droplet.checksum,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      log: silentLog,
    });
  }

  it('come from the blob store, which sees no token', async () => {
    const { bytes, verifiedBy } = await downloading({});
    assert.equal(verifiedBy, 'sha256');
    assert.equal((await stat(path.join(folder, 'web.tgz'))).size, bytes);
    const [asked, given, ...others] = session.wire();
    assert.deepEqual(others, []);
    assert.equal(asked?.server, 'api');
    assert.match(asked.headers.authorization ?? '', /^bearer /);
    assert.equal(given?.server, 'blobs');
    assert.equal(given.status, 200);
    assert.deepEqual(Object.keys(given.headers).sort(), ['accept-encoding', 'connection', 'host']);
  });

  it('are resumed when the connection breaks', async () => {
    await downloading({ cut });
    assert.deepEqual(
      session.wire().map(({ server, status }) => [server, status]),
      [
        ['api', 302],
        ['blobs', 200],
        ['api', 302],
        ['blobs', 206],
      ],
    );
  });

  it('are read from the beginning when the store has no parts', async () => {
    await downloading({ cut, hasRanges: false });
    assert.deepEqual(
      session.wire().map(({ status }) => status),
      [302, 200, 302, 200],
    );
  });

  it('are not kept when they differ from what the API says', async () => {
    const error = await failureOf(downloading({ hasWrongBytes: true }));
    assert.ok(error instanceof DownloadError);
    assert.equal(error.fault, 'checksum');
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('A droplet in the tree', () => {
  let session: Session;

  afterEach(() => session.close());

  async function opened(options: Partial<SampleOptions> = {}): Promise<AppRow> {
    session = await Session.open({ speed: 100, ...options });
    const app = await session.openApp('storefront');
    session.wire();
    return app;
  }

  const writes = () => session.wire().filter(({ method }) => method !== 'GET');
  it('is deleted by a job, and is gone when the list is requested again', async () => {
    const app = await opened();
    const { droplet } = other(app);
    const client = await session.row.connection.client();
    assert.equal((await guardDeletion(client, app.app, droplet)).kind, 'unchanged');
    assert.equal((await deleteDroplet(client, droplet)).kind, 'done');
    assert.deepEqual(
      writes().map(({ method, path: to }) => `${method} ${to}`),
      [`DELETE /v3/droplets/${droplet.guid}`],
    );
    await session.explorer.refresh(app);
    assert.equal(app.droplets.get(droplet.guid), undefined);
  });

  it('stays when the job fails, and when it is the current one', async () => {
    const app = await opened({ jobsFail: true });
    const client = await session.row.connection.client();
    const failed = await deleteDroplet(client, other(app).droplet);
    assert.deepEqual(failed, { kind: 'failed', reason: 'An unknown error occurred.' });
    assert.equal(writes().length, 1);
    const current = app.droplets.rows.find(isCurrent) ?? assert.fail();
    const refused = await guardDeletion(client, app.app, current.droplet);
    assert.equal(refused.kind, 'isCurrent');
    assert.equal(writes().length, 0);
  });

  it('is deleted at once when the API has no jobs yet', async () => {
    const app = await opened({ apiVersion: '3.20.0' });
    const client = await session.row.connection.client();
    assert.equal((await deleteDroplet(client, other(app).droplet)).kind, 'done');
  });

  it('has the changed labels, as does its app', async () => {
    const app = await opened();
    const row = other(app);
    const client = await session.row.connection.client();
    const { self } = row.droplet.links;
    assert.ok(self);
    const looks: readonly (() => Promise<App | Droplet>)[] = [
      () => client.droplet(self),
      () => freshApp(client, app.app),
    ];
    for (const look of looks) {
      const { labels } = (await look()).metadata;
      const after = { ...labels, 'example.org/checked': '', team: 'shop-2' };
      const changes = labelChanges(labels, after);
      const outcome = await relabel(client, await look(), look, changes);
      assert.equal(outcome.kind, 'done');
      assert.deepEqual({ ...(await look()).metadata.labels }, after);
    }
    assert.deepEqual(
      writes().map(({ method, status }) => `${method} ${status}`),
      ['PATCH 200', 'PATCH 200'],
    );
  });
});
