/** What the table shows and can be sorted by, in the order of its columns. */
export const columns = [
  'app',
  'place',
  'state',
  'droplet',
  'stack',
  'buildpacks',
  'labels',
] as const;

export type Column = (typeof columns)[number];

export function isColumn(value: unknown): value is Column {
  return columns.some((column) => column === value);
}

/** What rows are counted by; also the name of the filter's field. */
export type FacetField = 'stack' | 'buildpack';
