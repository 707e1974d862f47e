import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { asList, asObject, asString, type JsonObject } from '../cloudfoundry/json.ts';
import type { State } from './state.ts';

const key = 'cfDroplets.foundations';

/** What this machine remembers of a foundation. No secrets: these are in SecretStorage. */
export interface SavedFoundation {
  /** An origin. */
  readonly api: string;
  readonly user: string;
  /** `setting`: the user hasn't signed in to it, but has renamed or moved it. */
  readonly source: 'added' | 'cli' | 'setting';
  /** The file of a command line session, unless it is the default one. */
  readonly file?: string;
  /** The name that the user gave it. */
  readonly name: string | null;
}

/**
 * A foundation is identified by its address, whoever signs in to it.
 * Command line sessions can exist next to it.
 */
export function foundationId({
  api,
  source,
  file,
}: Pick<SavedFoundation, 'api' | 'source' | 'file'>): string {
  if (source !== 'cli') return api;
  return file === undefined ? `cli:${api}` : `cli:${api}:${file}`;
}

/** In the order of the tree. */
export function loadSaved(state: State): readonly SavedFoundation[] {
  const byId = new Map<string, SavedFoundation>();
  for (const json of asList(state.get(key)).map(asObject)) {
    const api = toApiUrl(asString(json['api']) ?? '')?.origin;
    if (api === undefined) continue;
    const source = toSource(json['source']);
    const user = asString(json['user']) ?? '';
    const file = source === 'cli' ? asString(json['file']) : null;
    const saved = {
      api,
      user,
      source,
      ...(file === null ? {} : { file }),
      name: asString(json['name']),
    };
    byId.set(foundationId(saved), saved);
  }
  return [...byId.values()];
}

/** Changes what is saved, not what this window knows: other windows have foundations too. */
export async function changeSaved(
  state: State,
  change: (saved: readonly SavedFoundation[]) => readonly SavedFoundation[],
): Promise<void> {
  await state.update(key, change(loadSaved(state)).map(toJson));
}

/** Renames a foundation. */
export function withName(
  saved: readonly SavedFoundation[],
  id: string,
  name: string | null,
): readonly SavedFoundation[] {
  const known = saved.find((each) => foundationId(each) === id);
  if (!known) return saved;
  const renamed = { ...known, name };
  return saved.map((each) => (each === known ? renamed : each));
}

/**
 * Updates a foundation in place, or appends it. Keeps its name. Each command line file has
 * only one at a time.
 */
export function withSaved(
  saved: readonly SavedFoundation[],
  foundation: Omit<SavedFoundation, 'name'>,
): readonly SavedFoundation[] {
  const id = foundationId(foundation);
  const others = saved.filter(
    (each) =>
      foundationId(each) === id ||
      foundation.source !== 'cli' ||
      each.source !== 'cli' ||
      each.file !== foundation.file,
  );
  const known = others.find((each) => foundationId(each) === id);
  if (!known) return [...others, { ...foundation, name: null }];
  const changed = { ...known, ...foundation };
  return others.map((each) => (each === known ? changed : each));
}

/**
 * Forgets a foundation. If the setting names it, it keeps its place, since it stays in the tree.
 */
export function withoutSaved(
  saved: readonly SavedFoundation[],
  id: string,
  named: readonly string[],
): readonly SavedFoundation[] {
  return saved.flatMap((each) => {
    if (foundationId(each) !== id) return [each];
    const { api, source } = each;
    const stays = source !== 'cli' && named.includes(api);
    return stays ? [{ api, user: '', source: 'setting', name: null }] : [];
  });
}

function toJson({ api, user, source, file, name }: SavedFoundation): JsonObject {
  return {
    api,
    user,
    ...(source === 'added' ? {} : { source }),
    ...(file === undefined ? {} : { file }),
    ...(name === null ? {} : { name }),
  };
}

function toSource(value: unknown): SavedFoundation['source'] {
  return value === 'cli' || value === 'setting' ? value : 'added';
}
