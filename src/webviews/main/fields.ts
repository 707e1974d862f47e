import type { Field, Section } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { element, fill } from './dom.ts';
import { shownValue } from './shown.ts';

type Fields = Pick<Extract<Section, { kind: 'fields' }>, 'title' | 'fields' | 'note'>;

/** How many fields of a section are drawn at once; by title, how many are drawn so far. */
const chunk = 200;
const drawn = new Map<string, number>();

/** Labels and their values; if there are many, the first ones and a button for more. */
export function fieldsView(
  { title, fields, note = null }: Fields,
  texts: DropletPanelTexts,
): HTMLElement {
  if (fields.length === 0) return element('p', { class: 'none' }, texts.none);
  const upTo = drawn.get(title) ?? chunk;
  const list = element(
    'dl',
    {},
    fields.slice(0, upTo).flatMap((field) => pair(field, texts)),
  );
  const view = element('div', {}, list);
  if (fields.length > upTo) view.append(moreButton({ title, fields, note }, upTo, view, texts));
  if (note !== null) view.append(element('p', { class: 'note' }, note));
  return view;
}

function moreButton(
  section: Fields,
  upTo: number,
  view: HTMLElement,
  texts: DropletPanelTexts,
): HTMLElement {
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

function pair({ label, values, isCode }: Field, texts: DropletPanelTexts): readonly HTMLElement[] {
  return [
    element('dt', {}, label),
    element(
      'dd',
      isCode ? { class: 'code' } : {},
      values.map((value) => shownValue(value, label, texts)),
    ),
  ];
}
