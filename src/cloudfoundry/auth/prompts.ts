import type { HttpTransport } from '../http/transport.ts';
import { asList, asObject, asString, parseJson } from '../json.ts';
import { sendWithRetries } from '../http/retry.ts';
import { belowLogin } from './belowLogin.ts';

/** One thing that the login server asks for. */
interface Prompt {
  /** The field that the answer is sent in. */
  readonly name: string;
  readonly label: string;
  /** Not to be shown while typed. */
  readonly isSecret: boolean;
}

/** How a login server lets people in. */
export interface Prompts {
  /** `username` and `password` first, then whatever else it asks, `passcode` too; none where it does not say. */
  readonly fields: readonly Prompt[];
  /**
   * Single sign-on: people get a passcode in the browser, at this address. A UAA has the page even where it does not ask
   * for a passcode, which it leaves out while no identity provider shows a link (`LoginInfoEndpoint.java`). Null where
   * there is no login server.
   */
  readonly passcodePage: URL | null;
}

/** Where there is no login server. */
export const noPrompts: Prompts = { fields: [], passcodePage: null };

/** More questions than this are no sign-in. */
const maxFields = 10;

/**
 * Asks the login server what it asks its users.
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
  // A login server that does not say is asked with what all understand.
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
