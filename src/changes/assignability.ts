import { assignmentRequest, type AssignmentRequest } from '../cloudfoundry/assignmentRequest.ts';
import { RefusedLinkError } from '../cloudfoundry/errors.ts';
import type { LinkScope } from '../cloudfoundry/links.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';

/**
 * Whether a droplet can become its app's current one, and through which advertised link;
 * otherwise why not.
 */
export type Assignability =
  | {
      readonly kind: 'assignable';
      readonly request: AssignmentRequest;
      readonly advertisedBy: 'droplet' | 'app';
    }
  | { readonly kind: 'current' }
  | { readonly kind: 'notStaged'; readonly state: string }
  | { readonly kind: 'otherApp' }
  | { readonly kind: 'noLink' }
  | { readonly kind: 'refusedLink'; readonly reason: string };

/**
 * Decides from known data, without a request. The link alone proves nothing: a Cloud Controller
 * puts it on droplets in every state, for every viewer. In 2015 the app advertised it too, and for
 * a while only the app.
 */
export function assignability(
  droplet: Droplet,
  app: App,
  current: CurrentDroplet,
  scope: LinkScope,
): Assignability {
  if (current.kind === 'assigned' && current.guid === droplet.guid) return { kind: 'current' };
  if (droplet.state !== 'STAGED') return { kind: 'notStaged', state: droplet.state };
  if (droplet.appGuid !== null && droplet.appGuid !== app.guid) return { kind: 'otherApp' };
  const own = droplet.links['assign_current_droplet'];
  const link = own ?? app.links['assign_current_droplet'];
  if (!link) return { kind: 'noLink' };
  try {
    const isOfSpring2015 = app.links['desired_droplet'] !== undefined;
    const request = assignmentRequest(link, app.guid, droplet.guid, scope, isOfSpring2015);
    return { kind: 'assignable', request, advertisedBy: own ? 'droplet' : 'app' };
  } catch (error) {
    if (error instanceof RefusedLinkError) return { kind: 'refusedLink', reason: error.message };
    throw error;
  }
}
