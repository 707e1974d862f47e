import type { Json, JsonObject } from '../../cloudfoundry/json.ts';
import type { Entity } from '../model.ts';
import { ok, type Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Collection } from './collection.ts';
import { parseListQuery, select, type ListQuery } from './listQuery.ts';
import { writeQuery } from './query.ts';

interface ListOptions<T> {
  /** Parameters that the resource knows but this path refuses. */
  readonly forbidden?: readonly string[];
  /** What `include` adds for the items of this page. */
  readonly included?: (shown: readonly T[], query: ListQuery) => JsonObject | undefined;
}

/** Answers one page of the items that the query asks for. @throws ApiError 400 */
export function answerPage<T extends Entity>(
  call: Call,
  collection: Collection<T>,
  items: readonly T[],
  present: (item: T) => Json,
  { forbidden = [], included }: ListOptions<T> = {},
): Answer {
  const query = parseListQuery(call.state, collection, call.query, forbidden);
  const found = select(collection, query, items);
  const start = (query.page - 1) * query.perPage;
  const shown = found.slice(start, start + query.perPage);
  const extra = included?.(shown, query);
  return ok({
    pagination: pagination(call, query, found.length, shown.length),
    resources: shown.map(present),
    ...(extra && { included: extra }),
  });
}

function pagination(call: Call, query: ListQuery, total: number, shown: number): JsonObject {
  const { version, generation } = call.state;
  // Since 3.109 the total is counted over the rows of the page, and a page past the end has none.
  const counted = shown === 0 && generation === 'modern' && version.since(109) ? 0 : total;
  const pages = Math.max(1, Math.ceil(counted / query.perPage));
  const at = (page: number) => ({ href: hrefOf(call, query, page) });
  return {
    total_results: counted,
    // The count of pages came in May 2016.
    ...(generation === 'modern' && { total_pages: pages }),
    first: at(1),
    last: at(pages),
    next: query.page < pages ? at(query.page + 1) : null,
    previous: query.page > 1 ? at(query.page - 1) : null,
  };
}

function hrefOf(call: Call, { echo, order, perPage }: ListQuery, page: number): string {
  const { generation } = call.state;
  const plus = generation === 'modern' ? '+' : '';
  const orderBy = order && `${order.isDescending ? '-' : plus}${order.field}`;
  const parameters: (readonly [string, string])[] = [
    ...echo,
    ...(orderBy === null ? [] : [['order_by', orderBy] as const]),
    ['page', String(page)],
    ['per_page', String(perPage)],
  ];
  return `${call.api}${call.path}?${writeQuery(parameters)}`;
}
