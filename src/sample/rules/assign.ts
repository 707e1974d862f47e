import { notFound, unprocessable } from '../http/apiError.ts';
import { isActive, type App, type Droplet } from '../model.ts';
import type { State } from '../state.ts';
import type { User } from '../users.ts';
import { record } from './events.ts';
import { addMissingProcesses, restartProcesses } from './processes.ts';

const notOfThisApp =
  'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.';
const stopFirst = 'Stop the app before changing droplet';

/**
 * Assigns the droplet by the rules since 2017.
 * @throws ApiError 422: what is wrong first, in the order in which Cloud Controller looks
 */
export function assign(state: State, user: User, app: App, dropletGuid: string | undefined): void {
  refuseWhileDeploying(state, app);
  const droplet = dropletOfApp(state, app, dropletGuid);
  if (!droplet) throw unprocessable(notOfThisApp);
  if (app.state === 'STARTED' && !state.version.since(46)) throw unprocessable(stopFirst);
  setCurrent(state, user, app, droplet);
}

/** Assigns the droplet by the rules of 2015 and 2016. @throws ApiError 404, 422 */
export function assignEarly(
  state: State,
  user: User,
  app: App,
  dropletGuid: string | undefined,
): void {
  if (app.state === 'STARTED') throw unprocessable(stopFirst);
  const droplet = dropletOfApp(state, app, dropletGuid);
  if (!droplet) throw notFound('Droplet');
  setCurrent(state, user, app, droplet);
}

function refuseWhileDeploying(state: State, app: App): void {
  if (!state.version.since(65) || state.isKorifi) return;
  if (!state.history(app).deployments.some(isActive)) return;
  throw unprocessable(
    'Unable to assign current droplet while the app has a deployment in progress. Wait for the deployment to complete or cancel it.',
  );
}

function dropletOfApp(state: State, app: App, guid: string | undefined): Droplet | undefined {
  return state.history(app).droplets.find((droplet) => droplet.guid === guid);
}

/** Makes the droplet current: nothing that runs changes, except on Korifi. @throws ApiError 422 */
export function setCurrent(state: State, user: User, app: App, droplet: Droplet): void {
  // Until May 2015 any droplet could become current.
  const isStaged = droplet.state === 'STAGED' || state.generation === '2015-04';
  if (!isStaged) throw unprocessable('droplet must be in staged state');
  if (Object.keys(droplet.processTypes ?? {}).length === 0 && state.version.since(58)) {
    throw unprocessable(
      "Unable to create process types for this app's droplet. Please provide a droplet with valid process types.",
    );
  }
  state.assignDroplet(app, droplet.guid);
  app.updatedAt = state.now();
  record(state, app, user, 'audit.app.droplet.mapped', { request: { droplet_guid: droplet.guid } });
  addMissingProcesses(state, user, app, droplet);
  if (state.isKorifi && app.state === 'STARTED') restartProcesses(state, app);
}
