import type { Column } from './fields.ts';
import { buildpacksOf, dropletOfRow, stackOf, type TableRow } from './tableRow.ts';

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** Sorts rows. Those without a value come last in both directions; equal ones stay by name. */
export function sorted(
  rows: readonly TableRow[],
  { column, isDescending }: Order,
): readonly TableRow[] {
  const sign = isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({
    row,
    key: keyOf(row, column),
    name: row.app.name.toLowerCase(),
  }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return compare(a.name, b.name);
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return sign * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A text whose order is the column's, since comparing texts is fast; null without a value. */
function keyOf(row: TableRow, column: Column): string | null {
  const { app, place } = row;
  switch (column) {
    case 'app':
      return app.name.toLowerCase();
    case 'place':
      return place && `${place.organization.name}\0${place.space.name}`.toLowerCase();
    case 'state':
      return app.state;
    case 'droplet':
      return dropletOfRow(row)?.createdAt ?? null;
    case 'stack':
      return stackOf(row)?.toLowerCase() ?? null;
    case 'buildpacks':
      return buildpackKey(row);
    case 'labels':
      return labelsText(row) || null;
  }
}

function buildpackKey(row: TableRow): string | null {
  const buildpacks = buildpacksOf(row);
  if (buildpacks.length === 0) return dropletOfRow(row)?.image?.toLowerCase() ?? null;
  return buildpacks.map(({ name, version }) => `${name}\0${versionKey(version ?? '')}`).join('\0');
}

/** Numbers of the same length compare like numbers: 4.9 comes before 4.10. */
export function versionKey(version: string): string {
  return version.toLowerCase().replace(/\d+/g, (number) => number.padStart(10, '0'));
}

/** `env=prod, team=blue` */
export function labelsText({ app }: TableRow): string {
  return Object.entries(app.metadata.labels)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ');
}
