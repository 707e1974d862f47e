import { SignedOutError } from '../cloudfoundry/errors.ts';
import { isAboutTrust } from '../cloudfoundry/network/errors.ts';
import type { FoundationRow } from './rows.ts';

/** What the view shows in place of rows; `shown` if there are rows. */
export type ExplorerState =
  'noFoundation' | 'signedOut' | 'untrusted' | 'unreachable' | 'empty' | 'shown';

/** Several foundations have rows of their own, which show problems; a single one has none. */
export function stateOf([only, ...others]: readonly FoundationRow[]): ExplorerState {
  if (!only) return 'noFoundation';
  if (others.length > 0) return 'shown';
  const { organizations } = only;
  if (organizations.count > 0) return 'shown';
  if (organizations.problem) {
    const { error } = organizations.problem;
    if (error instanceof SignedOutError) return 'signedOut';
    return isAboutTrust(error) ? 'untrusted' : 'unreachable';
  }
  return organizations.isLoaded ? 'empty' : 'shown';
}
