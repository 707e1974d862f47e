import type { HttpTransport } from '../http/transport.ts';
import { asList, asObject, asString, parseJson } from '../json.ts';
import { sendWithRetries } from '../http/retry.ts';
import { belowLogin } from './belowLogin.ts';

/** One value that the login server asks for. */
interface Prompt {
  /** The name of the form field that carries the answer. */
  readonly name: string;
  readonly label: string;
  /** Hide the text while the user types. */
  readonly isSecret: boolean;
}

/** How users sign in to a login server. */
export interface Prompts {
  /**
   * `username` and `password` first, then all other prompts, including `passcode`. Empty if the
   * server doesn't list its prompts.
   */
  readonly fields: readonly Prompt[];
  /**
   * For single sign-on: the address where users get a passcode in the browser. A UAA has this page
   * even if it doesn't prompt for a passcode: it omits the prompt while no identity provider shows
   * a link (`LoginInfoEndpoint.java`). Null if there is no login server.
   */
  readonly passcodePage: URL | null;
}

/** For foundations without a login server. */
export const noPrompts: Prompts = { fields: [], passcodePage: null };

/** A server with more prompts than this isn't asking for a sign-in. */
const maxFields = 10;

/**
 * Asks the login server for its prompts.
 * @throws UnreachableError
 * @see https://docs.cloudfoundry.org/api/uaa/#server-information
 */
export async function loginPrompts(
  http: HttpTransport,
  login: URL,
  signal?: AbortSignal,
): Promise<Prompts> {
  const url = belowLogin(login, '/login');
  const headers = { accept: 'application/json' };
  const answer = await sendWithRetries(http, { method: 'GET', url, headers, signal });
  const json = asObject(parseJson(answer.body));
  const prompts = Object.entries(asObject(json['prompts'])).map(([name, prompt]): Prompt => {
    const [kind, label] = asList(prompt);
    return { name, label: asString(label) ?? name, isSecret: kind !== 'text' };
  });
  // Without prompts from the server, callers ask only for user name and password.
  if (answer.status !== 200 || prompts.length === 0) {
    return { fields: [], passcodePage: belowLogin(login, '/passcode') };
  }
  return {
    fields: inOrder(prompts).slice(0, maxFields),
    passcodePage: belowLogin(login, '/passcode'),
  };
}

function inOrder(prompts: readonly Prompt[]): readonly Prompt[] {
  const first = ['username', 'password'];
  const rank = ({ name }: Prompt) => (first.includes(name) ? first.indexOf(name) : first.length);
  return [...prompts].sort((a, b) => rank(a) - rank(b));
}
