import { labelsText } from '../../explorer/runsWhere/columns.ts';
import type { Column } from '../../explorer/runsWhere/fields.ts';
import {
  buildpacksOf,
  dropletGuidOf,
  dropletOfRow,
  stackOf,
  type TableRow,
} from '../../explorer/runsWhere/tableRow.ts';
import type { CellView } from '../../webviews/runsWhereProtocol.ts';
import { shortGuid } from '../guids.ts';
import { joined, shown } from '../inLine.ts';
import type { Language } from '../language.ts';
import { appStateWord } from '../states.ts';
import { absoluteTime, relativeTime } from '../times.ts';

/** One cell of the table. Buildpacks and images may be addresses, which may contain passwords. */
export function cellOf(row: TableRow, column: Column, level: Level, language: Language): CellView {
  const { app } = row;
  switch (column) {
    case 'app':
      return plain(shown(app.name));
    case 'place':
      return plain(placeText(row, level));
    case 'state':
      return plain(appStateWord(app.state, language));
    case 'droplet':
      return dropletCell(row, language);
    case 'stack':
      return plain(known(row, shown(stackOf(row) ?? '')));
    case 'buildpacks':
      return plain(known(row, buildpacksText(row) || imageText(row)));
    case 'labels':
      return plain(shown(labelsText(row), longest));
  }
}

/** The row of the tree that a table is about. */
export type Level = 'foundation' | 'organization' | 'space';

const longest = 1000;

function plain(text: string): CellView {
  return { text, title: text };
}

/** What isn't known yet looks different from what isn't there. */
function known({ current }: TableRow, text: string): string {
  return current.kind === 'awaited' ? '…' : text;
}

function placeText({ place }: TableRow, level: Level): string {
  if (!place) return '';
  const { organization, space } = place;
  return shown(level === 'foundation' ? `${organization.name} / ${space.name}` : space.name);
}

function dropletCell(row: TableRow, language: Language): CellView {
  const { l10n, locale, now } = language;
  const guid = dropletGuidOf(row) ?? '';
  switch (row.current.kind) {
    case 'none':
      return plain(l10n.t('none'));
    case 'untold':
      return { text: l10n.t('unknown'), title: l10n.t('Not told by this version of the API') };
    case 'awaited':
      return { text: shortGuid(guid), title: shown(guid) };
    case 'unlisted':
      return { text: shortGuid(guid), title: l10n.t('{0}: not listed by the API', shown(guid)) };
    case 'read': {
      const { createdAt } = row.current.droplet;
      return {
        text: joined([shortGuid(guid), relativeTime(createdAt, now, locale)]),
        title: joined([shown(guid), absoluteTime(createdAt, locale)]),
      };
    }
  }
}

/** `java 4.77.0, node 1.8.2` */
export function buildpacksText(row: TableRow): string {
  const all = buildpacksOf(row).map(({ name, version }) =>
    version === null ? name : `${name} ${version}`,
  );
  return joined(
    all.map((text) => shown(text)),
    ', ',
  );
}

export function imageText(row: TableRow): string {
  return shown(dropletOfRow(row)?.image ?? '');
}
