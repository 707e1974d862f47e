import type { Headers } from '../http/call.ts';
import type { User } from '../users.ts';
import { badClient, badCredentials, unauthorizedGrant } from './uaaError.ts';

/** The ways to a token that this login server knows. */
type GrantType = 'password' | 'refresh_token' | 'client_credentials';

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
  // Its secret has every character that URLs and headers have an opinion of.
  {
    id: 'batch',
    secret: 'p%s+w :é',
    grantTypes: ['client_credentials'],
    user: { guid: 'batch', name: 'batch', email: '', role: 'space_developer' },
  },
  // Another one for people: it must not use the refresh tokens of the first.
  { id: 'portal', secret: 'portal-secret', grantTypes: ['password', 'refresh_token'], user: null },
];

/**
 * Who asks: by the header or, without one, by the form. A UAA has decoded the header's parts since 2019, as RFC 6749
 * (2.3.1) says; `isDecoding` is false for an older one. @throws UaaError 401
 */
export function clientOf(
  { authorization }: Headers,
  form: URLSearchParams,
  isDecoding: boolean,
): Client {
  if (typeof authorization === 'string') {
    const basic = /^basic (.+)$/i.exec(authorization)?.[1] ?? '';
    const text = Buffer.from(basic, 'base64').toString();
    const parts = [text.split(':', 1)[0] ?? '', text.slice(text.indexOf(':') + 1)];
    const [id = '', secret = ''] = isDecoding ? parts.map(decoded) : parts;
    return find(id, secret) ?? fail(badCredentials());
  }
  const id = form.get('client_id') ?? '';
  return find(id, form.get('client_secret') ?? '') ?? fail(badClient());
}

/** @throws UaaError 401 where the client may not use this way */
export function checkGrant(client: Client, grantType: GrantType): void {
  if (!client.grantTypes.includes(grantType)) throw unauthorizedGrant(grantType);
}

/** As Java's `URLDecoder` reads it; what is no escape is refused. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badCredentials();
  }
}

function find(id: string, secret: string): Client | undefined {
  return clients.find((client) => client.id === id && client.secret === secret);
}

function fail(error: Error): never {
  throw error;
}
