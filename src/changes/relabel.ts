import { metadataRequest, type ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { LabelChange, Labels } from '../cloudfoundry/labels.ts';
import type { LinkScope } from '../cloudfoundry/links.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Guarded } from './guard.ts';
import { sendAndVerify, type Verified } from './verified.ts';

/** The request for exactly these changes. */
export function relabelRequest(
  resource: App | Droplet,
  changes: readonly LabelChange[],
  scope: LinkScope,
): ChangeRequest {
  const labels = Object.fromEntries(changes.map(({ key, to }) => [key, to]));
  return metadataRequest(resource, { labels }, scope);
}

/** Checks again just before labels are changed. @param look fetches the labeled resource again */
export async function guardLabels(
  look: () => Promise<App | Droplet>,
  changes: readonly LabelChange[],
): Promise<Extract<Guarded, { kind: 'unchanged' | 'labelsChanged' }>> {
  const { metadata } = await look();
  return { kind: has(metadata.labels, changes, 'from') ? 'unchanged' : 'labelsChanged' };
}

/**
 * Sends the changes once, then asks for the labels.
 * @param look fetches the resource again
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that
 * nothing was sent.
 */
export async function relabel<T extends App | Droplet>(
  client: Pick<CloudFoundryClient, 'send' | 'scope'>,
  resource: T,
  look: () => Promise<T>,
  changes: readonly LabelChange[],
  delays?: readonly number[],
): Promise<Verified<T>> {
  return sendAndVerify(
    client,
    relabelRequest(resource, changes, client.scope),
    // Without arguments: the answer that is passed here isn't a parameter of `look`.
    () => look(),
    ({ metadata }) => has(metadata.labels, changes, 'to'),
    delays,
  );
}

function has(labels: Labels, changes: readonly LabelChange[], side: 'from' | 'to'): boolean {
  return changes.every(
    (change) => (Object.hasOwn(labels, change.key) ? labels[change.key] : null) === change[side],
  );
}
