import { hasTexts, isListOf, isToPanel, toWish, type Fields } from './frame.ts';
import type { FromRunsWhere, RunsWhereWish, ToRunsWhere } from './runsWhereProtocol.ts';

/** Longer than any filter; only a script that isn't ours would send more. */
const longestFilter = 10_000;

/** Reads a message from a table's script; null if it isn't one of ours. */
export function toFromRunsWhere(value: unknown): FromRunsWhere | null {
  return toWish(value, toRunsWhereWish);
}

function toRunsWhereWish(fields: Fields): RunsWhereWish | null {
  const { column, field, format, from, guid, text, type, value } = fields;
  switch (type) {
    case 'stop':
    case 'resume':
    case 'export':
      return { type };
    case 'copy':
      return format === 'csv' || format === 'markdown' ? { type, format } : null;
    case 'sort':
      return typeof column === 'string' ? { type, column } : null;
    case 'filter':
      return typeof text === 'string' && text.length <= longestFilter ? { type, text } : null;
    case 'toggle':
      return isField(field) && typeof value === 'string' ? { type, field, value } : null;
    case 'showAll':
      return isField(field) ? { type, field } : null;
    case 'rows':
      return typeof from === 'number' && Number.isSafeInteger(from) && from >= 0
        ? { type, from }
        : null;
    case 'open':
    case 'reveal':
      return typeof guid === 'string' ? { type, guid } : null;
  }
  return null;
}

function isField(field: unknown): field is 'stack' | 'buildpack' {
  return field === 'stack' || field === 'buildpack';
}

/**
 * Whether this is a known message from the extension. Checks all parts that the script reads
 * without checking.
 */
export function isToRunsWhere(value: unknown): value is ToRunsWhere {
  return isToPanel(value, () => true, isContent);
}

function isContent(fields: Fields): boolean {
  const { columns, from, groups, notices, rows, total } = fields;
  return (
    hasTexts(fields, 'filter', 'problem', 'status', 'reading') &&
    isListOf(columns, (column) => hasTexts(column, 'id', 'label', 'sort')) &&
    Array.isArray(notices) &&
    isListOf(groups, (group) => {
      return (
        hasTexts(group, 'field', 'label', 'more') &&
        isListOf(group['facets'], (facet) => hasTexts(facet, 'text', 'count'))
      );
    }) &&
    typeof total === 'number' &&
    typeof from === 'number' &&
    isListOf(rows, (row) => {
      return (
        hasTexts(row, 'guid', 'name') &&
        isListOf(row['cells'], (cell) => hasTexts(cell, 'text', 'title'))
      );
    })
  );
}
