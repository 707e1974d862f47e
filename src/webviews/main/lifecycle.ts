import type { Section, ShownValue, StageView } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { changesView } from './changesView.ts';
import { element, fill } from './dom.ts';
import { fieldsView } from './fields.ts';
import { icon } from './icons.ts';
import { shownValue } from './shown.ts';
import { tableView } from './table.ts';

type Table = Extract<Section, { kind: 'table' }>;

/** The stages of the droplet in a row, and all its properties under it. */
export function lifecycleView(
  stages: readonly StageView[],
  sections: readonly Section[],
  texts: DropletPanelTexts,
): readonly HTMLElement[] {
  return [
    element(
      'ol',
      { class: 'stages', attributes: { 'aria-label': texts.stages } },
      stages.map((stage) => stageView(stage, texts)),
    ),
    ...sections.map((section) => sectionView(section, texts)),
  ];
}

function stageView(stage: StageView, texts: DropletPanelTexts): HTMLElement {
  const { at, duration, who } = stage;
  return element(
    'li',
    { class: `stage ${stage.mark}` },
    element('div', { class: 'mark' }, icon(stage.mark)),
    element(
      'div',
      { class: 'stage-text' },
      element('h2', {}, stage.title, ' ', element('span', { class: 'word' }, stage.word)),
      at
        ? element(
            'p',
            {},
            element('span', {}, at.relative),
            element('time', { attributes: { datetime: at.iso, title: at.iso } }, at.absolute),
          )
        : null,
      ...[
        duration === null ? null : fill(texts.took, duration),
        who === null ? null : fill(texts.by, who),
        ...stage.notes,
      ].map((text) => (text === null ? null : element('p', { class: 'note' }, text))),
    ),
  );
}

function sectionView(section: Section, texts: DropletPanelTexts): HTMLElement {
  return element('section', {}, element('h2', {}, section.title), contentView(section, texts));
}

function contentView(section: Section, texts: DropletPanelTexts): readonly HTMLElement[] {
  switch (section.kind) {
    case 'fields':
      return [fieldsView(section, texts)];
    case 'table':
      return [
        tableView(
          section,
          section.rows.map((row) => rowOf(section, row, texts)),
        ),
        ...(section.note ? [element('p', { class: 'note' }, section.note)] : []),
      ];
    case 'changes':
      return changesView(section, texts);
  }
}

function rowOf(
  { columns, title }: Table,
  row: readonly ShownValue[],
  texts: DropletPanelTexts,
): HTMLElement {
  return element(
    'tr',
    {},
    row.map((value, index) => element('td', {}, shownValue(value, columns[index] ?? title, texts))),
  );
}
