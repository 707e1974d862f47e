import type { Filter } from './filter.ts';

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
    const [, given, quoted = ''] = /^([^":]+):(.*)$/s.exec(part) ?? [];
    if (given === undefined) {
      const word = unquoted(part).toLowerCase();
      if (word !== '') words.push(word);
      continue;
    }
    const field = given.toLowerCase();
    const value = unquoted(quoted);
    if (!fields.includes(field)) {
      return invalid({ kind: 'unknownField', field, known: fields });
    }
    const values = value.split(',').filter((element) => element !== '');
    if (values.length === 0) return invalid({ kind: 'emptyValue', field });
    switch (field) {
      case 'state':
        states.push(...values.map((state) => state.toUpperCase()));
        break;
      case 'guid':
        guids.push(...values.map((guid) => guid.toLowerCase()));
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
  return text.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function invalid(problem: FilterProblem): ParsedFilter {
  return { kind: 'invalid', problem };
}
