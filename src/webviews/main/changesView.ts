import type { ChangeRow, Section } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { element } from './dom.ts';
import { fieldsView } from './fields.ts';
import { icon } from './icons.ts';
import { shownValue } from './shown.ts';
import { tableView } from './table.ts';

type Changes = Extract<Section, { kind: 'changes' }>;

/** What an assignment would change: a summary, the rows, and other effects. */
export function changesView(changes: Changes, texts: DropletPanelTexts): readonly HTMLElement[] {
  const { effects, notes, rows, summary, title, warnings } = changes;
  return [
    ...(summary.length > 0 ? [element('p', { class: 'gist' }, summary.join(' '))] : []),
    ...(warnings.length > 0 ? [warningList(warnings)] : []),
    ...(rows.length > 0
      ? [
          tableView(
            changes,
            rows.map((row) => changeRow(row, changes.columns, texts)),
            'table changes',
          ),
        ]
      : []),
    ...notes.map((note) => element('p', { class: 'note' }, note)),
    ...(effects.length > 0 ? [fieldsView({ title, fields: effects }, texts)] : []),
  ];
}

function warningList(warnings: readonly string[]): HTMLElement {
  return element(
    'ul',
    { class: 'warnings' },
    warnings.map((warning) => element('li', {}, icon('notice'), element('span', {}, warning))),
  );
}

function changeRow(
  { from, subject, to, word }: ChangeRow,
  [, before = '', after = '']: readonly string[],
  texts: DropletPanelTexts,
): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { attributes: { scope: 'row' } }, subject),
    element('td', {}, shownValue(from, `${subject}: ${before}`, texts)),
    element('td', {}, shownValue(to, `${subject}: ${after}`, texts)),
    element('td', { class: 'word' }, word),
  );
}
