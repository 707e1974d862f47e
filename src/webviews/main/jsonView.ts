import type { Document } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { element, fill, focusKey } from './dom.ts';
import { canOpenAll, type Folding } from './folding.ts';
import { send } from './host.ts';
import { icon } from './icons.ts';
import { findMatches } from './jsonModel.ts';
import { jsonTree } from './jsonTree.ts';
import { listenToKeys } from './treeKeys.ts';

/** The droplet's JSON, with search, folding and copy. */
export class JsonView {
  readonly element: HTMLElement;
  readonly #document: Document;
  readonly #folding: Folding;
  readonly #texts: DropletPanelTexts;
  readonly #onSearch: (query: string) => void;
  readonly #input: HTMLInputElement;
  readonly #count: HTMLElement;
  #matches: readonly string[] = [];
  #at = 0;
  #tree: HTMLElement;

  constructor(
    document: Document,
    folding: Folding,
    query: string,
    texts: DropletPanelTexts,
    onSearch: (query: string) => void,
  ) {
    this.#document = document;
    this.#folding = folding;
    this.#texts = texts;
    this.#onSearch = onSearch;
    this.#input = this.#searchField(query);
    this.#count = element('span', { class: 'count', attributes: { role: 'status' } });
    this.#matches = findMatches(document.json, query);
    this.#tree = this.#draw();
    this.#tell();
    this.element = element('div', { class: 'json' }, this.#toolbar(), this.#tree);
  }

  focusSearch(): void {
    this.#input.focus();
    this.#input.select();
  }

  #searchField(query: string): HTMLInputElement {
    const texts = this.#texts;
    return element('input', {
      attributes: {
        type: 'search',
        'aria-label': texts.search,
        placeholder: texts.search,
        spellcheck: 'false',
        ...focusKey('search'),
      },
      set: (input) => {
        input.value = query;
        input.addEventListener('input', () => this.#search(input.value));
        input.addEventListener('keydown', (event) => {
          if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape' && input.value !== '') this.#search((input.value = ''));
          else return;
          event.preventDefault();
        });
      },
    });
  }

  #toolbar(): HTMLElement {
    const texts = this.#texts;
    const step = (name: 'previous' | 'next', label: string, by: number) =>
      element(
        'button',
        {
          class: 'icon-button',
          attributes: { type: 'button', title: label, 'aria-label': label, ...focusKey(name) },
          onClick: () => this.#go(by),
        },
        icon(name),
      );
    const fold = (isOpen: boolean) => () => {
      this.#folding.toggleAll(isOpen);
      this.#redraw();
    };
    return element(
      'div',
      { class: 'toolbar' },
      element(
        'div',
        { class: 'search', attributes: { role: 'search' } },
        this.#input,
        this.#count,
        step('previous', texts.previousMatch, -1),
        step('next', texts.nextMatch, 1),
      ),
      canOpenAll(this.#document.json) ? action(texts.expandAll, fold(true)) : null,
      action(texts.collapseAll, fold(false)),
      action(texts.copyJson, () => send({ type: 'copyJson' })),
    );
  }

  #draw(): HTMLElement {
    const tree = jsonTree(
      {
        document: this.#document,
        folding: this.#folding,
        query: this.#input.value,
        texts: this.#texts,
      },
      this.#texts.json,
    );
    listenToKeys(tree);
    return tree;
  }

  #redraw(): void {
    const tree = this.#draw();
    this.#tree.replaceWith(tree);
    this.#tree = tree;
  }

  #search(query: string): void {
    this.#matches = findMatches(this.#document.json, query);
    this.#at = 0;
    this.#onSearch(query);
    this.#redraw();
    this.#show();
  }

  #go(by: number): void {
    const count = this.#matches.length;
    if (count > 0) this.#at = (this.#at + by + count) % count;
    this.#show();
  }

  /** Scrolls to the current search match. */
  #show(): void {
    this.#tell();
    const pointer = this.#matches[this.#at];
    if (pointer === undefined) return;
    const selector = `[data-pointer="${CSS.escape(pointer)}"]`;
    if (!this.#tree.querySelector(selector)) {
      this.#folding.uncover(this.#document.json, pointer);
      this.#redraw();
    }
    for (const old of this.#tree.querySelectorAll('.at-match')) old.classList.remove('at-match');
    const line = this.#tree.querySelector(selector);
    line?.classList.add('at-match');
    line?.scrollIntoView({ block: 'center' });
  }

  #tell(): void {
    const count = this.#matches.length;
    if (this.#input.value === '') this.#count.textContent = '';
    else if (count === 0) this.#count.textContent = this.#texts.noMatches;
    else this.#count.textContent = fill(this.#texts.matches, this.#at + 1, count);
  }
}

function action(label: string, onClick: () => void): HTMLButtonElement {
  return element(
    'button',
    { class: 'secondary', attributes: { type: 'button', ...focusKey(label) }, onClick },
    label,
  );
}
