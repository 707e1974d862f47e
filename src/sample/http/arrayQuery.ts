import { badQuery } from './apiError.ts';

/** A query of spring 2015, where lists were arrays: `names[]=a&names[]=b`. */
export type ArrayQuery = ReadonlyMap<string, string | readonly string[]>;

export function parseArrayQuery(text: string): ArrayQuery {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!name.endsWith('[]')) {
      query.set(name, value);
      continue;
    }
    const known = query.get(name.slice(0, -2));
    query.set(name.slice(0, -2), [...(Array.isArray(known) ? known : []), value]);
  }
  return query;
}

type Test = (value: string | readonly string[]) => boolean;

const isPositive: Test = (value) => typeof value === 'string' && Number.parseInt(value, 10) > 0;

const paging: Readonly<Record<string, Test>> = {
  page: isPositive,
  per_page: (value) => isPositive(value) && Number(value) <= 5000,
  order_by: (value) => value === 'created_at' || value === 'updated_at',
  order_direction: (value) => value === 'asc' || value === 'desc',
};

const pagingErrors: Readonly<Record<string, string>> = {
  page: 'Page must be greater than 0',
  per_page: 'Per page must be between 1 and 5000',
  order_by: "Order by can only be 'created_at' or 'updated_at'",
  order_direction: "Order direction can only be 'asc' or 'desc'",
};

/**
 * Checks a query for a list with filters, each of which is an array: the first fault is told.
 * @see `validate_allowed_params` in `app/controllers/v3/apps_controller.rb` of spring 2015
 * @throws ApiError 400
 */
export function checkFiltered(query: ArrayQuery, filters: readonly string[]): void {
  for (const [name, value] of query) {
    const test = filters.includes(name) ? Array.isArray : paging[name];
    if (!test) throw badQuery([`Unknown query param ${name}`]);
    if (!test(value)) throw badQuery([`Invalid type for param ${name}`]);
  }
}

/**
 * Checks a query for a list that only knows pages and order.
 * @see `list` in `app/controllers/v3/droplets_controller.rb` of spring 2015
 * @throws ApiError 400
 */
export function checkUnfiltered(query: ArrayQuery): void {
  const faulty = Object.keys(paging).filter((name) => {
    const value = query.get(name);
    return value !== undefined && paging[name]?.(value) === false;
  });
  if (faulty.length > 0) throw badQuery(faulty.map((name) => pagingErrors[name] ?? ''));
  const unknown = [...query.keys()].filter((name) => !Object.hasOwn(paging, name));
  if (unknown.length > 0) throw badQuery([`Unknown query param(s) '${unknown.join("', '")}'`]);
}
