/** Parameters that take a list. */
const lists: ReadonlySet<string> = new Set([
  'app_guids',
  'guids',
  'names',
  'organization_guids',
  'space_guids',
  'states',
]);

/**
 * Rewrites a list's address for the API of spring and summer 2015: lists as arrays
 * (`space_guids[]=a`), and a separate direction (`order_by=created_at&order_direction=desc`).
 */
export function toEarlyQuery(url: URL): URL {
  const early = new URL(url);
  early.search = '';
  for (const [name, value] of url.searchParams) {
    if (lists.has(name)) {
      for (const element of value.split(',')) early.searchParams.append(`${name}[]`, element);
    } else if (name === 'order_by') {
      early.searchParams.set('order_by', value.replace(/^[-+]/, ''));
      early.searchParams.set('order_direction', value.startsWith('-') ? 'desc' : 'asc');
    } else {
      early.searchParams.append(name, value);
    }
  }
  return early;
}
