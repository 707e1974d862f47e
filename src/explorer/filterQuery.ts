import type { ListFilter } from '../cloudfoundry/filters.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';

/** A filter as typed, and what became of it: one part for the API, the rest a predicate of ours. */
export interface Filter {
  readonly text: string;
  readonly words: readonly string[];
  readonly states: readonly string[];
  readonly guids: readonly string[];
  readonly labelSelector: string | null;
  readonly orderBy: string | null;
}

export type ParsedFilter =
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'invalid'; readonly problem: FilterProblem };

/** What is wrong with a filter, for the input box to say in the user's language. */
export type FilterProblem =
  | { readonly kind: 'unknownField'; readonly field: string; readonly known: readonly string[] }
  | { readonly kind: 'emptyValue'; readonly field: string }
  | { readonly kind: 'unknownOrder'; readonly value: string; readonly known: readonly string[] };

const dropletFields = ['state', 'guid', 'label', 'sort'] as const;
const appFields = ['guid', 'label', 'sort'] as const;
const dropletOrders = ['created_at', 'updated_at'];
const appOrders = ['name', 'created_at', 'updated_at'];

/** Reads `failed state:staged guid:3f9c label:env=prod sort:-created_at`. */
export function parseDropletFilter(text: string): ParsedFilter {
  return parse(text, dropletFields, dropletOrders);
}

/** Reads `web label:env=prod sort:-updated_at`; free words match names. */
export function parseAppFilter(text: string): ParsedFilter {
  return parse(text, appFields, appOrders);
}

function parse(text: string, fields: readonly string[], orders: readonly string[]): ParsedFilter {
  const words: string[] = [];
  const states: string[] = [];
  const guids: string[] = [];
  const selectors: string[] = [];
  let orderBy: string | null = null;
  for (const part of splitWords(text)) {
    const colon = part.indexOf(':');
    if (colon <= 0) {
      words.push(part.toLowerCase());
      continue;
    }
    const field = part.slice(0, colon).toLowerCase();
    const value = part.slice(colon + 1);
    if (!fields.includes(field)) {
      return invalid({ kind: 'unknownField', field, known: fields });
    }
    if (value === '') return invalid({ kind: 'emptyValue', field });
    switch (field) {
      case 'state':
        states.push(...list(value).map((state) => state.toUpperCase()));
        break;
      case 'guid':
        guids.push(...list(value));
        break;
      case 'label':
        selectors.push(value);
        break;
      case 'sort':
        if (!orders.includes(value.replace(/^[-+]/, ''))) {
          return invalid({ kind: 'unknownOrder', value, known: orders });
        }
        orderBy = value.replace(/^\+/, '');
        break;
    }
  }
  const labelSelector = selectors.length === 0 ? null : selectors.join(',');
  return {
    kind: 'filter',
    filter: { text: text.trim(), words, states, guids, labelSelector, orderBy },
  };
}

/** Blanks separate, except between double quotes: `label:"env in (prod,stage)"`. */
function splitWords(text: string): readonly string[] {
  const words = text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ''));
}

function list(value: string): readonly string[] {
  return value.split(',').filter((element) => element !== '');
}

function invalid(problem: FilterProblem): ParsedFilter {
  return { kind: 'invalid', problem };
}

const wholeGuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The part of a filter that the API answers. A guid goes there only when it is whole: the API knows no beginnings. */
export function serverPart(filter: Filter): ListFilter {
  const areWhole = filter.guids.every((guid) => wholeGuid.test(guid));
  return {
    states: filter.states,
    guids: areWhole ? filter.guids : [],
    labelSelector: filter.labelSelector,
    orderBy: filter.orderBy,
  };
}

/** The rest of a droplet filter, or null where the API answers all of it. */
export function dropletPredicate(filter: Filter): ((droplet: Droplet) => boolean) | null {
  const matchesGuid = guidPredicate(filter);
  if (!matchesGuid && filter.words.length === 0) return null;
  return (droplet) =>
    (!matchesGuid || matchesGuid(droplet.guid)) &&
    filter.words.every((word) => textOf(droplet).includes(word));
}

/** The rest of an app filter, or null where the API answers all of it. */
export function appPredicate(filter: Filter): ((app: App) => boolean) | null {
  const matchesGuid = guidPredicate(filter);
  if (!matchesGuid && filter.words.length === 0) return null;
  return (app) =>
    (!matchesGuid || matchesGuid(app.guid)) &&
    filter.words.every((word) => app.name.toLowerCase().includes(word));
}

function guidPredicate(filter: Filter): ((guid: string) => boolean) | null {
  if (filter.guids.length === 0 || filter.guids.every((guid) => wholeGuid.test(guid))) return null;
  const beginnings = filter.guids.map((guid) => guid.toLowerCase());
  return (guid) => beginnings.some((beginning) => guid.toLowerCase().startsWith(beginning));
}

/** What free words are looked for in: all that a droplet's row shows. */
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
