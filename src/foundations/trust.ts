import { asObject, asString } from '../cloudfoundry/json.ts';
import type { State } from './state.ts';

const key = 'cfDroplets.trust';

/** The user's decisions about an API: whom to trust there, and which identity provider to use. */
export interface Trust {
  /** Additional certificate authorities. */
  readonly caFile: string | null;
  /** Whether to skip certificate checks. */
  readonly skipsValidation: boolean;
  /** An approved login server on another domain: an origin. */
  readonly login: string | null;
  /** The identity provider that knows the user, by the login server's name for it. */
  readonly origin: string | null;
}

/** @param api an origin; its foundation doesn't have to be in the tree. */
export function loadTrust(state: State, api: string): Trust {
  const json = asObject(asObject(state.get(key))[api]);
  return {
    caFile: asString(json['caFile']),
    skipsValidation: json['skipsValidation'] === true,
    login: asString(json['login']),
    origin: asString(json['origin']),
  };
}

/** Remembers a decision; null forgets all decisions about this API. */
export async function saveTrust(state: State, api: string, trust: Trust | null): Promise<void> {
  // Read again: another window may have saved something about another foundation.
  const { [api]: _, ...others } = asObject(state.get(key));
  await state.update(key, trust ? { ...others, [api]: trust } : others);
}
