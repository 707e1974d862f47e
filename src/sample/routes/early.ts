import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { textAt } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App, Droplet, Package, Process } from '../model.ts';
import {
  presentEarlyApp,
  presentEarlyDroplet,
  presentEarlyPackage,
  presentEarlyProcess,
} from '../present/early.ts';
import { writableApp } from '../rules/access.ts';
import { assignEarly } from '../rules/assign.ts';
import { start, stop } from './actions.ts';
import { appCollection, appOfCall } from './apps.ts';
import { removeDroplet } from './dropletChanges.ts';
import { dropletCollection } from './droplets.ts';
import { processCollection } from './processes.ts';
import { packageCollection } from './staging.ts';
import { appsOfDropletQuery, appsOfQuery } from './narrow.ts';

/** The v3 API of 2015 and 2016, as far as it concerns apps and what they are made of. */
export const earlyRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps', (call) =>
    answerPage(call, appCollection, call.state.data.apps, (app) =>
      presentEarlyApp(call.state, app),
    ),
  ),
  signedIn('GET', '/v3/apps/:guid', (call) => answerApp(call, appOfCall(call))),
  signedIn('PUT', '/v3/apps/:guid/current_droplet', assignCurrent),
  signedIn('PUT', '/v3/apps/:guid/start', (call) => act(call, start)),
  signedIn('PUT', '/v3/apps/:guid/stop', (call) => act(call, stop)),
  signedIn('GET', '/v3/droplets', (call) =>
    droplets(call, call.state.all('droplets', appsOfDropletQuery(call)), []),
  ),
  signedIn('GET', '/v3/droplets/:guid', singleDroplet),
  signedIn('DELETE', '/v3/droplets/:guid', removeDroplet),
  signedIn('GET', '/v3/apps/:guid/droplets', (call) =>
    droplets(call, call.state.history(appOfCall(call)).droplets, ['app_guids']),
  ),
  signedIn('GET', '/v3/packages', (call) =>
    packages(call, call.state.all('packages', appsOfQuery(call))),
  ),
  signedIn('GET', '/v3/packages/:guid', singlePackage),
  signedIn('GET', '/v3/apps/:guid/packages', (call) =>
    packages(call, call.state.history(appOfCall(call)).packages),
  ),
  signedIn('GET', '/v3/processes', (call) =>
    processes(call, call.state.all('processes', appsOfQuery(call))),
  ),
  signedIn('GET', '/v3/processes/:guid', singleProcess),
  signedIn('GET', '/v3/apps/:guid/processes', (call) =>
    processes(call, call.state.history(appOfCall(call)).processes),
  ),
];

function answerApp({ state }: Call, app: App): Answer {
  return ok(presentEarlyApp(state, app));
}

/** Answers the app: there was no relationship to show yet. */
function assignCurrent(call: Call): Answer {
  const guid = textAt(call.body(), 'droplet_guid');
  const app = writableApp(call.state, call.user, call.parameter('guid'));
  assignEarly(call.state, call.user, app, guid);
  return answerApp(call, app);
}

function act(call: Call, action: typeof start): Answer {
  const app = writableApp(call.state, call.user, call.parameter('guid'));
  action(call, app);
  return answerApp(call, app);
}

function droplets(call: Call, all: readonly Droplet[], forbidden: readonly string[]): Answer {
  const present = (droplet: Droplet) => presentEarlyDroplet(call.state, droplet);
  return answerPage(call, dropletCollection, all, present, { forbidden });
}

function singleDroplet({ parameter, state }: Call): Answer {
  const droplet = state.find('droplets', parameter('guid'));
  if (!droplet) throw notFound('Droplet');
  return ok(presentEarlyDroplet(state, droplet));
}

function packages(call: Call, all: readonly Package[]): Answer {
  return answerPage(call, packageCollection, all, presentEarlyPackage);
}

function singlePackage({ parameter, state }: Call): Answer {
  const item = state.find('packages', parameter('guid'));
  if (!item) throw notFound('Package');
  return ok(presentEarlyPackage(item));
}

function processes(call: Call, all: readonly Process[]): Answer {
  const present = (process: Process) => presentEarlyProcess(call.state, process);
  return answerPage(call, processCollection, all, present);
}

function singleProcess({ parameter, state }: Call): Answer {
  const process = state.find('processes', parameter('guid'));
  if (!process) throw notFound('Process');
  return ok(presentEarlyProcess(state, process));
}
