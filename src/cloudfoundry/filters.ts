/** What the API is asked to choose and order by. Empty lists and nulls ask for nothing. */
export interface ListFilter {
  readonly states: readonly string[];
  readonly guids: readonly string[];
  /** @see https://v3-apidocs.cloudfoundry.org/#labels-and-selectors */
  readonly labelSelector: string | null;
  /** `created_at`, `-created_at`, `name` …; null leaves the list its usual order. */
  readonly orderBy: string | null;
}

export const noFilter: ListFilter = { states: [], guids: [], labelSelector: null, orderBy: null };

/** The address of a list, asked for in pages of that size and with this filter, each parameter in the words of the v3 API. */
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
  // As text: a URL would be parsed anew with each parameter that is set in it, and every list is asked for by this.
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
