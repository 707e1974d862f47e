import type { Json } from '../../cloudfoundry/json.ts';
import { childrenOf, isLargerThan, pathOf, type JsonNode } from './jsonModel.ts';

/** Documents with up to this many values are initially open. */
const openAtFirst = 2000;
/** A value with more children than this shows them in ranges of this size, initially closed. */
export const rangeSize = 200;
/** How many characters of a text are initially drawn. */
const longText = 2000;

/**
 * What is open in a document, and how much of its long lists and texts is drawn. Stays when the
 * document changes.
 */
export class Folding {
  #opensAll: boolean;
  readonly #toggled = new Set<string>();
  readonly #ranges = new Set<string>();
  readonly #whole = new Set<string>();

  constructor(root: Json) {
    this.#opensAll = canOpenAll(root);
  }

  isOpen(pointer: string): boolean {
    return pointer === '' || this.#opensAll !== this.#toggled.has(pointer);
  }

  toggle(pointer: string): void {
    if (!this.#toggled.delete(pointer)) this.#toggled.add(pointer);
  }

  toggleAll(isOpen: boolean): void {
    this.#opensAll = isOpen;
    this.#toggled.clear();
  }

  /** Whether the range of a value's children that starts at `from` is open. */
  isRangeOpen(pointer: string, from: number): boolean {
    return this.#ranges.has(`${from} ${pointer}`);
  }

  toggleRange(pointer: string, from: number): void {
    const range = `${from} ${pointer}`;
    if (!this.#ranges.delete(range)) this.#ranges.add(range);
  }

  /** The part of a text that is drawn. */
  clip(pointer: string, text: string): string {
    return this.#whole.has(pointer) ? text : text.slice(0, longText);
  }

  drawWhole(pointer: string): void {
    this.#whole.add(pointer);
  }

  /** Opens everything that hides a place. */
  uncover(root: Json, pointer: string): void {
    let node: JsonNode = { pointer: '', key: null, value: root };
    for (const step of pathOf(pointer).slice(1)) {
      const children = childrenOf(node);
      const index = children.findIndex((child) => child.pointer === step);
      const child = children[index];
      if (!child) return;
      if (!this.isOpen(node.pointer)) this.toggle(node.pointer);
      const from = Math.floor(index / rangeSize) * rangeSize;
      if (!this.isRangeOpen(node.pointer, from)) this.toggleRange(node.pointer, from);
      node = child;
    }
  }
}

/** Whether a document is small enough to draw all of it. */
export function canOpenAll(root: Json): boolean {
  return !isLargerThan(root, openAtFirst);
}
