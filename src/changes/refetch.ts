import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError, isNotFound, NotCloudFoundryError } from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Resource } from '../cloudfoundry/resources/resource.ts';

/** Fetches the app's current state. @throws NotCloudFoundryError if another one is returned. */
export async function freshApp(
  client: Pick<CloudFoundryClient, 'app'>,
  app: App,
  signal?: AbortSignal,
): Promise<App> {
  const { self } = app.links;
  return self ? sameAs(app, await client.app(self, signal)) : app;
}

/**
 * Fetches the current state of the whole droplet.
 * @throws NotCloudFoundryError if another one is returned.
 */
export async function freshDroplet(
  client: Pick<CloudFoundryClient, 'droplet'>,
  droplet: Droplet,
  signal?: AbortSignal,
): Promise<Droplet> {
  const { self } = droplet.links;
  return self ? sameAs(droplet, await client.droplet(self, signal)) : droplet;
}

/**
 * Fetches the deployment's current state.
 * @throws NotCloudFoundryError if another one is returned.
 */
export async function freshDeployment(
  client: Pick<CloudFoundryClient, 'deployment'>,
  deployment: Deployment,
  signal?: AbortSignal,
): Promise<Deployment> {
  const { self } = deployment.links;
  return self ? sameAs(deployment, await client.deployment(self, signal)) : deployment;
}

/** Null if the API doesn't let us see it: a preview can do without. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CloudControllerError || error instanceof NotCloudFoundryError) return null;
    throw error;
  }
}

/**
 * Says what became of something that existed a moment ago: the API doesn't distinguish
 * deleted from hidden.
 */
export async function orGone<T>(asked: Promise<T>): Promise<T | 'gone' | 'forbidden'> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    if (error instanceof CloudControllerError && error.status === 403) return 'forbidden';
    throw error;
  }
}

/** A broken cache must not change which app or droplet the user selected. */
function sameAs<T extends Resource>(asked: T, answered: T): T {
  if (asked.guid === answered.guid) return answered;
  const href = asked.links['self']?.href ?? '';
  const message = `the API returned ${answered.guid} instead of ${asked.guid}`;
  throw new NotCloudFoundryError(href, 200, message);
}
