import type { Document } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { appendAll, element, fill } from './dom.ts';
import type { Folding } from './folding.ts';
import { send } from './host.ts';
import { icon } from './icons.ts';
import { isContainer, splitAtHits, textOf, type JsonNode } from './jsonModel.ts';
import { hiddenByApi, revealButton } from './shown.ts';

/** The data that a tree is drawn from. */
export interface TreeSource {
  readonly document: Document;
  readonly folding: Folding;
  readonly query: string;
  readonly texts: DropletPanelTexts;
}

export interface Drawing extends TreeSource {
  readonly secrets: ReadonlyMap<string, { readonly pointer: string; readonly isRevealed: boolean }>;
  readonly hidden: ReadonlySet<string>;
}

/** The rest of the line of a value without children. */
export function leaf(
  node: JsonNode,
  comma: string,
  drawing: Drawing,
): readonly (Node | string | null)[] {
  const { pointer, key, value } = node;
  const { texts, secrets, hidden } = drawing;
  const secret = secrets.get(pointer);
  const name = key ?? pointer;
  return [
    ...keyOf(node, drawing),
    ...valueOf(node, secret !== undefined && !secret.isRevealed, drawing),
    comma,
    secret ? ' ' : null,
    secret ? revealButton(secret, name, texts, { tabindex: -1 }) : null,
    hidden.has(pointer) ? hiddenByApi(texts) : null,
    value === null ? null : copyButton(pointer, fill(texts.copyValue, name)),
  ];
}

function copyButton(pointer: string, label: string): HTMLElement {
  return element(
    'button',
    {
      class: 'copy',
      attributes: { type: 'button', tabindex: -1, title: label, 'aria-label': label },
      onClick: () => send({ type: 'copyValue', pointer }),
    },
    icon('copy'),
  );
}

function valueOf(node: JsonNode, isMasked: boolean, drawing: Drawing): readonly Node[] {
  const { pointer, value } = node;
  const { folding, query, texts } = drawing;
  if (isContainer(value)) {
    return [document.createTextNode(Array.isArray(value) ? '[]' : '{}')];
  }
  const text = textOf(value);
  const clipped = folding.clip(pointer, text);
  const shown = element(
    'span',
    { class: isMasked ? 'masked' : kindOf(value) },
    hits(clipped, query),
  );
  if (clipped.length === text.length) return [shown];
  const whole = element(
    'button',
    {
      class: 'link',
      attributes: { type: 'button' },
      onClick: () => {
        folding.drawWhole(pointer);
        shown.replaceChildren();
        appendAll(shown, hits(text, query));
        whole.remove();
      },
    },
    fill(texts.showWhole, text.length),
  );
  return [shown, document.createTextNode('… '), whole];
}

/** The key as JSON writes it; empty for list elements. */
export function keyOf({ key }: JsonNode, { query }: Drawing): readonly Node[] {
  if (key === null) return [];
  return [
    element('span', { class: 'key' }, hits(textOf(key), query)),
    document.createTextNode(': '),
  ];
}

function hits(text: string, query: string): readonly (Node | string)[] {
  return splitAtHits(text, query).map((part, index) =>
    index % 2 === 1 ? element('mark', {}, part) : part,
  );
}

function kindOf(value: string | number | boolean | null): string {
  return value === null ? 'null' : typeof value;
}
