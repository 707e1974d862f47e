import type { Document, Texts } from '../protocol.ts';
import { element, fill, focusKey } from './dom.ts';
import { chunk, type Folding } from './folding.ts';
import { icon } from './icons.ts';
import { childrenOf, isContainer, splitAtHits, textOf, type JsonNode } from './jsonModel.ts';
import { hiddenByApi, revealButton } from './shown.ts';
import { send } from './host.ts';

/** What a tree is drawn from. */
export interface TreeSource {
  readonly document: Document;
  readonly folding: Folding;
  readonly query: string;
  readonly texts: Texts;
}

interface Drawing extends TreeSource {
  readonly secrets: ReadonlyMap<string, { readonly pointer: string; readonly isRevealed: boolean }>;
  readonly hidden: ReadonlySet<string>;
}

/** The document as a tree that reads like its text. Of large values only a part is drawn until more is asked for. */
export function jsonTree(source: TreeSource, label: string): HTMLElement {
  const { document } = source;
  const drawing: Drawing = {
    ...source,
    secrets: new Map(document.secrets.map((secret) => [secret.pointer, secret])),
    hidden: new Set(document.hidden),
  };
  const root = { pointer: '', key: null, value: document.json };
  const drawn = nodeOf(root, { level: 1, position: 1, siblings: 1 }, drawing);
  drawn.firstElementChild?.setAttribute('tabindex', '0');
  return element(
    'div',
    { class: 'tree', attributes: { role: 'tree', 'aria-label': label } },
    drawn,
  );
}

interface Standing {
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** A value: the line with its key is the item of the tree, what is inside and the closing bracket follow it. */
function nodeOf(node: JsonNode, standing: Standing, drawing: Drawing): HTMLElement {
  const { pointer, value } = node;
  const comma = standing.position < standing.siblings ? ',' : '';
  if (!isContainer(value) || childrenOf(node).length === 0) {
    return element(
      'div',
      { class: 'node' },
      lineOf(node, standing, null, ...leaf(node, comma, drawing)),
    );
  }
  const isOpen = drawing.folding.isOpen(pointer);
  const [opening, closing] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const rest = isOpen
    ? []
    : [element('span', { class: 'summary' }, summary(node, drawing)), closing, comma];
  const twistie = element('span', { class: 'twistie' }, pointer === '' ? null : icon('twistie'));
  const line = lineOf(node, standing, isOpen, twistie, ...keyOf(node, drawing), opening, ...rest);
  const drawn = element('div', { class: 'node' }, line);
  if (isOpen) drawn.append(...inside(node, standing, `${closing}${comma}`, drawing));
  if (pointer === '') return drawn;
  const fold = () => {
    drawing.folding.toggle(pointer);
    const again = nodeOf(node, standing, drawing);
    drawn.replaceWith(again);
    const first = again.firstElementChild;
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  };
  line.addEventListener('fold', fold);
  line.addEventListener('click', () => {
    if (window.getSelection()?.isCollapsed !== false) fold();
  });
  return drawn;
}

function lineOf(
  { pointer }: JsonNode,
  { level, position, siblings }: Standing,
  isOpen: boolean | null,
  ...content: readonly (Node | string | null)[]
): HTMLElement {
  return element(
    'div',
    {
      class: isOpen === null || pointer === '' ? 'line' : 'line foldable',
      attributes: {
        role: 'treeitem',
        'data-pointer': pointer,
        'aria-level': level,
        'aria-posinset': position,
        'aria-setsize': siblings,
        'aria-expanded': isOpen === null ? null : String(isOpen),
        tabindex: -1,
        ...focusKey(`json ${pointer}`),
      },
    },
    ...content,
  );
}

function inside(
  node: JsonNode,
  { level }: Standing,
  closing: string,
  drawing: Drawing,
): readonly HTMLElement[] {
  const group = element('div', { class: 'group' });
  draw(group, node, 0, level + 1, drawing);
  return [group, element('div', { class: 'line', attributes: { 'aria-hidden': 'true' } }, closing)];
}

/** Draws children from one on, as many as are to be drawn, and a button for the rest. */
function draw(
  group: HTMLElement,
  node: JsonNode,
  from: number,
  level: number,
  drawing: Drawing,
): void {
  const { folding, texts } = drawing;
  const children = childrenOf(node);
  const upTo = folding.drawn(node.pointer);
  group.append(
    ...children
      .slice(from, upTo)
      .map((child, index) =>
        nodeOf(child, { level, position: from + index + 1, siblings: children.length }, drawing),
      ),
  );
  const rest = children.length - upTo;
  if (rest <= 0) return;
  const next = Math.min(rest, chunk);
  const more = element(
    'button',
    {
      class: 'link more',
      attributes: { type: 'button' },
      onClick: () => {
        more.remove();
        folding.drawMore(node.pointer);
        draw(group, node, upTo, level, drawing);
      },
    },
    fill(texts.showMore, next, rest),
  );
  group.append(more);
}

function leaf(node: JsonNode, comma: string, drawing: Drawing): readonly (Node | string | null)[] {
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
    ...hits(clipped, query),
  );
  if (clipped.length === text.length) return [shown];
  const whole = element(
    'button',
    {
      class: 'link',
      attributes: { type: 'button' },
      onClick: () => {
        folding.drawWhole(pointer);
        shown.replaceChildren(...hits(text, query));
        whole.remove();
      },
    },
    fill(texts.showWhole, text.length),
  );
  return [shown, document.createTextNode('… '), whole];
}

function keyOf({ key }: JsonNode, { query }: Drawing): readonly Node[] {
  if (key === null) return [];
  return [
    element('span', { class: 'key' }, ...hits(textOf(key), query)),
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

function summary(node: JsonNode, { texts }: Drawing): string {
  const count = childrenOf(node).length;
  return fill(Array.isArray(node.value) ? texts.items : texts.entries, count);
}
