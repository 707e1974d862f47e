import type { Entity } from '../model.ts';
import type { State } from '../state.ts';
import { badQuery } from './apiError.ts';
import { validParameters, type Collection } from './collection.ts';
import { among } from './filter.ts';
import { meets, parseLabelSelector } from './labelSelector.ts';
import { ordered, type Order } from './order.ts';
import { listOf, writeList, type Parameter, type Query } from './query.ts';
import { timestampErrors, within } from './timestamps.ts';

export interface ListQuery {
  readonly page: number;
  readonly perPage: number;
  readonly order: Order | null;
  readonly filters: ReadonlyMap<string, Parameter>;
  /** The filters as the links of a page repeat them. */
  readonly echo: readonly (readonly [string, string])[];
}

const single = new Set(['current', 'deployable', 'lifecycle_type', 'label_selector', 'embed']);
const times = { created_ats: 'Created ats', updated_ats: 'Updated ats' } as const;
const most = 5000;
const byGuid = among(({ guid }: Entity) => guid);

/**
 * Reads and checks the parameters of a list. `forbidden` are known to the resource but not on this path.
 * @throws ApiError 400 that names everything that is wrong
 */
export function parseListQuery<T extends Entity>(
  state: State,
  collection: Collection<T>,
  query: Query,
  forbidden: readonly string[],
): ListQuery {
  const valid = validParameters(collection, state);
  const filters = new Map(
    [...query].filter(([name]) => !['page', 'per_page', 'order_by'].includes(name)),
  );
  const errors = [
    ...pagingErrors(query),
    ...orderErrors(collection, state, query),
    ...filterErrors(
      collection,
      state,
      new Map([...filters].filter(([name]) => valid.includes(name))),
    ),
    ...unknownErrors(state, valid, [...query.keys()]),
    ...forbiddenErrors(filters, forbidden),
  ];
  if (errors.length > 0) throw badQuery(errors);
  const order = textOf(query, 'order_by');
  return {
    page: Number.parseInt(textOf(query, 'page') || '1', 10),
    perPage: Number.parseInt(textOf(query, 'per_page') || '50', 10),
    order: order === '' ? null : orderOf(order),
    filters,
    echo: [...filters].flatMap(([name, value]) => echoOf(name, value)),
  };
}

/** The items that the query asks for, in its order, all pages together. */
export function select<T extends Entity>(
  collection: Collection<T>,
  { filters, order }: ListQuery,
  items: readonly T[],
): readonly T[] {
  const tests = [...filters].flatMap(([name, value]) => testOf(collection, name, value) ?? []);
  const found =
    tests.length === 0 ? items : items.filter((item) => tests.every((test) => test(item)));
  if (!order) return found;
  const field = collection.order[order.field];
  const key = (item: T): number | string =>
    order.field === 'created_at'
      ? item.createdAt
      : order.field === 'updated_at'
        ? item.updatedAt
        : (field?.(item) ?? '');
  return ordered(found, order, key);
}

function testOf<T extends Entity>(
  collection: Collection<T>,
  name: string,
  value: Parameter,
): ((item: T) => boolean) | undefined {
  if (name === 'created_ats' || name === 'updated_ats') {
    const isWithin = within(value);
    return name === 'created_ats'
      ? ({ createdAt }) => isWithin(createdAt)
      : ({ updatedAt }) => isWithin(updatedAt);
  }
  if (name === 'label_selector' && typeof value === 'string') {
    const selector = parseLabelSelector(value);
    return ({ metadata }) => meets(selector, metadata);
  }
  if (typeof value !== 'string') {
    const isExcluded = collection.filters[name]?.(listOf(value.get('not') ?? ''));
    return isExcluded && ((item) => !isExcluded(item));
  }
  const values = single.has(name) ? [value] : listOf(value);
  return (name === 'guids' ? byGuid : collection.filters[name])?.(values);
}

function pagingErrors(query: Query): readonly string[] {
  const page = textOf(query, 'page');
  const perPage = textOf(query, 'per_page');
  const errors: string[] = [];
  if (query.has('page') && !(Number.parseInt(page, 10) > 0)) {
    errors.push('Page must be a positive integer');
  }
  if (query.has('per_page')) {
    const size = Number.parseInt(perPage, 10);
    if (!(size > 0)) errors.push('Per page must be a positive integer');
    else if (size > most) errors.push(`Per page must be between 1 and ${most}`);
  }
  return errors;
}

