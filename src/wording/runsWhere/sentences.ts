import type { Column, FacetField } from '../../explorer/runsWhere/fields.ts';
import type { ReadingState } from '../../explorer/runsWhere/reading.ts';
import type { ExportFormat } from '../../webviews/runsWhereProtocol.ts';
import { joined, shown } from '../inLine.ts';
import type { Language } from '../language.ts';

export function runsWhereTitle(place: string, { l10n }: Language): string {
  return l10n.t('What Runs Where: {0}', place);
}

export function columnText(column: Column, { l10n }: Language): string {
  switch (column) {
    case 'app':
      return l10n.t('App');
    case 'place':
      return l10n.t('Place');
    case 'state':
      return l10n.t('State');
    case 'droplet':
      return l10n.t('Current Droplet');
    case 'stack':
      return l10n.t('Stack');
    case 'buildpacks':
      return l10n.t('Buildpacks');
    case 'labels':
      return l10n.t('Labels');
  }
}

export function facetText(field: FacetField, { l10n }: Language): string {
  switch (field) {
    case 'stack':
      return l10n.t('Stacks');
    case 'buildpack':
      return l10n.t('Buildpacks');
  }
}

export function showAllText(count: number, { l10n }: Language): string {
  return l10n.t('Show All {0}', count);
}

/** How much of a table is shown and read. */
interface Amounts {
  readonly matching: number;
  readonly read: number;
  readonly appsLeft: number;
  readonly dropletsLeft: number;
}

/** `1,234 of 10,000 apps · 200 droplets still to be read` */
export function statusText(
  { appsLeft, dropletsLeft, matching, read }: Amounts,
  { l10n, locale }: Language,
): string {
  const number = new Intl.NumberFormat(locale);
  const apps = number.format(appsLeft);
  const droplets = number.format(dropletsLeft);
  return joined([
    l10n.t('{0} of {1} apps', number.format(matching), number.format(read)),
    leftText(appsLeft, l10n.t('1 app still to be read'), l10n.t('{0} apps still to be read', apps)),
    leftText(
      dropletsLeft,
      l10n.t('1 droplet still to be read'),
      l10n.t('{0} droplets still to be read', droplets),
    ),
  ]);
}

function leftText(count: number, one: string, more: string): string | null {
  return count === 0 ? null : count === 1 ? one : more;
}

/** What a table's reader must know about what is missing. */
export function tableNotices(
  state: ReadingState,
  incomplete: Error | null,
  canListDroplets: boolean,
  { l10n }: Language,
): readonly string[] {
  return [
    ...(state.kind === 'failed'
      ? [l10n.t('Could not read everything: {0}', shown(state.reason, 500))]
      : []),
    ...(state.kind === 'stopped' ? [l10n.t('Stopped. Not everything has been read.')] : []),
    ...(incomplete ? [shown(incomplete.message, 500)] : []),
    ...(canListDroplets
      ? []
      : [
          l10n.t(
            'This version of the API can’t list droplets by GUID, so only the GUIDs are known.',
          ),
        ]),
  ];
}

export function notExportedText(reason: string, { l10n }: Language): string {
  return l10n.t('Could not export: {0}', reason);
}

/** Says what a button of a table has done. */
export function tableDoneText(
  what: ExportFormat | 'exported',
  count: number,
  { l10n, locale }: Language,
): string {
  const apps = new Intl.NumberFormat(locale).format(count);
  switch (what) {
    case 'csv':
      return l10n.t('Copied as CSV. Apps: {0}', apps);
    case 'markdown':
      return l10n.t('Copied as Markdown. Apps: {0}', apps);
    case 'exported':
      return l10n.t('Exported. Apps: {0}', apps);
  }
}
