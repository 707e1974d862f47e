import { ok } from '../http/answer.ts';
import { signedIn, type Route } from '../http/router.ts';

/** Korifi says whose token it is; there is no login server to ask. */
export const whoAmIRoutes: readonly Route[] = [
  signedIn('GET', '/whoami', ({ user }) => ok({ name: user.name, kind: 'User' })),
];
