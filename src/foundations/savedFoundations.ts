import type * as vscode from 'vscode';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { asList, asObject, asString } from '../cloudfoundry/json.ts';
import type { Foundation } from '../explorer/rows.ts';

const key = 'cfDroplets.foundations';

/** The foundations that the user has added on this machine. No secrets: these are in SecretStorage. */
export function loadFoundations(state: vscode.Memento): readonly Foundation[] {
  return asList(state.get<unknown>(key)).flatMap((saved) => {
    const json = asObject(saved);
    const api = toApiUrl(asString(json['api']) ?? '');
    if (!api) return [];
    return [toFoundation(api, asString(json['user']) ?? '')];
  });
}

export async function saveFoundations(
  state: vscode.Memento,
  foundations: readonly Foundation[],
): Promise<void> {
  await state.update(
    key,
    foundations
      .filter((foundation) => !foundation.isTemporary)
      .map(({ api, user }) => ({ api, user })),
  );
}

/** A foundation is known by its address: signing in again, as anybody, is still the same one. */
export function toFoundation(api: URL, user: string): Foundation {
  return { id: api.origin, name: api.host, api: api.origin, user, isTemporary: false };
}
