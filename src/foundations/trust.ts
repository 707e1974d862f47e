import { asObject, asString } from '../cloudfoundry/json.ts';
import type { State } from './state.ts';

const key = 'cfDroplets.trust';

/** What the user has decided about an API: whom to trust there, and who knows the user. */
export interface Trust {
  /** Further certificate authorities. */
  readonly caFile: string | null;
  /** Whether certificates need not be checked. */
  readonly skipsValidation: boolean;
  /** A login server of another domain that one may sign in at: an origin. */
  readonly login: string | null;
  /** The identity provider that knows the user, as its login server calls it. */
  readonly origin: string | null;
}

/** @param api an origin, of a foundation that need not be in the tree. */
export function loadTrust(state: State, api: string): Trust {
  const json = asObject(asObject(state.get(key))[api]);
  return {
    caFile: asString(json['caFile']),
    skipsValidation: json['skipsValidation'] === true,
    login: asString(json['login']),
    origin: asString(json['origin']),
  };
}

/** Remembers a decision; null forgets all that was decided about this API. */
export async function saveTrust(state: State, api: string, trust: Trust | null): Promise<void> {
  // Read anew: another window may have saved something about another foundation.
  const { [api]: _, ...others } = asObject(state.get(key));
  await state.update(key, trust ? { ...others, [api]: trust } : others);
}
