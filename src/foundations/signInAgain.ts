import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';

/** Signs in to a foundation that is in the tree, and asks for its rows anew. @returns who is signed in now. */
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

/** Shows who is signed in, and asks for the rows anew: what another user saw is not for this one. */
export async function showUser(
  explorer: Explorer,
  row: FoundationRow,
  user: string,
): Promise<void> {
  if (row.foundation.user !== user) row.organizations.reset();
  explorer.setFoundation(row, { ...row.foundation, user });
  await explorer.refresh(row);
}
