import { metadataRequest, type ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { LabelChange, Labels } from '../cloudfoundry/labels.ts';
import type { LinkScope } from '../cloudfoundry/links.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { askUntil, defaultDelays, sendOnce } from './sending.ts';

/** What labels are after a change was to be made, as asked of the API. */
export type Relabeled<T> =
  | { readonly kind: 'changed'; readonly resource: T }
  /** Nothing was sent: somebody else has changed one of these labels since they were shown. */
  | { readonly kind: 'changedMeanwhile'; readonly resource: T }
  | { readonly kind: 'notChanged'; readonly resource: T; readonly despite: unknown }
  | { readonly kind: 'unverified'; readonly wasAccepted: boolean; readonly error: unknown };

/** The request for these changes and no others. */
export function relabelRequest(
  resource: App | Droplet,
  changes: readonly LabelChange[],
  scope: LinkScope,
): ChangeRequest {
  const labels = Object.fromEntries(changes.map(({ key, to }) => [key, to]));
  return metadataRequest(resource, { labels }, scope);
}

/**
 * Looks at the labels once more, sends the changes once, and asks what the labels are then.
 * @param look asks for the resource afresh
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function relabel<T extends App | Droplet>(
  client: Pick<CloudFoundryClient, 'send' | 'scope'>,
  look: () => Promise<T>,
  changes: readonly LabelChange[],
  delays: readonly number[] = defaultDelays,
): Promise<Relabeled<T>> {
  const before = await look();
  if (!has(before.metadata.labels, changes, 'from')) {
    return { kind: 'changedMeanwhile', resource: before };
  }
  const sent = await sendOnce(client, relabelRequest(before, changes, client.scope));
  const isChanged = ({ metadata }: T) => has(metadata.labels, changes, 'to');
  const asked = await askUntil(look, isChanged, delays);
  if (asked.kind === 'failed') {
    return { kind: 'unverified', wasAccepted: sent.kind === 'accepted', error: asked.error };
  }
  const resource = asked.answer;
  if (isChanged(resource)) return { kind: 'changed', resource };
  return { kind: 'notChanged', resource, despite: sent.kind === 'open' ? sent.error : null };
}

function has(labels: Labels, changes: readonly LabelChange[], side: 'from' | 'to'): boolean {
  return changes.every(
    (change) => (Object.hasOwn(labels, change.key) ? labels[change.key] : null) === change[side],
  );
}
