import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { CloudControllerError, isNotFound, NotCloudFoundryError } from '../cloudfoundry/errors.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Resource } from '../cloudfoundry/resources/resource.ts';

/** The app as it is now. @throws NotCloudFoundryError when another one is answered. */
export async function freshApp(
  client: Pick<CloudFoundryClient, 'app'>,
  app: App,
  signal?: AbortSignal,
): Promise<App> {
  const { self } = app.links;
  return self ? sameAs(app, await client.app(self, signal)) : app;
}

/** The droplet as it is now, and whole. @throws NotCloudFoundryError when another one is answered. */
export async function freshDroplet(
  client: Pick<CloudFoundryClient, 'droplet'>,
  droplet: Droplet,
  signal?: AbortSignal,
): Promise<Droplet> {
  const { self } = droplet.links;
  return self ? sameAs(droplet, await client.droplet(self, signal)) : droplet;
}

/** The deployment as it is now. @throws NotCloudFoundryError when another one is answered. */
export async function freshDeployment(
  client: Pick<CloudFoundryClient, 'deployment'>,
  deployment: Deployment,
  signal?: AbortSignal,
): Promise<Deployment> {
  const { self } = deployment.links;
  return self ? sameAs(deployment, await client.deployment(self, signal)) : deployment;
}

/** Null where the API does not let us see it: a preview does without. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CloudControllerError || error instanceof NotCloudFoundryError) return null;
    throw error;
  }
}

/** What became of something that was there a moment ago: the API doesn't tell a deleted one from one that is hidden. */
export async function orGone<T>(asked: Promise<T>): Promise<T | 'gone' | 'forbidden'> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    if (error instanceof CloudControllerError && error.status === 403) return 'forbidden';
    throw error;
  }
}

/** A cache gone wrong must not change which app or droplet the user has chosen. */
function sameAs<T extends Resource>(asked: T, answered: T): T {
  if (asked.guid === answered.guid) return answered;
  const href = asked.links['self']?.href ?? '';
  const message = `the API returned ${answered.guid} instead of ${asked.guid}`;
  throw new NotCloudFoundryError(href, 200, message);
}
