import type * as vscode from 'vscode';
import type { OAuthClient, Tokens } from '../cloudfoundry/auth/uaa.ts';
import type { TokenStore } from '../cloudfoundry/auth/tokens.ts';
import {
  asNumber,
  asObject,
  asString,
  isObject,
  parseJson,
  type JsonObject,
} from '../cloudfoundry/json.ts';

/** The SecretStorage key of a foundation's tokens. */
export function tokenKey(foundationId: string): string {
  return `cfDroplets.tokens.${foundationId}`;
}

/** Keeps a foundation's tokens in VS Code's SecretStorage, under the foundation's id. */
export function secretTokenStore(secrets: vscode.SecretStorage, foundationId: string): TokenStore {
  const key = tokenKey(foundationId);
  return {
    load: async () => toTokens(await secrets.get(key)),
    save: async (tokens) => {
      await (tokens ? secrets.store(key, JSON.stringify(tokens)) : secrets.delete(key));
    },
  };
}

/** A store whose code is loaded on first use. */
export function lazyTokenStore(open: () => Promise<TokenStore>): TokenStore {
  let opened: Promise<TokenStore> | null = null;
  const store = () => (opened ??= open());
  return {
    load: async () => (await store()).load(),
    save: async (tokens) => (await store()).save(tokens),
  };
}

/** Keeps tokens as long as this window is open. */
export function memoryTokenStore(): TokenStore {
  let kept: Tokens | null = null;
  return {
    load: async () => kept,
    save: async (tokens) => {
      kept = tokens;
    },
  };
}

/** Missing, damaged or another version's data counts as signed out. */
function toTokens(stored: string | undefined): Tokens | null {
  const { accessToken, login, refreshToken, expiresAt, client } = asObject(parseJson(stored ?? ''));
  const token = asString(accessToken);
  if (token === null) return null;
  return {
    accessToken: token,
    ...(typeof login === 'string' ? { login } : {}),
    refreshToken: asString(refreshToken),
    expiresAt: asNumber(expiresAt),
    ...(isObject(client) ? { client: toClient(client) } : {}),
  };
}

function toClient(json: JsonObject): OAuthClient {
  return {
    id: asString(json['id']) ?? '',
    secret: asString(json['secret']) ?? '',
    isUser: json['isUser'] === true,
  };
}
