import type { Json } from '../../cloudfoundry/json.ts';
import type { Entity } from '../model.ts';
import { ok, type Answer } from './answer.ts';
import { checkFiltered, checkUnfiltered, parseArrayQuery, type ArrayQuery } from './arrayQuery.ts';
import type { Call } from './call.ts';
import type { Filter } from './filter.ts';

export type ArrayFilters<T> = Readonly<Record<string, Filter<T>>>;

/**
 * Answers one page as in spring 2015.
 * @param filters null where the list takes none
 * @throws ApiError 400
 */
export function answerArrayPage<T extends Entity>(
  call: Call,
  items: readonly T[],
  present: (item: T) => Json,
  filters: ArrayFilters<T> | null,
): Answer {
  const query = parseArrayQuery(call.search);
  if (filters) checkFiltered(query, Object.keys(filters));
  else checkUnfiltered(query);
  const tests = Object.entries(filters ?? {}).flatMap(([name, filter]) => {
    const values = query.get(name);
    return Array.isArray(values) ? [filter(values)] : [];
  });
  const found = sorted(
    items.filter((item) => tests.every((test) => test(item))),
    query,
  );
  const page = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('per_page') ?? 50);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const at = (number: number) => ({
    href: `${call.path}?${prefixOf(query, Object.keys(filters ?? {}))}page=${number}&per_page=${perPage}`,
  });
  return ok({
    pagination: {
      total_results: found.length,
      first: at(1),
      last: at(pages),
      next: page < pages ? at(page + 1) : null,
      previous: page > 1 ? at(page - 1) : null,
    },
    resources: found.slice((page - 1) * perPage, page * perPage).map(present),
  });
}

/** In the order of creation, unless asked otherwise. */
function sorted<T extends Entity>(items: readonly T[], query: ArrayQuery): readonly T[] {
  const orderBy = query.get('order_by');
  const sign = query.get('order_direction') === 'desc' ? -1 : 1;
  const key = ({ createdAt, updatedAt }: T) => (orderBy === 'updated_at' ? updatedAt : createdAt);
  return [...items].sort((a, b) => sign * (key(a) - key(b)));
}

/** Filters, then the order, as the links of a page repeat them. @see `app/presenters/v3/pagination_presenter.rb` */
function prefixOf(query: ArrayQuery, filters: readonly string[]): string {
  const arrays = filters.toSorted().flatMap((name) => {
    const values = query.get(name);
    return Array.isArray(values)
      ? values.map((value) => `${name}[]=${encodeURIComponent(value)}`)
      : [];
  });
  const orderBy = query.get('order_by');
  const direction = query.get('order_direction') ?? 'asc';
  const order = [
    ...(typeof orderBy === 'string' ? [`order_by=${orderBy}`] : []),
    ...(typeof orderBy === 'string' || direction !== 'asc'
      ? [`order_direction=${direction.toString()}`]
      : []),
  ];
  return [...arrays, ...order].map((part) => `${part}&`).join('');
}
