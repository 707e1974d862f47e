import { mostRows, type RowView, type RunsWhereContent } from '../runsWhereProtocol.ts';
import type { RunsWhereTexts } from '../../wording/runsWhere/texts.ts';
import { element, fill } from './dom.ts';
import { icon } from './icons.ts';

/** Pixels; a row's `height` in the style sheet. */
const rowHeight = 28;

/** Rows above and below those in sight. */
const margin = 6;

type Content = RunsWhereContent & { readonly texts: RunsWhereTexts };

interface Wishes {
  readonly ask: (from: number) => void;
  readonly open: (guid: string) => void;
  readonly reveal: (guid: string) => void;
}

/**
 * The rows of a table, of which only those in sight are in the page. The arrow keys move from row to
 * row; the one with the focus stays even if it is scrolled away.
 */
export class RowGrid {
  readonly element = element('div', { class: 'rows', attributes: { role: 'rowgroup' } });
  readonly #scroller: HTMLElement;
  readonly #wishes: Wishes;
  /** By index. */
  readonly #rows = new Map<number, HTMLElement>();
  #content: Content | null = null;
  #active = 0;
  /** The first row of what was asked for, until it arrives. */
  #asked: number | null = null;

  /** @param scroller what the rows are in, below a head that stays */
  constructor(scroller: HTMLElement, wishes: Wishes) {
    this.#scroller = scroller;
    this.#wishes = wishes;
    scroller.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(scroller);
    this.element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.#act(event.key, event.target)) event.preventDefault();
    });
    this.element.addEventListener('focusin', ({ target }) => {
      this.#active = indexOf(target) ?? this.#active;
      this.#setReachable();
    });
    this.element.addEventListener('click', ({ target }) => this.#open(target));
  }

  update(content: Content): void {
    this.#content = content;
    this.#asked = null;
    this.#active = Math.min(this.#active, Math.max(0, content.total - 1));
    this.element.style.height = `${content.total * rowHeight}px`;
    this.#draw();
  }

  /** Back to the first row. */
  toTop(): void {
    this.#active = 0;
    this.#scroller.scrollTop = 0;
  }

  #draw(): void {
    const content = this.#content;
    if (!content) return;
    const { clientHeight, scrollTop } = this.#scroller;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    const end = Math.min(content.total, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin);
    for (const [index, row] of this.#rows) {
      const isKept = index < content.total && row.contains(document.activeElement);
      if ((index >= first && index < end) || isKept) continue;
      row.remove();
      this.#rows.delete(index);
    }
    for (let index = first; index < end; index += 1) this.#place(index);
    for (const [index, row] of this.#rows) this.#fill(row, index, content);
    this.#setReachable();
    const { from, rows } = content;
    const isThere = first >= from && end <= from + rows.length;
    if (isThere || end - first > mostRows || this.#asked !== null) return;
    this.#asked = first;
    this.#wishes.ask(first);
  }

  /** In order, for screen readers. */
  #place(index: number): void {
    if (this.#rows.has(index)) return;
    const row = element('div', {
      class: 'row',
      attributes: { role: 'row', 'aria-rowindex': index + 2, 'data-index': index },
    });
    row.style.top = `${index * rowHeight}px`;
    const next = [...this.element.children].find((other) => (indexOf(other) ?? 0) > index);
    this.element.insertBefore(row, next ?? null);
    this.#rows.set(index, row);
  }

  #fill(row: HTMLElement, index: number, { columns, from, rows, texts }: Content): void {
    const view = rows[index - from];
    const key = view ? JSON.stringify(view) : '';
    // What isn't there yet keeps its last content.
    if (row.dataset['key'] === key || (!view && row.dataset['key'] !== undefined)) return;
    row.dataset['key'] = key;
    row.classList.toggle('opens', view?.canOpen ?? false);
    const hadFocus = row.contains(document.activeElement) && document.activeElement !== row;
    row.replaceChildren(
      ...columns.map(({ id }, at) =>
        element(
          'div',
          { class: `cell of-${id}`, attributes: { role: 'gridcell' } },
          view ? cell(view, at) : '…',
          view && at === 0 ? this.#revealButton(view, texts) : null,
        ),
      ),
    );
    if (hadFocus) row.focus({ preventScroll: true });
  }

  #revealButton({ guid, name }: RowView, texts: RunsWhereTexts): HTMLElement {
    return element(
      'button',
      {
        class: 'icon-button',
        attributes: { type: 'button', 'aria-label': fill(texts.reveal, name), tabindex: -1 },
        onClick: (event) => {
          event.stopPropagation();
          this.#wishes.reveal(guid);
        },
        set: (button) => (button.title = fill(texts.reveal, name)),
      },
      icon('reveal'),
    );
  }

  /** One row is in the order of the Tab key: the active one, or else the first in sight. */
  #setReachable(): void {
    const reachable = this.#rows.get(this.#active) ?? this.#rows.values().next().value;
    for (const row of this.#rows.values()) {
      const tabIndex = row === reachable ? 0 : -1;
      row.tabIndex = tabIndex;
      for (const button of row.querySelectorAll('button')) button.tabIndex = tabIndex;
    }
  }

  #act(key: string, target: EventTarget | null): boolean {
    const at = indexOf(target);
    if (at === null) return false;
    const row = this.#rows.get(at);
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / rowHeight) - 2);
    switch (key) {
      case 'ArrowDown':
        return this.#moveTo(at + 1);
      case 'ArrowUp':
        return this.#moveTo(at - 1);
      case 'PageDown':
        return this.#moveTo(at + page);
      case 'PageUp':
        return this.#moveTo(at - page);
      case 'Home':
        return this.#moveTo(0);
      case 'End':
        return this.#moveTo(Number.POSITIVE_INFINITY);
      case 'ArrowRight':
        row?.querySelector('button')?.focus();
        return true;
      case 'ArrowLeft':
        row?.focus();
        return true;
      case 'Enter':
        return target === row && this.#open(target);
    }
    return false;
  }

  #moveTo(wanted: number): boolean {
    const total = this.#content?.total ?? 0;
    const index = Math.max(0, Math.min(wanted, total - 1));
    const { clientHeight, scrollTop } = this.#scroller;
    const room = clientHeight - (this.#scroller.firstElementChild?.clientHeight ?? 0);
    const top = index * rowHeight;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + rowHeight > scrollTop + room) this.#scroller.scrollTop = top + rowHeight - room;
    this.#draw();
    const row = this.#rows.get(index);
    row?.focus({ preventScroll: true });
    // The page scrolls too if the window is small.
    row?.scrollIntoView({ block: 'nearest' });
    return true;
  }

  #open(target: EventTarget | null): boolean {
    const index = indexOf(target);
    const { from, rows } = this.#content ?? { from: 0, rows: [] };
    const view = index === null ? undefined : rows[index - from];
    if (view?.canOpen) this.#wishes.open(view.guid);
    return true;
  }
}

function cell({ cells }: RowView, at: number): HTMLElement {
  const { text, title } = cells[at] ?? { text: '', title: '' };
  return element('span', { attributes: { title: title || null } }, text);
}

function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
  return row ? Number(row.dataset['index']) : null;
}
