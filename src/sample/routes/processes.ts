import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { checkSingleQuery } from '../http/listQuery.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Entity, Process } from '../model.ts';
import { link } from '../present/common.ts';
import { presentInstances, presentProcess, presentStats } from '../present/process.ts';
import { canReadSecrets } from '../users.ts';
import { appOfCall } from './apps.ts';
import { appsOfQuery } from './narrow.ts';

export const processCollection: Collection<Process> = {
  parameters: ['app_guid', 'types', 'space_guids', 'organization_guids', 'app_guids', 'embed'],
  early: [],
  korifi: ['app_guids', 'types', 'order_by'],
  since: { embed: 212 },
  labelsSince: 65,
  order: {},
  filters: {
    types: among(({ type }) => type),
    space_guids: among(({ app }) => app.space.guid),
    organization_guids: among(({ app }) => app.space.organization.guid),
    app_guids: among(({ app }) => app.guid),
  },
};

/** @see https://v3-apidocs.cloudfoundry.org/#list-sidecars-for-app */
export const sidecarCollection: Collection<Entity> = {
  parameters: [],
  early: [],
  korifi: [],
  labelsSince: null,
  order: {},
  filters: {},
};

export const processRoutes: readonly Route[] = [
  signedIn('GET', '/v3/processes', (call) =>
    list(call, call.state.all('processes', appsOfQuery(call)), []),
  ),
  signedIn('GET', '/v3/processes/:guid', (call) => single(call, processOfCall(call))),
  signedIn('GET', '/v3/processes/:guid/sidecars', (call) => sidecars(call, processOfCall(call))),
  signedIn('GET', '/v3/processes/:guid/stats', (call) => stats(call, processOfCall(call))),
  signedIn('GET', '/v3/processes/:guid/process_instances', instances),
  signedIn('GET', '/v3/apps/:guid/processes', (call) =>
    list(call, call.state.history(appOfCall(call)).processes, [
      'app_guids',
      'organization_guids',
      'space_guids',
    ]),
  ),
  signedIn('GET', '/v3/apps/:guid/processes/:type', (call) => single(call, ofType(call))),
  signedIn('GET', '/v3/apps/:guid/processes/:type/stats', (call) => stats(call, ofType(call))),
];

function processOfCall({ parameter, state }: Call): Process {
  const process = state.find('processes', parameter('guid'));
  if (!process) throw notFound('Process');
  return process;
}

/** The newest of its type: while a deployment is under way there are two for the web. */
function ofType(call: Call): Process {
  const all = call.state.history(appOfCall(call)).processes;
  const process = all.findLast(({ type }) => type === call.parameter('type'));
  if (!process) throw notFound('Process');
  return process;
}

function list(call: Call, all: readonly Process[], forbidden: readonly string[]): Answer {
  const { api, query, state } = call;
  const embedded = query.get('embed') === 'process_instances' ? 'instances' : null;
  return answerPage(
    call,
    processCollection,
    all,
    (process) => presentProcess(state, api, process, 'list', embedded),
    { forbidden },
  );
}

/** The sample's apps have no sidecars. */
function sidecars(call: Call, _process: Process): Answer {
  return answerPage(call, sidecarCollection, [], () => null);
}

function single({ api, query, state, user }: Call, process: Process): Answer {
  checkSingleQuery(state, query, { embed: 212 });
  return ok(presentProcess(state, api, process, canReadSecrets(user) ? 'none' : 'role'));
}

function stats({ state }: Call, process: Process): Answer {
  return {
    ...ok({ resources: presentStats(state, process) }),
    headers: state.data.hasLogCache
      ? {}
      : { 'X-Cf-Warnings': 'Stats+server+temporarily+unavailable.' },
  };
}

function instances(call: Call): Answer {
  const process = processOfCall(call);
  const self = `${call.api}/v3/processes/${process.guid}`;
  return ok({
    resources: presentInstances(call.state, process),
    links: { self: link(`${self}/process_instances`), process: link(self) },
  });
}
