/** How the API should filter and sort. Empty lists and nulls mean no restriction. */
export interface ListFilter {
  readonly states: readonly string[];
  readonly guids: readonly string[];
  /** Compared by the API without regard to case (3.228, observed). */
  readonly names: readonly string[];
  readonly appGuids: readonly string[];
  readonly spaceGuids: readonly string[];
  readonly organizationGuids: readonly string[];
  readonly stacks: readonly string[];
  /** `buildpack`, `docker`, `cnb`. */
  readonly lifecycleType: string | null;
  /** Only what was changed after this time, to the second. */
  readonly updatedAfter: Date | null;
  /** @see https://v3-apidocs.cloudfoundry.org/#labels-and-selectors */
  readonly labelSelector: string | null;
  /** `created_at`, `-created_at`, `name` …; null keeps the list's default order. */
  readonly orderBy: string | null;
}

export const noFilter: ListFilter = {
  states: [],
  guids: [],
  names: [],
  appGuids: [],
  spaceGuids: [],
  organizationGuids: [],
  stacks: [],
  lifecycleType: null,
  updatedAfter: null,
  labelSelector: null,
  orderBy: null,
};

/** The address of a list with this page size and filter, using the v3 API's parameter names. */
export function withQuery(
  href: string,
  pageSize: number,
  filter: ListFilter,
  usualOrder: string | null,
): string {
  const asked: readonly (readonly [name: string, value: string | null])[] = [
    ['per_page', String(pageSize)],
    ['states', listed(filter.states)],
    ['guids', listed(filter.guids)],
    ['names', listed(filter.names.map(element))],
    ['app_guids', listed(filter.appGuids)],
    ['space_guids', listed(filter.spaceGuids)],
    ['organization_guids', listed(filter.organizationGuids)],
    ['stacks', listed(filter.stacks.map(element))],
    ['lifecycle_type', filter.lifecycleType],
    ['updated_ats[gt]', filter.updatedAfter && toSeconds(filter.updatedAfter)],
    ['label_selector', filter.labelSelector],
    ['order_by', filter.orderBy ?? usualOrder],
  ];
  const set = asked.flatMap(([name, value]) =>
    value === null
      ? []
      : [`${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`],
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

function listed(elements: readonly string[]): string | null {
  return elements.length === 0 ? null : elements.join(',');
}

/**
 * An element of a list. The API splits lists at commas, and decodes each element once more
 * (`app/messages/list_message.rb` of the Cloud Controller).
 */
function element(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(',', '%2C');
}

/** The only form of a time that the API accepts: without fractions of a second. */
function toSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
