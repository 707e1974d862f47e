import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';

/**
 * Signs in to a foundation in the tree, and requests its rows again.
 * @returns the user who is now signed in.
 */
export async function signInAgain(
  explorer: Explorer,
  row: FoundationRow,
  credentials: Credentials,
  login: URL | null,
  signal: AbortSignal,
): Promise<string> {
  const user = (await row.connection.signIn(credentials, login, signal)) ?? '';
  await showUser(explorer, row, user);
  return user;
}

/** Shows the signed-in user, and requests the rows again: they must not see another user's rows. */
export async function showUser(
  explorer: Explorer,
  row: FoundationRow,
  user: string,
): Promise<void> {
  if (row.foundation.user !== user) explorer.forget(row);
  explorer.setFoundation(row, { ...row.foundation, user });
  await explorer.refresh(row);
}
