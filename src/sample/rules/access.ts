import { notAuthorized, notFound, suspended } from '../http/apiError.ts';
import type { App } from '../model.ts';
import type { State } from '../state.ts';
import { canWrite, type User } from '../users.ts';

/** The app that may be changed. @throws ApiError 404 where there is none, 403 where this user may not change it */
export function writableApp(state: State, user: User, guid: string): App {
  const app = state.app(guid);
  if (!app) throw notFound('App');
  if (!canWrite(user)) throw notAuthorized();
  requireActive(state, user, app);
  return app;
}

/** @throws ApiError 403 where the organization or the space is suspended, which binds all but administrators */
export function requireActive(state: State, { role }: User, { space }: App): void {
  if (role === 'admin') return;
  if (state.isSuspended(space.organization)) throw suspended('organization');
  if (state.version.since(225) && state.isSuspended(space)) throw suspended('space');
}
