import type { Headers } from '../http/call.ts';
import type { User } from '../users.ts';
import { badClient, badCredentials, unauthorizedGrant } from './uaaError.ts';

/** The ways to a token that this login server knows. */
export type GrantType = 'password' | 'refresh_token' | 'client_credentials';

/** A program that may ask for tokens. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly grantTypes: readonly GrantType[];
  /** As whom the API knows it where it acts for itself. */
  readonly user: User | null;
}

/** Cloud Foundry's own command line, whose secret is empty. */
export const cliClient: Client = {
  id: 'cf',
  secret: '',
  grantTypes: ['password', 'refresh_token'],
  user: null,
};

const clients: readonly Client[] = [
  cliClient,
  {
    id: 'pipeline',
    secret: 'pipeline-secret',
    grantTypes: ['client_credentials'],
    user: { guid: 'pipeline', name: 'pipeline', email: '', role: 'space_developer' },
  },
  // Another one for people: it must not use the refresh tokens of the first.
  { id: 'portal', secret: 'portal-secret', grantTypes: ['password', 'refresh_token'], user: null },
];

/** Who asks: by the header or, without one, by the form. @throws UaaError 401 */
export function clientOf({ authorization }: Headers, form: URLSearchParams): Client {
  if (typeof authorization === 'string') {
    const basic = /^basic (.+)$/i.exec(authorization)?.[1] ?? '';
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':', 2);
    return find(id, secret) ?? fail(badCredentials());
  }
  const id = form.get('client_id') ?? '';
  return find(id, form.get('client_secret') ?? '') ?? fail(badClient());
}

/** @throws UaaError 401 where the client may not use this way */
export function checkGrant(client: Client, grantType: GrantType): void {
  if (!client.grantTypes.includes(grantType)) throw unauthorizedGrant(grantType);
}

function find(id: string, secret: string): Client | undefined {
  return clients.find((client) => client.id === id && client.secret === secret);
}

function fail(error: Error): never {
  throw error;
}
