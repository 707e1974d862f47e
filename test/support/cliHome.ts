import { randomUUID } from 'node:crypto';
import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aToken } from './tokens.ts';

const homes = new Set<string>();

/** A folder for `CF_HOME`. */
export class CliHome {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cf-home-'));
  readonly file = path.join(this.folder, '.cf', 'config.json');

  constructor() {
    homes.add(this.folder);
    mkdirSync(path.dirname(this.file));
  }

  /** Writes as the command line does: a file beside it, which then takes its place. */
  write(content: object | string): void {
    const beside = path.join(path.dirname(this.file), `temp-config${randomUUID()}`);
    writeFileSync(beside, typeof content === 'string' ? content : JSON.stringify(content));
    renameSync(beside, this.file);
  }

  /** Saves a target as the plugin `cf-targets` does (`cf_targets.go`: `SaveNamedTargetCommand`, `linkCurrent`). */
  saveTarget(name: string, content: object | string, { isCurrent = false } = {}): string {
    const file = this.targetFile(name);
    const targets = path.dirname(file);
    mkdirSync(targets, { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    if (isCurrent) {
      const current = path.join(targets, 'current');
      rmSync(current, { force: true });
      symlinkSync(file, current);
    }
    return file;
  }

  targetFile(name: string): string {
    return path.join(this.folder, '.cf', 'targets', `${name}.config.json`);
  }

  text(): string {
    return readFileSync(this.file, 'utf8');
  }
}

/** Removes all of them: for `afterEach`. */
export function removeCliHomes(): void {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  homes.clear();
}

/** What version 8 of the command line writes of somebody who is signed in. */
export function aCliConfig(fields: Readonly<Record<string, unknown>> = {}): object {
  return {
    AccessToken: 'bearer access-0',
    APIVersion: '3.228.0',
    AsyncTimeout: 0,
    AuthorizationEndpoint: 'https://login.example.org',
    CFOnK8s: { Enabled: false, AuthInfo: '' },
    ColorEnabled: '',
    ConfigVersion: 4,
    OrganizationFields: { GUID: 'org-1', Name: 'acme' },
    PluginRepos: [{ Name: 'CF-Community', URL: 'https://plugins.cloudfoundry.org' }],
    RefreshToken: 'refresh-0',
    SpaceFields: { GUID: 'space-1', Name: 'dev', AllowSSH: true },
    SSHOAuthClient: 'ssh-proxy',
    SSLDisabled: false,
    Target: 'https://api.example.org',
    UaaEndpoint: 'https://uaa.example.org',
    UAAGrantType: '',
    UAAOAuthClient: 'cf',
    UAAOAuthClientSecret: '',
    ...fields,
  };
}

/** What `cf logout` leaves behind. */
export const signedOut = {
  AccessToken: '',
  RefreshToken: '',
  OrganizationFields: { GUID: '', Name: '' },
  SpaceFields: { GUID: '', Name: '', AllowSSH: false },
};

/** An access token that ends in so many seconds. No foundation knows it. */
export function aJwt(seconds: number, user = 'dev'): string {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return [{ alg: 'none' }, { exp, user_name: user, jti: aToken('access') }, {}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}
