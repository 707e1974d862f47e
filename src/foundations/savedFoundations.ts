import type * as vscode from 'vscode';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { asList, asObject, asString } from '../cloudfoundry/json.ts';
import type { Foundation } from '../explorer/rows.ts';

const key = 'cfDroplets.foundations';

/** The foundations that the user has added on this machine. No secrets: these are in SecretStorage. */
export function loadFoundations(state: vscode.Memento): readonly Foundation[] {
  const byId = new Map<string, Foundation>();
  for (const saved of asList(state.get<unknown>(key))) {
    const json = asObject(saved);
    const api = toApiUrl(asString(json['api']) ?? '');
    if (!api) continue;
    const user = asString(json['user']) ?? '';
    const foundation =
      json['source'] === 'cli' ? toCliFoundation(api, user) : toFoundation(api, user);
    byId.set(foundation.id, foundation);
  }
  return [...byId.values()];
}

/** Remembers a foundation, or that another user has signed in to it. */
export async function rememberFoundation(
  state: vscode.Memento,
  foundation: Foundation,
): Promise<void> {
  const saved = loadFoundations(state);
  const isKnown = saved.some(({ id }) => id === foundation.id);
  await save(
    state,
    isKnown
      ? saved.map((other) => (other.id === foundation.id ? foundation : other))
      : [...saved, foundation],
  );
}

export async function forgetFoundation(state: vscode.Memento, id: string): Promise<void> {
  await save(
    state,
    loadFoundations(state).filter((other) => other.id !== id),
  );
}

/** Changes are made to what is saved, not to what this window knows: other windows add foundations too. */
async function save(state: vscode.Memento, foundations: readonly Foundation[]): Promise<void> {
  await state.update(
    key,
    foundations.map(({ api, user, source }) => ({
      api,
      user,
      ...(source === 'cli' ? { source } : {}),
    })),
  );
}

/** A foundation is known by its address: signing in again, as anybody, is still the same one. */
export function toFoundation(api: URL, user: string): Foundation {
  return {
    id: api.origin,
    name: api.host,
    api: api.origin,
    user,
    source: 'added',
    isReadOnly: false,
    caFile: null,
    skipsValidation: false,
    trustedLinkOrigins: [],
  };
}

/** The foundation of the command line's session, which may stand beside one with a sign-in of our own. */
export function toCliFoundation(api: URL, user: string): Foundation {
  return { ...toFoundation(api, user), id: `cli:${api.origin}`, source: 'cli' };
}
