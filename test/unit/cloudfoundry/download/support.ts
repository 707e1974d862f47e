import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { download, type Downloaded } from '../../../../src/cloudfoundry/download/download.ts';
import type { DownloadProgress } from '../../../../src/cloudfoundry/download/meter.ts';
import type { Checksum } from '../../../../src/cloudfoundry/resources/checksum.ts';
import type { TestFile } from '../../../support/blobStore.ts';
import { aClient, aLog } from '../../../support/clients.ts';
import {
  redirect,
  startServer,
  type Received,
  type Reply,
} from '../../../support/hostileServer.ts';

const folders: string[] = [];

/** A folder of a test's own, which `removeFolders` removes. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'download-'));
  folders.push(folder);
  return folder;
}

export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}

/** What a signature in an address looks like here: it must be found nowhere but on the wire. */
export const signature = 'canary-signature';

/** An API whose download link leads to that origin, with another signature each time. */
export async function anApi(store: string) {
  let count = 0;
  return startServer(() => {
    count += 1;
    return redirect(`${store}/cc-droplets/aa/bb?X-Amz-Signature=${signature}-${count}`);
  });
}

export function sha256Of({ sha256 }: TestFile): Checksum {
  return { type: 'sha256', value: sha256 };
}

interface Order {
  readonly checksum?: Checksum | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly target?: string;
  readonly idleTimeout?: number;
}

/** Downloads from that API into a folder of its own, and tells what is there afterwards. */
export async function downloading(api: string, order: Order = {}) {
  const folder = await aFolder();
  const log = aLog();
  const client = aClient(api, { log, limits: { idleTimeout: order.idleTimeout ?? 5000 } });
  const target = order.target ?? path.join(folder, 'web.tgz');
  const running: Promise<Downloaded> = download(
    client.bits({ href: '/v3/droplets/d/download', method: 'GET' }),
    {
      target,
      checksum: order.checksum ?? null,
      signal: order.signal ?? new AbortController().signal,
      onProgress: order.onProgress ?? (() => undefined),
      log,
    },
  );
  return { running, target, log, left: () => readdir(folder) };
}

/** An API and a store that answers so, and what became of a download from it. */
export async function aFoundation(handler: (request: Received) => Reply) {
  const store = await startServer(handler);
  const api = await anApi(store.origin);
  return { store, api };
}
