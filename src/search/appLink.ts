import { toApiUrl } from '../cloudfoundry/apiUrl.ts';

/** What a link to an app, or to one of its droplets, names. */
export interface AppLink {
  /** An origin. */
  readonly api: URL;
  readonly app: string;
  /** A droplet's guid; null for the app itself. */
  readonly droplet: string | null;
}

const path = '/open';
/** A guid of any server: no longer than what we keep, and nothing that could be more than a path segment. */
const guid = /^[\w.-]{1,200}$/;

/**
 * `vscode://cf-droplets.cf-droplets/open?api=…&app=…&droplet=…`.
 * @param extension `vscode://cf-droplets.cf-droplets`, with the scheme of the running editor
 */
export function writeAppLink(extension: string, { api, app, droplet }: AppLink): string {
  const query = new URLSearchParams({ api: api.origin, app, ...(droplet !== null && { droplet }) });
  return `${extension}${path}?${query.toString()}`;
}

/**
 * Reads a link that anybody may have written. Null unless it is one of ours: it names an address of
 * an API without credentials or path, and guids.
 */
export function readAppLink(link: {
  readonly path: string;
  readonly query: string;
}): AppLink | null {
  if (link.path !== path) return null;
  const query = new URLSearchParams(link.query);
  const api = toApiUrl(query.get('api') ?? '');
  const app = query.get('app') ?? '';
  const droplet = query.get('droplet');
  if (!api || !guid.test(app) || (droplet !== null && !guid.test(droplet))) return null;
  return { api, app, droplet };
}
