import type { JsonObject } from '../../cloudfoundry/json.ts';
import { deploymentsDisabled, notFound, unprocessable } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { objectOf, textAt } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App, Deployment, Droplet } from '../model.ts';
import { presentDeployment } from '../present/rollout.ts';
import { requireActive } from '../rules/access.ts';
import {
  cancelDeployment,
  continueDeployment,
  createDeployment,
  statusValue,
} from '../rules/deployments.ts';
import { mannerOf } from '../rules/deploymentOrder.ts';
import { canWrite } from '../users.ts';
import { appsOfQuery } from './narrow.ts';

const deployments: Collection<Deployment> = {
  parameters: ['app_guids', 'states', 'status_reasons', 'status_values'],
  early: [],
  korifi: ['app_guids', 'status_values', 'order_by'],
  since: { states: 58, status_reasons: 75, status_values: 75 },
  labelsSince: 65,
  order: {},
  filters: {
    app_guids: among(({ app }) => app.guid),
    states: among(({ reason }) => reason),
    status_reasons: among(({ reason }) => reason),
  },
};

export const deploymentRoutes: readonly Route[] = [
  signedIn('GET', '/v3/deployments', list),
  signedIn('POST', '/v3/deployments', create),
  signedIn('GET', '/v3/deployments/:guid', (call) => answerOf(call, deploymentOfCall(call))),
];

/** Korifi has neither. */
export const deploymentActionRoutes: readonly Route[] = [
  signedIn('POST', '/v3/deployments/:guid/actions/cancel', (call) => {
    cancelDeployment(call.state, call.user, writableDeployment(call));
    return { status: 200 };
  }),
  signedIn('POST', '/v3/deployments/:guid/actions/continue', (call) => {
    continueDeployment(call.state, call.user, writableDeployment(call));
    return { status: 200 };
  }),
];

function list(call: Call): Answer {
  const filters: typeof deployments.filters = {
    ...deployments.filters,
    status_values: among((deployment) => statusValue(deployment, call.state)),
  };
  return answerPage(
    call,
    { ...deployments, filters },
    call.state.all('deployments', appsOfQuery(call)),
    (deployment) => presentDeployment(call.state, call.api, deployment),
  );
}

function answerOf({ api, state }: Call, deployment: Deployment): Answer {
  return ok(presentDeployment(state, api, deployment));
}

function deploymentOfCall({ parameter, state }: Call): Deployment {
  const deployment = state.find('deployments', parameter('guid'));
  if (!deployment) throw notFound('Deployment');
  return deployment;
}

/** Who may not change a deployment is told that there is none. */
function writableDeployment(call: Call): Deployment {
  if (!canWrite(call.user)) throw notFound('Deployment');
  const deployment = deploymentOfCall(call);
  requireActive(call.state, call.user, deployment.app);
  return deployment;
}

function create(call: Call): Answer {
  const { state, user } = call;
  if (!state.hasDeployments) throw deploymentsDisabled();
  const request = objectOf(call.body());
  const manner = mannerOf(state, request);
  const app = state.app(textAt(request, 'relationships', 'app', 'data', 'guid') ?? '');
  if (!app || !canWrite(user)) {
    throw unprocessable('Unable to use app. Ensure that the app exists and you have access to it.');
  }
  requireActive(state, user, app);
  const source = sourceOf(call, app, request);
  const deployment = createDeployment(state, user, app, {
    ...source,
    ...manner,
    request,
  });
  return { ...answerOf(call, deployment), status: 201 };
}

/** The droplet to deploy: the one named, that of the revision named, or the current one. */
function sourceOf(
  { state }: Call,
  app: App,
  request: JsonObject,
): { readonly droplet: Droplet; readonly rollbackTo: number | undefined } {
  // Until 3.57 it deployed the current one, whichever the request named.
  const dropletGuid = state.version.since(58) ? textAt(request, 'droplet', 'guid') : undefined;
  const revisionGuid = textAt(request, 'revision', 'guid');
  const { droplets, revisions } = state.history(app);
  if (dropletGuid !== undefined) {
    const droplet = droplets.find(({ guid }) => guid === dropletGuid);
    if (droplet) return { droplet, rollbackTo: undefined };
    throw unprocessable(
      'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.',
    );
  }
  if (revisionGuid !== undefined) {
    const revision = revisions.find(({ guid }) => guid === revisionGuid);
    if (!revision) throw unprocessable('The revision does not exist');
    const droplet = droplets.find(({ guid }) => guid === revision.dropletGuid);
    if (droplet && droplet.state !== 'EXPIRED') return { droplet, rollbackTo: revision.version };
    throw unprocessable(
      'Unable to deploy this revision, the droplet for this revision no longer exists.',
    );
  }
  const current = state.currentDroplet(app);
  if (current) return { droplet: current, rollbackTo: undefined };
  throw unprocessable(
    'Invalid droplet. Please specify a droplet in the request or set a current droplet for the app.',
  );
}
