import { noFilter, type ListFilter } from '../cloudfoundry/filters.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';

/** A filter as typed and as parsed: one part for the API, the rest for our own predicate. */
export interface Filter {
  readonly text: string;
  readonly words: readonly string[];
  readonly states: readonly string[];
  /** Whole guids or prefixes, in lower case. */
  readonly guids: readonly string[];
  readonly labelSelector: string | null;
  readonly orderBy: string | null;
}

const wholeGuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The part of a filter that the API handles. Only whole guids go there: the API doesn't
 * support prefixes.
 */
export function serverPart(filter: Filter): ListFilter {
  const areWhole = filter.guids.every((guid) => wholeGuid.test(guid));
  return {
    ...noFilter,
    states: filter.states,
    guids: areWhole ? filter.guids : [],
    labelSelector: filter.labelSelector,
    orderBy: filter.orderBy,
  };
}

/** The rest of a droplet filter, or null if the API handles all of it. */
export function dropletPredicate(filter: Filter): ((droplet: Droplet) => boolean) | null {
  const matchesGuid = guidPredicate(filter);
  if (!matchesGuid && filter.words.length === 0) return null;
  return (droplet) =>
    (!matchesGuid || matchesGuid(droplet.guid)) &&
    filter.words.every((word) => textOf(droplet).includes(word));
}

/** The rest of an app filter, or null if the API handles all of it. */
export function appPredicate(filter: Filter): ((app: App) => boolean) | null {
  const matchesGuid = guidPredicate(filter);
  if (!matchesGuid && filter.words.length === 0) return null;
  return (app) =>
    (!matchesGuid || matchesGuid(app.guid)) &&
    filter.words.every((word) => app.name.toLowerCase().includes(word));
}

function guidPredicate(filter: Filter): ((guid: string) => boolean) | null {
  if (filter.guids.length === 0 || filter.guids.every((guid) => wholeGuid.test(guid))) return null;
  return (guid) => filter.guids.some((beginning) => guid.toLowerCase().startsWith(beginning));
}

/** The text that free words are matched against: everything that a droplet's row shows. */
function textOf(droplet: Droplet): string {
  const buildpacks = droplet.buildpacks.flatMap(({ name, buildpackName, version }) => [
    name,
    buildpackName,
    version,
  ]);
  return [droplet.guid, droplet.state, droplet.stack, droplet.image, droplet.error, ...buildpacks]
    .join(' ')
    .toLowerCase();
}
