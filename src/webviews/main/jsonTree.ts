import { element, fill, focusKey, type Child } from './dom.ts';
import { rangeSize } from './folding.ts';
import { icon } from './icons.ts';
import { keyOf, leaf, type Drawing, type TreeSource } from './jsonLine.ts';
import { childrenOf, isContainer, sizeOf, type Container, type JsonNode } from './jsonModel.ts';

/**
 * The document as a tree that reads like its text. Draws only parts of large values until the
 * user asks for more.
 */
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

/**
 * A value: the line with its key is the tree item, followed by its content and the closing bracket.
 */
function nodeOf(node: JsonNode, standing: Standing, drawing: Drawing): HTMLElement {
  const { pointer, value } = node;
  const comma = standing.position < standing.siblings ? ',' : '';
  if (!isContainer(value) || sizeOf(value) === 0) {
    const line = lineOf(pointer, standing, null, leaf(node, comma, drawing));
    return element('div', { class: 'node' }, line);
  }
  const [opening, closing] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return foldable(pointer, standing, {
    isOpen: () => drawing.folding.isOpen(pointer),
    toggle: pointer === '' ? null : () => drawing.folding.toggle(pointer),
    head: (isOpen) => [
      ...keyOf(node, drawing),
      opening,
      ...(isOpen
        ? []
        : [element('span', { class: 'summary' }, summary(value, drawing)), closing, comma]),
    ],
    inside: () => [
      element('div', { class: 'group' }, childNodes(node, standing.level + 1, drawing)),
      element('div', { class: 'line', attributes: { 'aria-hidden': 'true' } }, closing, comma),
    ],
  });
}

/** Draws the children; those of a large value in ranges, which are drawn only when opened. */
function childNodes(node: JsonNode, level: number, drawing: Drawing): readonly HTMLElement[] {
  const children = childrenOf(node);
  const draw = (from: number, upTo: number, depth: number) =>
    children
      .slice(from, upTo)
      .map((child, index) =>
        nodeOf(
          child,
          { level: depth, position: from + index + 1, siblings: children.length },
          drawing,
        ),
      );
  if (children.length <= rangeSize) return draw(0, children.length, level);
  const { folding } = drawing;
  const ranges = Math.ceil(children.length / rangeSize);
  return Array.from({ length: ranges }, (_, index) => {
    const from = index * rangeSize;
    const upTo = Math.min(from + rangeSize, children.length);
    return foldable(
      null,
      { level, position: index + 1, siblings: ranges },
      {
        isOpen: () => folding.isRangeOpen(node.pointer, from),
        toggle: () => folding.toggleRange(node.pointer, from),
        head: () => [element('span', { class: 'summary' }, `${from} … ${upTo - 1}`)],
        inside: () => [element('div', { class: 'group' }, draw(from, upTo, level + 1))],
      },
    );
  });
}

interface Foldable {
  readonly isOpen: () => boolean;
  /** Null if it is always open. */
  readonly toggle: (() => void) | null;
  readonly head: (isOpen: boolean) => readonly (Node | string)[];
  readonly inside: () => readonly HTMLElement[];
}

function foldable(pointer: string | null, standing: Standing, fold: Foldable): HTMLElement {
  const isOpen = fold.isOpen();
  const { toggle } = fold;
  const twistie = element('span', { class: 'twistie' }, toggle ? icon('twistie') : null);
  const line = lineOf(pointer, standing, isOpen, [twistie, fold.head(isOpen)]);
  const node = element('div', { class: 'node' }, line, isOpen ? fold.inside() : []);
  if (!toggle) return node;
  line.classList.add('foldable');
  const onFold = () => {
    toggle();
    const again = foldable(pointer, standing, fold);
    node.replaceWith(again);
    const first = again.firstElementChild;
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  };
  line.addEventListener('fold', onFold);
  line.addEventListener('click', () => {
    if (window.getSelection()?.isCollapsed !== false) onFold();
  });
  return node;
}

function lineOf(
  pointer: string | null,
  { level, position, siblings }: Standing,
  isOpen: boolean | null,
  content: readonly Child[],
): HTMLElement {
  return element(
    'div',
    {
      class: 'line',
      attributes: {
        role: 'treeitem',
        'data-pointer': pointer,
        'aria-level': level,
        'aria-posinset': position,
        'aria-setsize': siblings,
        'aria-expanded': isOpen === null ? null : String(isOpen),
        tabindex: -1,
        ...(pointer === null ? {} : focusKey(`json ${pointer}`)),
      },
    },
    content,
  );
}

function summary(value: Container, { texts }: Drawing): string {
  const size = sizeOf(value);
  if (size === 1) return Array.isArray(value) ? texts.item : texts.entry;
  return fill(Array.isArray(value) ? texts.items : texts.entries, size);
}
