import { unprocessable } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { objectOf } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App } from '../model.ts';
import { presentApp } from '../present/app.ts';
import { writableApp } from '../rules/access.ts';
import { record } from '../rules/events.ts';
import { changedMetadata, checkUpdate } from '../rules/metadata.ts';

/** Renaming an app and changing its labels. */
export const appUpdateRoutes: readonly Route[] = [signedIn('PATCH', '/v3/apps/:guid', update)];

function update(call: Call): Answer {
  const { api, state, user } = call;
  const request = objectOf(call.body());
  checkUpdate(request, ['name', 'lifecycle', 'metadata']);
  const app = writableApp(state, user, call.parameter('guid'));
  const name = request['name'];
  if (name !== undefined) rename(call, app, name);
  app.metadata = changedMetadata(app.metadata, request);
  app.updatedAt = state.now();
  record(state, app, user, 'audit.app.update', { request });
  return ok(presentApp(state, api, app));
}

function rename({ state }: Call, app: App, name: unknown): void {
  if (typeof name !== 'string') throw unprocessable('Name must be a string');
  if (name.trim() === '') throw unprocessable('name presence, name format');
  const isTaken = state.data.apps.some(
    (other) => other !== app && other.space === app.space && other.name === name,
  );
  if (isTaken) throw unprocessable(`App with the name '${name}' already exists.`);
  app.name = name;
}
