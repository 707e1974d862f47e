/** How the API should filter and sort. Empty lists and nulls mean no restriction. */
export interface ListFilter {
  readonly states: readonly string[];
  readonly guids: readonly string[];
  /** @see https://v3-apidocs.cloudfoundry.org/#labels-and-selectors */
  readonly labelSelector: string | null;
  /** `created_at`, `-created_at`, `name` …; null keeps the list's default order. */
  readonly orderBy: string | null;
}

export const noFilter: ListFilter = { states: [], guids: [], labelSelector: null, orderBy: null };

/** The address of a list with this page size and filter, using the v3 API's parameter names. */
export function withQuery(
  href: string,
  pageSize: number,
  { guids, labelSelector, orderBy, states }: ListFilter,
  usualOrder: string | null,
): string {
  const asked: readonly (readonly [name: string, value: string | null])[] = [
    ['per_page', String(pageSize)],
    ['states', states.length > 0 ? states.join(',') : null],
    ['guids', guids.length > 0 ? guids.join(',') : null],
    ['label_selector', labelSelector],
    ['order_by', orderBy ?? usualOrder],
  ];
  const set = asked.flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
  );
  // Edited as text: a URL object would be reparsed for each parameter, and every list request
  // comes through here.
  const [bare = ''] = href.split('#', 1);
  const [path = ''] = bare.split('?', 1);
  const names = new Set(set.map(nameOf));
  const kept = bare
    .slice(path.length + 1)
    .split('&')
    .filter((parameter) => parameter !== '' && !names.has(nameOf(parameter)));
  return `${path}?${[...kept, ...set].join('&')}`;
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? '';
}
