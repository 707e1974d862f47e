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

/** Adds the filter to the address of a list, each parameter in the words of the v3 API. */
export function addFilter(url: URL, filter: ListFilter, usualOrder: string | null): void {
  if (filter.states.length > 0) url.searchParams.set('states', filter.states.join(','));
  if (filter.guids.length > 0) url.searchParams.set('guids', filter.guids.join(','));
  if (filter.labelSelector !== null) url.searchParams.set('label_selector', filter.labelSelector);
  const order = filter.orderBy ?? usualOrder;
  if (order !== null) url.searchParams.set('order_by', order);
}
