import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { answerArrayPage, type ArrayFilters } from '../http/arrayPage.ts';
import { textAt } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { among } from '../http/filter.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App } from '../model.ts';
import {
  presentSpringApp,
  presentSpringDroplet,
  presentSpringPackage,
  presentSpringProcess,
} from '../present/spring2015.ts';
import { writableApp } from '../rules/access.ts';
import { assignEarly } from '../rules/assign.ts';
import { start, stop } from './actions.ts';
import { appOfCall } from './apps.ts';
import { removeDroplet } from './dropletChanges.ts';
import { named } from './places.ts';

/** All filters of the time: other lists have none. */
const appFilters: ArrayFilters<App> = {
  names: named,
  guids: among(({ guid }) => guid),
  organization_guids: among(({ space }) => space.organization.guid),
  space_guids: among(({ space }) => space.guid),
};

/** The v3 API of spring 2015. An app's droplets have no list of their own: they are among all droplets. */
export const spring2015Routes: readonly Route[] = [
  signedIn('GET', '/v3/apps', (call) =>
    answerArrayPage(
      call,
      call.state.data.apps,
      (app) => presentSpringApp(call.state, app),
      appFilters,
    ),
  ),
  signedIn('GET', '/v3/apps/:guid', (call) => answerApp(call, appOfCall(call))),
  signedIn('PUT', '/v3/apps/:guid/current_droplet', assignDesired),
  signedIn('PUT', '/v3/apps/:guid/start', startApp),
  signedIn('PUT', '/v3/apps/:guid/stop', (call) => {
    const app = writableAppOf(call);
    stop(call, app);
    return answerApp(call, app);
  }),
  signedIn('GET', '/v3/droplets', (call) => {
    const all = call.state.all('droplets', call.state.data.apps);
    return answerArrayPage(call, all, (one) => presentSpringDroplet(call.state, one), null);
  }),
  signedIn('GET', '/v3/droplets/:guid', singleDroplet),
  signedIn('DELETE', '/v3/droplets/:guid', removeDroplet),
  signedIn('GET', '/v3/packages', (call) => {
    const all = call.state.all('packages', call.state.data.apps);
    return answerArrayPage(call, all, presentSpringPackage, null);
  }),
  signedIn('GET', '/v3/packages/:guid', singlePackage),
  signedIn('GET', '/v3/apps/:guid/packages', (call) => {
    const { packages } = call.state.history(appOfCall(call));
    return answerArrayPage(call, packages, presentSpringPackage, null);
  }),
  signedIn('GET', '/v3/apps/:guid/processes', (call) => {
    const { processes } = call.state.history(appOfCall(call));
    return answerArrayPage(call, processes, presentSpringProcess, null);
  }),
];

function answerApp({ state }: Call, app: App): Answer {
  return ok(presentSpringApp(state, app));
}

function writableAppOf({ parameter, state, user }: Call): App {
  return writableApp(state, user, parameter('guid'));
}

/** The body's field was renamed `droplet_guid` in the summer. */
function assignDesired(call: Call): Answer {
  const guid = textAt(call.body(), 'desired_droplet_guid');
  const app = writableAppOf(call);
  assignEarly(call.state, call.user, app, guid);
  return answerApp(call, app);
}

/** What has nothing to start is called a missing droplet. */
function startApp(call: Call): Answer {
  const app = writableAppOf(call);
  if (!call.state.currentDroplet(app)) throw notFound('Droplet');
  start(call, app);
  return answerApp(call, app);
}

function singleDroplet({ parameter, state }: Call): Answer {
  const droplet = state.find('droplets', parameter('guid'));
  if (!droplet) throw notFound('Droplet');
  return ok(presentSpringDroplet(state, droplet));
}

function singlePackage({ parameter, state }: Call): Answer {
  const item = state.find('packages', parameter('guid'));
  if (!item) throw notFound('Package');
  return ok(presentSpringPackage(item));
}
