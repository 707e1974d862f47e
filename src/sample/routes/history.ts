import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { AuditEvent, Revision } from '../model.ts';
import { presentEvent, presentRevision } from '../present/rollout.ts';
import { appOfCall } from './apps.ts';
import { appsOfQuery } from './narrow.ts';

const events: Collection<AuditEvent> = {
  parameters: ['types', 'target_guids', 'space_guids', 'organization_guids'],
  early: [],
  korifi: [],
  labelsSince: null,
  order: {},
  filters: {
    types: among(({ type }) => type),
    target_guids: among(({ app }) => app.guid),
    space_guids: among(({ app }) => app.space.guid),
    organization_guids: among(({ app }) => app.space.organization.guid),
  },
};

const revisions: Collection<Revision> = {
  parameters: ['versions', 'deployable'],
  early: [],
  korifi: [],
  since: { deployable: 87, versions: 64 },
  labelsSince: 65,
  order: {},
  filters: {
    versions: among(({ version }) => String(version)),
  },
};

/** Those that run take no parameters of their own. */
const deployedRevisions: Collection<Revision> = {
  ...revisions,
  parameters: [],
  labelsSince: null,
};

/** What happened to apps. */
export const eventRoutes: readonly Route[] = [
  signedIn('GET', '/v3/audit_events', listEvents),
  signedIn('GET', '/v3/audit_events/:guid', singleEvent),
];

/** What apps ran. */
export const revisionRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/revisions', (call) =>
    listRevisions(call, revisions, call.state.history(appOfCall(call)).revisions),
  ),
  signedIn('GET', '/v3/apps/:guid/revisions/deployed', (call) =>
    listRevisions(call, deployedRevisions, deployed(call)),
  ),
  signedIn('GET', '/v3/revisions/:guid', singleRevision),
];

function listEvents(call: Call): Answer {
  const all = call.state.all('events', appsOfQuery(call));
  return answerPage(call, events, all, (event) => presentEvent(call.api, event));
}

function singleEvent({ api, parameter, state }: Call): Answer {
  const event = state.find('events', parameter('guid'));
  if (!event) throw notFound('Event');
  return ok(presentEvent(api, event));
}

function listRevisions(
  call: Call,
  collection: Collection<Revision>,
  all: readonly Revision[],
): Answer {
  const { api, query, state } = call;
  const deployable = query.get('deployable');
  const isWanted = ({ dropletGuid }: Revision) =>
    deployable === undefined ||
    String(state.find('droplets', dropletGuid)?.state === 'STAGED') === deployable;
  return answerPage(call, collection, all.filter(isWanted), (revision) =>
    presentRevision(state, api, revision),
  );
}

/** Those that a running process has. */
function deployed(call: Call): readonly Revision[] {
  const app = appOfCall(call);
  const { processes, revisions: all } = call.state.history(app);
  if (app.state === 'STOPPED') return [];
  const running = new Set(
    processes.filter(({ starts }) => starts.length > 0).map(({ revisionGuid }) => revisionGuid),
  );
  return all.filter(({ guid }) => running.has(guid));
}

function singleRevision({ api, parameter, state }: Call): Answer {
  const revision = state.find('revisions', parameter('guid'));
  if (!revision) throw notFound('Revision');
  return ok(presentRevision(state, api, revision));
}
