import type { ShownValue } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { element, fill, focusKey } from './dom.ts';
import { send } from './host.ts';
import { icon } from './icons.ts';

/** A value: its text and, for a secret, the button that reveals or hides it. */
export function shownValue(value: ShownValue, name: string, texts: DropletPanelTexts): HTMLElement {
  switch (value.kind) {
    case 'text':
      return element('span', { class: 'value' }, value.text);
    case 'none':
      return element('span', { class: 'value none' }, value.text);
    case 'hidden':
      return element(
        'span',
        { class: 'value' },
        element('span', { class: 'api-mark' }, value.text),
        ' ',
        hiddenByApi(texts),
      );
    case 'secret':
      return element(
        'span',
        { class: 'value' },
        element(
          'span',
          {
            class: value.isRevealed ? 'revealed' : 'masked',
            attributes: { title: value.isRevealed ? null : texts.secret },
          },
          value.text,
        ),
        ' ',
        revealButton(value, name, texts),
      );
  }
}

/** Says that the API, not this extension, withholds a value. */
export function hiddenByApi(texts: DropletPanelTexts): HTMLElement {
  return element(
    'span',
    { class: 'hidden-by-api', attributes: { title: texts.hiddenByApiTooltip } },
    icon('hidden'),
    texts.hiddenByApi,
  );
}

/** Reveals or hides one secret. `name` tells screen readers which. */
export function revealButton(
  secret: { readonly pointer: string; readonly isRevealed: boolean },
  name: string,
  texts: DropletPanelTexts,
  attributes: Readonly<Record<string, string | number>> = {},
): HTMLButtonElement {
  const { pointer, isRevealed } = secret;
  return element(
    'button',
    {
      class: 'link',
      attributes: {
        type: 'button',
        'aria-label': fill(isRevealed ? texts.hideNamed : texts.revealNamed, name),
        // The same secret may appear in several places.
        ...focusKey(`secret ${pointer} ${name}`),
        ...attributes,
      },
      onClick: (event) => {
        event.stopPropagation();
        send({ type: isRevealed ? 'hide' : 'reveal', pointer });
      },
    },
    isRevealed ? texts.hide : texts.reveal,
  );
}
