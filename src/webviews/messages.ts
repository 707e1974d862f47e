import type { FromWebview, ToWebview } from './protocol.ts';

/** Reads what the webview says; null where it is no message of ours. */
export function toFromWebview(value: unknown): FromWebview | null {
  if (!isRecord(value)) return null;
  const { type, pointer } = value;
  switch (type) {
    case 'ready':
    case 'refresh':
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

/** Whether the extension says something that we know; its parts are checked as far as the webview reads them blindly. */
export function isToWebview(value: unknown): value is ToWebview {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'announce':
      return typeof value['text'] === 'string';
    case 'loading':
      return hasState(value);
    case 'failed':
      return hasState(value) && typeof value['message'] === 'string';
    case 'shown':
      return hasState(value) && hasContent(value);
  }
  return false;
}

function hasState({ texts, header }: Fields): boolean {
  return (
    isRecord(texts) &&
    Object.values(texts).every((text) => typeof text === 'string') &&
    isRecord(header) &&
    ['app', 'place', 'foundation', 'guid', 'state', 'outcome'].every(
      (key) => typeof header[key] === 'string',
    )
  );
}

function hasContent({ stages, sections, document }: Fields): boolean {
  return (
    Array.isArray(stages) &&
    stages.every((stage) => isRecord(stage) && Array.isArray(stage['notes'])) &&
    Array.isArray(sections) &&
    sections.every(isSection) &&
    isRecord(document) &&
    document['json'] !== undefined &&
    Array.isArray(document['secrets']) &&
    document['secrets'].every((secret) => isRecord(secret)) &&
    Array.isArray(document['hidden'])
  );
}

function isSection(section: unknown): boolean {
  if (!isRecord(section)) return false;
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
        Array.isArray(rows) &&
        rows.every((row) => isRecord(row) && isShownList([row['from'], row['to']])) &&
        isFieldList(effects)
      );
  }
  return false;
}

function isFieldList(fields: unknown): boolean {
  return (
    Array.isArray(fields) &&
    fields.every((field) => isRecord(field) && isShownList(field['values']))
  );
}

function isShownList(values: unknown): boolean {
  return (
    Array.isArray(values) &&
    values.every((value) => isRecord(value) && typeof value['text'] === 'string')
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
