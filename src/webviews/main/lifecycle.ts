import type { Field, Section, StageView, Texts } from '../protocol.ts';
import { element, fill } from './dom.ts';
import { icon } from './icons.ts';
import { shownValue } from './shown.ts';

type Fields = Pick<Extract<Section, { kind: 'fields' }>, 'title' | 'fields'>;
type Table = Extract<Section, { kind: 'table' }>;

/** The stages of the droplet as a row, and below it everything that it says of itself. */
export function lifecycleView(
  stages: readonly StageView[],
  sections: readonly Section[],
  texts: Texts,
): readonly HTMLElement[] {
  return [
    element(
      'ol',
      { class: 'stages', attributes: { 'aria-label': texts.stages } },
      ...stages.map((stage) => stageView(stage, texts)),
    ),
    ...sections.map((section) => sectionView(section, texts)),
  ];
}

function stageView(stage: StageView, texts: Texts): HTMLElement {
  const { at, duration, who } = stage;
  return element(
    'li',
    { class: `stage ${stage.outcome}` },
    element('div', { class: 'mark' }, icon(stage.outcome)),
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

function sectionView(section: Section, texts: Texts): HTMLElement {
  const content =
    section.kind === 'fields' ? fieldsView(section, texts) : tableView(section, texts);
  return element('section', {}, element('h2', {}, section.title), content);
}

/** So many fields of a section are drawn at once; by title, how many are drawn by now. */
const chunk = 200;
const drawn = new Map<string, number>();

function fieldsView({ title, fields }: Fields, texts: Texts): HTMLElement {
  if (fields.length === 0) return element('p', { class: 'none' }, texts.none);
  const upTo = drawn.get(title) ?? chunk;
  const list = element('dl', {}, ...fields.slice(0, upTo).flatMap((field) => pair(field, texts)));
  const view = element('div', {}, list);
  if (fields.length > upTo) view.append(moreButton({ title, fields }, upTo, view, texts));
  return view;
}

function moreButton(section: Fields, upTo: number, view: HTMLElement, texts: Texts): HTMLElement {
  const rest = section.fields.length - upTo;
  return element(
    'button',
    {
      class: 'link',
      attributes: { type: 'button' },
      onClick: () => {
        drawn.set(section.title, upTo + chunk);
        view.replaceWith(fieldsView(section, texts));
      },
    },
    fill(texts.showMore, Math.min(rest, chunk), rest),
  );
}

function pair({ label, values, isCode }: Field, texts: Texts): readonly HTMLElement[] {
  return [
    element('dt', {}, label),
    element(
      'dd',
      isCode ? { class: 'code' } : {},
      ...values.map((value) => shownValue(value, label, texts)),
    ),
  ];
}

function tableView(section: Table, texts: Texts): HTMLElement {
  const { title, columns, rows } = section;
  return element(
    'div',
    { class: 'table', attributes: { role: 'region', 'aria-label': title, tabindex: 0 } },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map((column) => element('th', { attributes: { scope: 'col' } }, column)),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...row.map((value, index) =>
              element('td', {}, shownValue(value, columns[index] ?? title, texts)),
            ),
          ),
        ),
      ),
    ),
  );
}
