import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { toApiUrl } from '../apiUrl.ts';
import { asObject, asString, isObject, type Json, type JsonObject } from '../json.ts';
import { isHeaderSafe } from './uaa.ts';

/** A `cf` command line session as read from its file. Secret: it holds the tokens. */
export interface CliSession {
  readonly api: URL;
  /** Without the scheme (`bearer`) that precedes it in the file. */
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** The UAA client that the tokens were issued to: only it may refresh them. */
  readonly client: { readonly id: string; readonly secret: string };
  readonly grant: 'user' | 'client';
  /** The login server that issued the tokens, if the file names it. */
  readonly login: URL | null;
  readonly target: CliTarget;
  /** `cf api --skip-ssl-validation`. */
  readonly skipsTlsValidation: boolean;
}

/** The guids that `cf target` selected. */
interface CliTarget {
  readonly organization: string | null;
  readonly space: string | null;
}

export type CliConfig =
  | { readonly kind: 'session'; readonly session: CliSession }
  | { readonly kind: 'signedOut'; readonly api: URL | null }
  /** Korifi: the tokens are in the kubeconfig, which we don't read. */
  | { readonly kind: 'kubernetes'; readonly api: URL | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Where the command line keeps its session.
 * @see https://cli.cloudfoundry.org/en-US/v8/ (environment variables: CF_HOME)
 */
export function cliConfigPath(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const windowsHome =
    env['HOMEDRIVE'] && env['HOMEPATH']
      ? env['HOMEDRIVE'] + env['HOMEPATH']
      : (env['USERPROFILE'] ?? home);
  const folder = env['CF_HOME'] || (platform === 'win32' ? windowsHome : home);
  return path.join(folder, '.cf', 'config.json');
}

/** Delays in milliseconds before rereading a file that may be half-written. */
const retries = [50, 200];

/** Reads the session; never writes to the file. */
export async function readCliConfig(file: string): Promise<CliConfig> {
  let config = await readOnce(file);
  for (const delay of retries) {
    if (!mayBeHalfWritten(config)) break;
    await setTimeout(delay);
    config = await readOnce(file);
  }
  return config;
}

/** An empty file may be about to be filled. */
function mayBeHalfWritten(config: CliConfig): boolean {
  return config.kind === 'unreadable' || (config.kind === 'signedOut' && config.api === null);
}

async function readOnce(file: string): Promise<CliConfig> {
  try {
    return parseCliConfig(await readFile(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return {
      kind: 'unreadable',
      reason: typeof code === 'string' ? code : 'it isn’t readable as text',
    };
  }
}

/**
 * Parses a file from any version of the command line. A missing field gets the value that
 * its absence means.
 */
export function parseCliConfig(text: string): CliConfig {
  if (text.trim() === '') return { kind: 'signedOut', api: null };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', reason: 'it isn’t JSON' };
  }
  if (!isObject(json)) return { kind: 'unreadable', reason: 'it contains no settings' };
  const api = toApiUrl(asString(json['Target']) ?? '');
  if (asObject(json['CFOnK8s'])['Enabled'] === true) return { kind: 'kubernetes', api };
  const accessToken = (asString(json['AccessToken']) ?? '').replace(/^bearer\s+/i, '').trim();
  if (!api || accessToken === '') return { kind: 'signedOut', api };
  if (!isHeaderSafe(accessToken)) return { kind: 'unreadable', reason: 'its token isn’t valid' };
  return { kind: 'session', session: toSession(json, api, accessToken) };
}

function toSession(json: JsonObject, api: URL, accessToken: string): CliSession {
  return {
    api,
    accessToken,
    refreshToken: filled(json['RefreshToken']),
    client: {
      id: filled(json['UAAOAuthClient']) ?? 'cf',
      secret: asString(json['UAAOAuthClientSecret']) ?? '',
    },
    grant: json['UAAGrantType'] === 'client_credentials' ? 'client' : 'user',
    login: toApiUrl(asString(json['AuthorizationEndpoint']) ?? ''),
    target: {
      organization: filled(asObject(json['OrganizationFields'])['GUID']),
      space: filled(asObject(json['SpaceFields'])['GUID']),
    },
    skipsTlsValidation: json['SSLDisabled'] === true,
  };
}

function filled(value: Json | undefined): string | null {
  const text = asString(value);
  return text === null || text === '' ? null : text;
}
