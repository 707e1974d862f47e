import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { asStrings } from '../cloudfoundry/json.ts';
import type { State } from './state.ts';

const key = 'cfDroplets.addresses';
const most = 10;

/** The APIs of previous sign-in attempts, successful or not, the latest first. */
export function loadAddresses(state: State): readonly string[] {
  return asStrings(state.get(key)).flatMap((text) => toApiUrl(text)?.origin ?? []);
}

/** After mistyping a password, users don't have to type the address again. */
export async function rememberAddress(state: State, api: URL): Promise<void> {
  const others = loadAddresses(state).filter((origin) => origin !== api.origin);
  await state.update(key, [api.origin, ...others].slice(0, most));
}
