import type { DropletWish, FromDroplet, ToDroplet } from './dropletProtocol.ts';
import { hasTexts, isListOf, isRecord, isToPanel, toWish, type Fields } from './frame.ts';

/** Reads a message from a droplet's script; null if it isn't one of ours. */
export function toFromDroplet(value: unknown): FromDroplet | null {
  return toWish(value, toDropletWish);
}

function toDropletWish({ type, pointer }: Fields): DropletWish | null {
  switch (type) {
    case 'assign':
    case 'openJson':
    case 'compare':
    case 'revealAll':
    case 'hideAll':
    case 'copyGuid':
    case 'copyJson':
      return { type };
    case 'reveal':
    case 'hide':
    case 'copyValue':
      return typeof pointer === 'string' ? { type, pointer } : null;
  }
  return null;
}

/**
 * Whether this is a known message from the extension. Checks all parts that the script reads
 * without checking.
 */
export function isToDroplet(value: unknown): value is ToDroplet {
  return isToPanel(value, (header) => hasTexts(header, 'guid', 'state', 'mark'), isContent);
}

function isContent({ stages, sections, document }: Fields): boolean {
  return (
    isListOf(stages, ({ notes }) => Array.isArray(notes)) &&
    isListOf(sections, isSection) &&
    isRecord(document) &&
    document['json'] !== undefined &&
    isListOf(document['secrets'], () => true) &&
    Array.isArray(document['hidden'])
  );
}

function isSection(section: Fields): boolean {
  const { columns, effects, fields, kind, note, notes, rows, summary, warnings } = section;
  if (note !== undefined && note !== null && typeof note !== 'string') return false;
  switch (kind) {
    case 'fields':
      return isFieldList(fields);
    case 'table':
      return Array.isArray(columns) && Array.isArray(rows) && rows.every(isShownList);
    case 'changes':
      return (
        [columns, notes, summary, warnings].every((list) => Array.isArray(list)) &&
        isListOf(rows, ({ from, to }) => isShownList([from, to])) &&
        isFieldList(effects)
      );
  }
  return false;
}

function isFieldList(fields: unknown): boolean {
  return isListOf(fields, ({ values }) => isShownList(values));
}

function isShownList(values: unknown): boolean {
  return isListOf(values, ({ text }) => typeof text === 'string');
}
