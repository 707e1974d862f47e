import type { ChangeRequest } from './change.ts';
import { decodeSegment, refuse, resolveLink, type LinkScope } from './links.ts';
import type { Link } from './resources/resource.ts';

/** A request that changes which droplet is current. */
export interface AssignmentRequest extends ChangeRequest {
  readonly method: 'PUT' | 'PATCH';
  readonly body: string;
}

/**
 * Turns an advertised `assign_current_droplet` link into a request. The link gives the
 * method and address; the path determines the body. Refuses any link that doesn't assign a
 * droplet to this app.
 * @param isOfSpring2015 the app names its droplet by `desired_droplet`, as this body did
 * until June 2015.
 */
export function assignmentRequest(
  link: Link,
  appGuid: string,
  dropletGuid: string,
  scope: LinkScope,
  isOfSpring2015 = false,
): AssignmentRequest {
  const { method } = link;
  if (method !== 'PUT' && method !== 'PATCH') {
    throw refuse(link.href, `its method is ${method}, and assigning is PUT or PATCH`);
  }
  const url = resolveLink(link.href, scope);
  const path =
    /^\/v3\/apps\/([^/]+)\/(current_droplet|droplets\/current|relationships\/current_droplet)$/.exec(
      url.pathname,
    );
  if (!path || url.search !== '') throw refuse(link.href, 'it is not an address for assigning');
  if (decodeSegment(path[1] ?? '') !== appGuid) {
    throw refuse(link.href, `it belongs to another app, and this is ${appGuid}`);
  }
  const body =
    path[2] === 'relationships/current_droplet'
      ? { data: { guid: dropletGuid } }
      : { [isOfSpring2015 ? 'desired_droplet_guid' : 'droplet_guid']: dropletGuid };
  return { method, url, body: JSON.stringify(body) };
}
