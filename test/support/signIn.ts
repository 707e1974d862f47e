import { noPrompts } from '../../src/cloudfoundry/auth/prompts.ts';
import type { Credentials } from '../../src/cloudfoundry/auth/signIn.ts';
import type { Connection, SignInOffer } from '../../src/cloudfoundry/connection.ts';
import type { Discovery } from '../../src/cloudfoundry/discovery.ts';

/** Signs in at the login server that the API names now. */
export async function signInAt(
  connection: Connection,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<string | null> {
  const { login } = await connection.discovery(signal);
  return connection.signIn(credentials, login, signal);
}

/** Where tokens come from, for an API that names one login server under one name. */
export function aLoginPlace(login: URL): Pick<Discovery, 'login' | 'loginOrigins'> {
  return { login, loginOrigins: new Set([login.origin]) };
}

/** What a user is offered by an API that is its own login server. */
export function anOffer(api: URL, login = api): SignInOffer {
  return { api, login, prompts: noPrompts };
}
