import type { Tokens, TokenGrant } from '../auth.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { OpenCall } from '../http/call.ts';
import { open, type Route } from '../http/router.ts';

/** The login server: it lives at the same address as the API. */
export function uaaRoutes(tokens: Tokens): readonly Route[] {
  return [
    open('GET', '/login', prompts),
    open('GET', '/info', prompts),
    open('POST', '/oauth/token', (call) => token(tokens, call)),
  ];
}

function prompts({ origin }: OpenCall): Answer {
  return ok({
    app: { version: '77.20.0' },
    showLoginLinks: true,
    links: {
      uaa: origin,
      passwd: '/forgot_password',
      login: origin,
      register: '/create_account',
    },
    zone_name: 'uaa',
    entityID: new URL(origin).host,
    commit_id: 'sample',
    idpDefinitions: {},
    prompts: { username: ['text', 'Email'], password: ['password', 'Password'] },
    timestamp: '2026-01-01T00:00:00+0000',
  });
}

function token(tokens: Tokens, { headers, text }: OpenCall): Answer {
  const form = new URLSearchParams(text);
  if (!isKnownClient(headers['authorization'], form)) return refuse(401, 'unauthorized', badLogin);
  const kind = form.get('grant_type');
  switch (kind) {
    case null:
      return refuse(400, 'invalid_request', 'Missing grant type');
    case 'password':
      return password(tokens, form);
    case 'refresh_token':
      return (
        granted(tokens.byRefreshToken(form.get('refresh_token') ?? '')) ??
        refuse(401, 'invalid_token', badRefreshToken)
      );
    default:
      return refuse(400, 'unsupported_grant_type', `Unsupported grant type: ${kind}`);
  }
}

const badLogin = 'Bad credentials';
const badRefreshToken = 'The token expired, was revoked, or the token ID is incorrect.';

function password(tokens: Tokens, form: URLSearchParams): Answer {
  if (form.has('passcode')) return refuse(401, 'unauthorized', 'Invalid passcode');
  const grant = tokens.byPassword(form.get('username') ?? '', form.get('password') ?? '');
  return granted(grant) ?? refuse(401, 'unauthorized', badLogin);
}

/** The CLI's client: `cf` with an empty secret, in the header or in the form. */
function isKnownClient(
  authorization: string | readonly string[] | undefined,
  form: URLSearchParams,
): boolean {
  if (typeof authorization !== 'string') {
    return form.get('client_id') === 'cf' && (form.get('client_secret') ?? '') === '';
  }
  const basic = /^basic (.+)$/i.exec(authorization)?.[1] ?? '';
  return Buffer.from(basic, 'base64').toString() === 'cf:';
}

function granted(grant: TokenGrant | undefined): Answer | undefined {
  return grant && { ...ok({ ...grant }), headers: { 'cache-control': 'no-store' } };
}

function refuse(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
