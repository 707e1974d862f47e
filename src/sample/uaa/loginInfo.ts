import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { SampleOptions } from '../options.ts';

/** What the login server says of itself: above all what it wants to know from whoever signs in. */
export function loginInfo(options: SampleOptions, address: string): JsonObject {
  return {
    app: { version: '77.20.0' },
    showLoginLinks: true,
    links: {
      uaa: address,
      passwd: '/forgot_password',
      login: address,
      register: '/create_account',
    },
    zone_name: 'uaa',
    entityID: new URL(address).host,
    commit_id: 'sample',
    idpDefinitions: {},
    prompts: promptsOf(options, address),
    timestamp: '2026-01-01T00:00:00+0000',
  };
}

/** Each with how it is typed (`password` is hidden) and what it is called. */
function promptsOf({ extraPrompts, signIn }: SampleOptions, address: string): JsonObject {
  const extra = extraPrompts.map(({ name, kind, label }) => [name, [kind, label]]);
  const code = `Temporary Authentication Code ( Get one at ${address}/passcode )`;
  return {
    ...(signIn !== 'passcode' && {
      username: ['text', 'Email'],
      password: ['password', 'Password'],
      ...Object.fromEntries(extra),
    }),
    ...(signIn !== 'password' && { passcode: ['password', code] }),
  };
}
