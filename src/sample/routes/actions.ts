import { unprocessable } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Method, type Route } from '../http/router.ts';
import type { App } from '../model.ts';
import { presentApp } from '../present/app.ts';
import { writableApp } from '../rules/access.ts';
import { record } from '../rules/events.ts';
import { restartProcesses } from '../rules/processes.ts';
import { revise } from '../rules/revisions.ts';

type Action = (call: Call, app: App) => void;

/** Starts the app. @throws ApiError 422 where there is nothing to start */
export const start: Action = (call, app) => {
  requireDroplet(call, app);
  if (app.state !== 'STARTED') run(call, app);
  record(call.state, app, call.user, 'audit.app.start', {});
};

export const stop: Action = ({ state, user }, app) => {
  app.state = 'STOPPED';
  app.updatedAt = state.now();
  record(state, app, user, 'audit.app.stop', {});
};

const restart: Action = (call, app) => {
  requireDroplet(call, app);
  run(call, app);
  record(call.state, app, call.user, 'audit.app.restart', {});
};

export const actionRoutes: readonly Route[] = [
  action('PUT', '/v3/apps/:guid/start', start),
  action('PUT', '/v3/apps/:guid/stop', stop),
  action('POST', '/v3/apps/:guid/actions/start', start),
  action('POST', '/v3/apps/:guid/actions/stop', stop),
  action('POST', '/v3/apps/:guid/actions/restart', restart),
];

function action(method: Method, path: string, act: Action): Route {
  return signedIn(method, path, (call): Answer => {
    const app = writableApp(call.state, call.user, call.parameter('guid'));
    act(call, app);
    return ok(presentApp(call.state, call.api, app));
  });
}

function requireDroplet({ state }: Call, app: App): void {
  if (!state.currentDroplet(app)) {
    throw unprocessable('Assign a droplet before starting this app.');
  }
}

function run({ state }: Call, app: App): void {
  app.state = 'STARTED';
  app.updatedAt = state.now();
  revise(state, app);
  restartProcesses(state, app);
}
