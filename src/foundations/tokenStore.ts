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

/** Where a foundation's tokens are in SecretStorage. */
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

/** A store whose code is loaded when it is first asked. */
export function lazyTokenStore(open: () => Promise<TokenStore>): TokenStore {
  let opened: Promise<TokenStore> | null = null;
  const store = () => (opened ??= open());
  return {
    load: async () => (await store()).load(),
    save: async (tokens) => (await store()).save(tokens),
  };
}

/** Keeps tokens for as long as this window lives. */
export function memoryTokenStore(): TokenStore {
  let kept: Tokens | null = null;
  return {
    load: async () => kept,
    save: async (tokens) => {
      kept = tokens;
    },
  };
}

/** Nothing, what another version has written, and what is damaged are all as good as signed out. */
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
