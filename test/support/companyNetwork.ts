import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { anAuthority } from './authority.ts';
import { basic, startProxy, type TestProxy } from './proxy.ts';
import { startSample } from './sample.ts';

const names = { api: 'api.cf.example.org', login: 'login.cf.example.org' } as const;

/** A sample foundation as companies have theirs: its names are known to a proxy alone, and nobody knows who has signed for it. */
export interface CompanyNetwork {
  /** As the user types it. */
  readonly api: string;
  readonly sample: SampleFoundation;
  readonly proxy: TestProxy;
  /** VS Code's settings with which the proxy lets one through. */
  readonly settings: Readonly<Record<string, string>>;
  /** The certificate authority, as PEM. */
  readonly caFile: string;
  close(): Promise<void>;
}

/** Starts it; people sign in as they like. */
export async function startCompanyNetwork(): Promise<CompanyNetwork> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'company-'));
  const caFile = path.join(folder, 'ca.pem');
  const authority = anAuthority();
  await writeFile(caFile, authority.pem);
  const api = `https://${names.api}`;
  const sample = await startSample({
    tls: authority.issue({ hosts: Object.values(names) }),
    loginPort: 0,
    publicApi: api,
    publicLogin: `https://${names.login}`,
    signIn: 'both',
  });
  const ports = new Map([
    [`${names.api}:443`, portOf(sample.api)],
    [`${names.login}:443`, portOf(sample.login)],
  ]);
  const credentials = 'ann:proxy-password';
  const proxy = await startProxy({ credentials, portOf: (name) => ports.get(name) });
  return {
    api,
    sample,
    proxy,
    settings: { 'http.proxy': proxy.url, 'http.proxyAuthorization': basic(credentials) },
    caFile,
    close: async () => {
      await proxy.close();
      await sample.close();
      await rm(folder, { recursive: true });
    },
  };
}

function portOf(origin: string): number {
  return Number(new URL(origin).port);
}
