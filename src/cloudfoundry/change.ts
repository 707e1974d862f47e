import type { Discovery } from './discovery.ts';
import { RefusedLinkError, UnsupportedError } from './errors.ts';
import { decodeSegment, refuse, resolveLink, type LinkScope } from './links.ts';
import type { App } from './resources/app.ts';
import type { Deployment } from './resources/deployment.ts';
import type { Droplet } from './resources/droplet.ts';
import type { Link, Resource } from './resources/resource.ts';
import { abilitiesOf } from './versions.ts';

/**
 * A request that changes something on a foundation, complete and checked, ready to be sent once.
 */
export interface ChangeRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  /** JSON. */
  readonly body: string | null;
}

/** Starts a stopped app: POST …/actions/start, or PUT …/start until 2017. */
export function startRequest(app: App, scope: LinkScope): ChangeRequest {
  return actionRequest(app, 'start', scope);
}

/** Stops an app: POST …/actions/stop, or PUT …/stop until 2017. */
export function stopRequest(app: App, scope: LinkScope): ChangeRequest {
  return actionRequest(app, 'stop', scope);
}

/**
 * Restarts an app, with downtime. No Cloud Controller advertises this action; it exists next to
 * `start` since API 3.35.
 * @see https://v3-apidocs.cloudfoundry.org/#restart-an-app
 */
export function restartRequest(app: App, discovery: Discovery): ChangeRequest {
  if (!abilitiesOf(discovery).restart) {
    throw new UnsupportedError(
      'This version of the API can’t restart apps. Restarting was added in version 3.35.',
    );
  }
  const { method, url } = actionRequest(app, 'start', discovery.scope);
  if (method !== 'POST') {
    throw new RefusedLinkError(url.href, 'This version of the API can’t restart apps.');
  }
  return { method, url: new URL(url.href.replace(/\/start$/, '/restart')), body: null };
}

/** How a deployment replaces instances. @see https://v3-apidocs.cloudfoundry.org/#create-a-deployment */
export type Strategy = 'rolling' | 'canary';

/** What to roll out, and how. */
export interface DeploymentOrder {
  readonly appGuid: string;
  readonly dropletGuid: string;
  readonly strategy: Strategy;
  /** How many instances are replaced at once, since API 3.174; null leaves it to the API. */
  readonly maxInFlight: number | null;
}

/**
 * Assigns a droplet and replaces the running instances with it.
 * @see https://v3-apidocs.cloudfoundry.org/#create-a-deployment
 */
export function deploymentRequest(scope: LinkScope, order: DeploymentOrder): ChangeRequest {
  const { appGuid, dropletGuid, maxInFlight, strategy } = order;
  const body = {
    relationships: { app: { data: { guid: appGuid } } },
    droplet: { guid: dropletGuid },
    // Rolling is the default; Korifi refuses the name itself.
    ...(strategy === 'rolling' ? {} : { strategy }),
    ...(maxInFlight === null ? {} : { options: { max_in_flight: maxInFlight } }),
  };
  return {
    method: 'POST',
    url: new URL('/v3/deployments', scope.api),
    body: JSON.stringify(body),
  };
}

/**
 * Cancels a deployment; the API assigns the previous droplet again. From 3.58 to 3.92 the endpoint
 * exists, but no link leads to it: the only address that we build for a change.
 * @see https://v3-apidocs.cloudfoundry.org/#cancel-a-deployment
 */
export function cancelRequest(deployment: Deployment, discovery: Discovery): ChangeRequest {
  const { scope } = discovery;
  const isUnlinked = !deployment.links['cancel'] && deployment.isActive;
  if (!isUnlinked || !abilitiesOf(discovery).cancelWithoutLink) {
    return stepRequest(deployment, 'cancel', scope);
  }
  const self = selfOf(deployment, 'deployments', scope);
  return { method: 'POST', url: new URL(`${self.href}/actions/cancel`), body: null };
}

/** Continues a paused canary deployment. */
export function continueRequest(deployment: Deployment, { scope }: Discovery): ChangeRequest {
  return stepRequest(deployment, 'continue', scope);
}

/**
 * Deletes a droplet asynchronously: the answer names a job.
 * @see https://v3-apidocs.cloudfoundry.org/#delete-a-droplet
 */
export function deleteRequest(droplet: Droplet, { isKorifi, scope }: Discovery): ChangeRequest {
  // Its `api/handlers/droplet.go` has no such route; it would only answer 404.
  if (isKorifi) throw new UnsupportedError('Korifi can’t delete droplets.');
  return { method: 'DELETE', url: selfOf(droplet, 'droplets', scope), body: null };
}

/** Labels to set. Null removes a label; labels that aren't named stay. */
interface MetadataChange {
  readonly labels: Readonly<Record<string, string | null>>;
}

/** Changes labels of an app or a droplet. @see https://v3-apidocs.cloudfoundry.org/#metadata */
export function metadataRequest(
  resource: App | Droplet,
  { labels }: MetadataChange,
  scope: LinkScope,
): ChangeRequest {
  const url = selfOf(resource, 'apps|droplets', scope);
  return { method: 'PATCH', url, body: JSON.stringify({ metadata: { labels } }) };
}

function actionRequest(app: App, action: 'start' | 'stop', scope: LinkScope): ChangeRequest {
  const link = linkOf(app, action);
  const { method } = link;
  if (method !== 'POST' && method !== 'PUT') {
    throw refuse(link.href, `its method is ${method}, but ${action} requires POST or PUT`);
  }
  const path = method === 'POST' ? `actions/${action}` : action;
  const url = checked(link, new RegExp(`^/v3/apps/([^/]+)/${path}$`), app.guid, action, scope);
  return { method, url, body: null };
}

function stepRequest(
  deployment: Deployment,
  step: 'cancel' | 'continue',
  scope: LinkScope,
): ChangeRequest {
  const link = linkOf(deployment, step);
  const { method } = link;
  if (method !== 'POST') {
    throw refuse(link.href, `its method is ${method}, but ${step} requires POST`);
  }
  const path = new RegExp(`^/v3/deployments/([^/]+)/actions/${step}$`);
  return { method, url: checked(link, path, deployment.guid, step, scope), body: null };
}

function selfOf(resource: Resource, kinds: string, scope: LinkScope): URL {
  const link = linkOf(resource, 'self');
  if (link.method !== 'GET') {
    throw refuse(link.href, `its method is ${link.method}, but a resource’s own link uses GET`);
  }
  return checked(link, new RegExp(`^/v3/(?:${kinds})/([^/]+)$`), resource.guid, 'self', scope);
}

function linkOf({ links }: Resource, name: string): Link {
  const link = links[name];
  if (link) return link;
  throw new RefusedLinkError(name, `The API advertises no link "${name}".`);
}

/**
 * Returns the link's address if it is of this kind and names this resource.
 * @param path captures the guid
 */
function checked(link: Link, path: RegExp, guid: string, name: string, scope: LinkScope): URL {
  const url = resolveLink(link.href, scope);
  const found = path.exec(url.pathname);
  if (!found || url.search !== '') {
    throw refuse(link.href, `it isn’t an address for "${name}"`);
  }
  if (decodeSegment(found[1] ?? '') !== guid) {
    throw refuse(link.href, `it belongs to a resource other than ${guid}`);
  }
  return url;
}
