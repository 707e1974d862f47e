import type { Filter } from './filter.ts';

export type ParsedFilter =
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'invalid'; readonly problem: FilterProblem };

/** What is wrong with a filter, for the input box to show in the user's language. */
export type FilterProblem =
  | { readonly kind: 'unknownField'; readonly field: string; readonly known: readonly string[] }
  | { readonly kind: 'emptyValue'; readonly field: string }
  | { readonly kind: 'unknownOrder'; readonly value: string; readonly known: readonly string[] };

/** What can be filtered: the apps of a space, or the droplets of an app. */
export type FilterKind = 'apps' | 'droplets';

/** A filter while it is being parsed. */
interface Draft {
  readonly states: string[];
  readonly guids: string[];
  readonly selectors: string[];
  orderBy: string | null;
}

interface Field {
  readonly of: readonly FilterKind[];
  /** @param value as written; `values` are its parts between commas @returns what is wrong with it */
  readonly read: (
    draft: Draft,
    value: string,
    values: readonly string[],
    kind: FilterKind,
  ) => FilterProblem | null;
}

const orders: Readonly<Record<FilterKind, readonly string[]>> = {
  apps: ['name', 'created_at', 'updated_at'],
  droplets: ['created_at', 'updated_at'],
};

/** The one table of fields, used by the parser, the input boxes' hints and a test of the README. */
const fields = {
  state: {
    of: ['droplets'],
    read: ({ states }, _, values) => {
      states.push(...values.map((state) => state.toUpperCase()));
      return null;
    },
  },
  guid: {
    of: ['apps', 'droplets'],
    read: ({ guids }, _, values) => {
      guids.push(...values.map((guid) => guid.toLowerCase()));
      return null;
    },
  },
  label: {
    of: ['apps', 'droplets'],
    read: ({ selectors }, value) => {
      selectors.push(value);
      return null;
    },
  },
  sort: {
    of: ['apps', 'droplets'],
    read: (draft, value, _, kind) => {
      const known = orders[kind];
      if (!known.includes(value.replace(/^[-+]/, ''))) {
        return { kind: 'unknownOrder', value, known };
      }
      draft.orderBy = value.replace(/^\+/, '');
      return null;
    },
  },
} as const satisfies Readonly<Record<string, Field>>;

type FilterField = keyof typeof fields;

/** The fields that this kind of filter supports. */
export function fieldsOf(kind: FilterKind): readonly FilterField[] {
  const names = Object.keys(fields) as readonly FilterField[];
  return names.filter((name) => (fields[name].of as readonly FilterKind[]).includes(kind));
}

/**
 * Parses `failed state:staged guid:3f9c label:env=prod sort:-created_at` or, for apps, `web
 * label:env=prod sort:-updated_at`. Free words match names, and what a droplet was made with.
 */
export function parseFilter(kind: FilterKind, text: string): ParsedFilter {
  const words: string[] = [];
  const draft: Draft = { states: [], guids: [], selectors: [], orderBy: null };
  const known = fieldsOf(kind);
  for (const part of splitWords(text)) {
    const [, given, quoted = ''] = /^([^":]+):(.*)$/s.exec(part) ?? [];
    if (given === undefined) {
      const word = unquoted(part).toLowerCase();
      if (word !== '') words.push(word);
      continue;
    }
    const name = given.toLowerCase();
    const field = known.find((one) => one === name);
    if (!field) return invalid({ kind: 'unknownField', field: name, known });
    const value = unquoted(quoted);
    const values = value.split(',').filter((element) => element !== '');
    if (values.length === 0) return invalid({ kind: 'emptyValue', field });
    const problem = fields[field].read(draft, value, values, kind);
    if (problem) return invalid(problem);
  }
  const { guids, orderBy, selectors, states } = draft;
  const labelSelector = selectors.length === 0 ? null : selectors.join(',');
  return {
    kind: 'filter',
    filter: { text: text.trim(), words, states, guids, labelSelector, orderBy },
  };
}

/** Words are separated by spaces, except between double quotes: `label:"env in (prod,stage)"`. */
function splitWords(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function invalid(problem: FilterProblem): ParsedFilter {
  return { kind: 'invalid', problem };
}