function orderErrors<T extends Entity>(
  { hasNoTimes = false, order, orderSince = {} }: Collection<T>,
  { generation, version }: State,
  query: Query,
): readonly string[] {
  const asked = textOf(query, 'order_by');
  const own =
    generation === 'modern'
      ? Object.keys(order).filter((field) => version.since(orderSince[field] ?? 0))
      : [];
  const allowed = [...(hasNoTimes ? [] : ['created_at', 'updated_at']), ...own];
  if (asked === '' || allowed.includes(orderOf(asked).field)) return [];
  return [`Order by can only be: ${allowed.map((field) => `'${field}'`).join(', ')}`];
}

function orderOf(text: string): Order {
  return { field: text.replace(/^[+-]/, ''), isDescending: text.startsWith('-') };
}

/** What a path may include, by the version that brought it. */
type Includes = Readonly<Record<string, number>>;

/**
 * Checks the parameters of a single resource, which takes a few of its own. @throws ApiError 400
 * @param names by the version that brought each
 */
export function checkSingleQuery(
  state: State,
  query: Query,
  names: Readonly<Record<string, number>>,
  includes: Includes = {},
): void {
  if (state.isKorifi || state.generation !== 'modern') return;
  const valid = Object.keys(names).filter((name) => state.version.since(names[name] ?? 0));
  // Before it took any, a resource looked at none.
  if (valid.length === 0) return;
  const errors = [
    ...includeErrors(includes, state, query),
    ...unknownErrors(state, valid, [...query.keys()]),
  ];
  if (errors.length > 0) throw badQuery(errors);
}

function includeErrors(includes: Includes, { version }: State, filters: Query): readonly string[] {
  const include = filters.get('include');
  if (typeof include !== 'string') return [];
  const valid = Object.keys(includes).filter((name) => version.since(includes[name] ?? 0));
  const names = valid.map((one) => `'${one}'`).join(', ');
  return listOf(include)
    .filter((name) => !valid.includes(name))
    .map((name) => `Invalid included resource: '${name}'. Valid included resources are: ${names}`);
}

function filterErrors<T extends Entity>(
  { includes = {} }: Collection<T>,
  state: State,
  filters: Query,
): readonly string[] {
  const errors: string[] = [];
  for (const name of ['created_ats', 'updated_ats'] as const) {
    const value = filters.get(name);
    if (value !== undefined) errors.push(...timestampErrors(times[name], value));
  }
  const labels = filters.get('label_selector');
  if (typeof labels === 'string') {
    const selector = parseLabelSelector(labels);
    if (selector.kind === 'invalid') errors.push(...selector.errors);
  }
  return [...errors, ...includeErrors(includes, state, filters)];
}

function unknownErrors(
  { generation, isKorifi }: State,
  valid: readonly string[],
  asked: readonly string[],
): readonly string[] {
  const unknown = asked.filter((name) => !valid.includes(name)).map((name) => `'${name}'`);
  if (unknown.length === 0) return [];
  if (isKorifi) return [`Valid parameters are: '${valid.join(', ')}'`];
  if (generation !== 'modern') return [`Unknown query parameter(s): ${unknown.join(', ')}`];
  const known = valid.map((name) => `'${name}'`).join(', ');
  return [`Unknown query parameter(s): ${unknown.join(', ')}. Valid parameters are: ${known}`];
}

function forbiddenErrors(filters: Query, forbidden: readonly string[]): readonly string[] {
  const asked = forbidden.filter((name) => filters.has(name)).map((name) => `'${name}'`);
  const errors = asked.length > 0 ? [`Unknown query parameter(s): ${asked.join(', ')}`] : [];
  const current = filters.get('current');
  return current === undefined || current === 'true' || forbidden.includes('current')
    ? errors
    : [...errors, "Current only accepts the value 'true'"];
}

function echoOf(name: string, value: Parameter): readonly (readonly [string, string])[] {
  if (typeof value !== 'string') return [...value].map(([key, one]) => [`${name}[${key}]`, one]);
  return [[name, single.has(name) ? value : writeList(listOf(value))]];
}

function textOf(query: Query, name: string): string {
  const value = query.get(name);
  return typeof value === 'string' ? value : '';
}
