import { labelsText } from '../../explorer/runsWhere/columns.ts';
import {
  dropletGuidOf,
  dropletOfRow,
  stackOf,
  type TableRow,
} from '../../explorer/runsWhere/tableRow.ts';
import type { ExportFormat } from '../../webviews/runsWhereProtocol.ts';
import { shown } from '../inLine.ts';
import type { Language } from '../language.ts';
import { buildpacksText, imageText } from './cells.ts';

/** A whole table as text, with a line of headings. */
export function exported(
  rows: readonly TableRow[],
  format: ExportFormat,
  language: Language,
): string {
  // Masking takes time, and most texts are in many rows.
  const masked = new Map<string, string>();
  const mask = (text: string) => {
    const known = masked.get(text) ?? shown(text, 2000);
    masked.set(text, known);
    return known;
  };
  const [head, ...lines] = [headings(language), ...rows.map((row) => fieldsOf(row).map(mask))];
  switch (format) {
    case 'csv':
      // RFC 4180
      return [head, ...lines].map((line) => `${line?.map(csvField).join(',')}\r\n`).join('');
    case 'markdown': {
      const separator = headings(language).map(() => '---');
      const escaped = [head, ...lines].map((line) => (line ?? []).map(markdownCell));
      return [...escaped.slice(0, 1), separator, ...escaped.slice(1)]
        .map((line) => `| ${line.join(' | ')} |\n`)
        .join('');
    }
  }
}

function headings({ l10n }: Language): readonly string[] {
  return [
    l10n.t('App'),
    l10n.t('Organization'),
    l10n.t('Space'),
    l10n.t('State'),
    l10n.t('Current Droplet'),
    l10n.t('Created'),
    l10n.t('Stack'),
    l10n.t('Buildpacks'),
    l10n.t('Image'),
    l10n.t('Labels'),
  ];
}

/** What isn't known is empty. */
function fieldsOf(row: TableRow): readonly string[] {
  const { app, place } = row;
  return [
    app.name,
    place?.organization.name ?? '',
    place?.space.name ?? '',
    app.state,
    dropletGuidOf(row) ?? '',
    dropletOfRow(row)?.createdAt ?? '',
    stackOf(row) ?? '',
    buildpacksText(row),
    imageText(row),
    labelsText(row),
  ];
}

/** A spreadsheet would calculate a cell that begins like a formula; an apostrophe makes it text. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Without markup, and on one line. */
export function markdownCell(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&').replace(/\s+/g, ' ');
}
