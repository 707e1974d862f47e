import type { Filter, FilterKind } from '../../explorer/filter.ts';
import { parseFilter } from '../../explorer/filterQuery.ts';
import { SeenValues } from '../../explorer/filterSeen.ts';
import type { FoundationRow, Row } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { findTitle } from '../../wording/results.ts';
import { givenRow, pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { askFilter } from './askFilter.ts';

type FindKind = Extract<FilterKind, 'allApps' | 'allDroplets'>;

/** Asks what to find in a foundation, and shows it at the top of the tree. */
export async function find(services: Services, argument: unknown, kind: FindKind): Promise<void> {
  const { explorer, tree } = services;
  const row = givenRow(services, argument);
  const foundation = await pickFoundation(services, argument);
  const filter = await askWhatToFind(services, foundation, kind, row ? textFor(row, kind) : '');
  const results = await explorer.results.find(foundation, filter);
  await tree.view.reveal(results, { select: true, focus: true, expand: true });
}

/** @param value the text to begin with @throws Canceled */
export async function askWhatToFind(
  { state }: Services,
  foundation: FoundationRow,
  kind: FilterKind,
  value: string,
): Promise<Filter> {
  const asked = await askFilter({
    kind,
    title: findTitle(kind, foundation.foundation.name, language()),
    placeHolder:
      kind === 'allApps'
        ? 'name:web org:acme stack:cflinuxfs3 label:env=prod'
        : 'state:failed org:acme app:web age:<1d',
    value,
    seen: seenIn(foundation),
    state,
  });
  const all = parseFilter(kind, '');
  if (asked) return asked;
  if (all.kind === 'invalid') throw new Error('a filter of nothing is valid');
  return all.filter;
}

/** Searches start in the row that they were started from. */
function textFor(row: Row, kind: FindKind): string {
  switch (row.kind) {
    case 'organization':
      return `${field('org', row.organization.name)} `;
    case 'space':
      return `${field('org', row.parent.organization.name)} ${field('space', row.space.name)} `;
    case 'app':
      return kind === 'allDroplets'
        ? `${textFor(row.parent, kind)}${field('app', row.app.name)} `
        : textFor(row.parent, kind);
    case 'results':
      return row.filter.kind === kind ? row.filter.text : '';
    case 'droplet':
    case 'foundation':
    case 'loadMore':
    case 'problem':
    case 'empty':
    case 'incomplete':
      return '';
  }
}

function field(name: string, value: string): string {
  return /[\s",]/.test(value) ? `${name}:"${value.replaceAll('"', '')}"` : `${name}:${value}`;
}

/** What the loaded rows of a foundation offer to complete. */
function seenIn(foundation: FoundationRow): SeenValues {
  const seen = new SeenValues();
  for (const { organization, spaces } of foundation.organizations.rows) {
    seen.add('org', organization.name);
    for (const { apps, space } of spaces.rows) {
      seen.add('space', space.name);
      for (const { app, droplets } of apps.rows) {
        seen.addApp(app);
        seen.add('app', app.name);
        for (const { droplet } of droplets.rows) seen.addDroplet(droplet);
      }
    }
  }
  return seen;
}
