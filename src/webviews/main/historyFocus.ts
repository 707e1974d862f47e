/**
 * Moves through the entries with the arrow keys, and determines which one to show: the one under
 * the mouse, or else the one that has or last had the focus.
 */
export class HistoryFocus {
  readonly #list: HTMLElement;
  readonly #onChange: (id: string | null) => void;
  #active: string | null;
  #hovered: string | null = null;

  /** @param active the entry where the arrow keys start; null for the first */
  constructor(list: HTMLElement, active: string | null, onChange: (id: string | null) => void) {
    this.#list = list;
    this.#active = active;
    this.#onChange = onChange;
    list.addEventListener('keydown', (event) => {
      // Keyboard users don't look at where the mouse happens to be.
      this.#hover(null);
      if (!event.ctrlKey && !event.metaKey && !event.altKey && this.#act(event.key, event.target)) {
        event.preventDefault();
      }
    });
    list.addEventListener('focusin', ({ target }) => {
      const entry = entryOf(target);
      if (entry) this.#activate(entry);
    });
    list.addEventListener('mousemove', ({ target }) => this.#hover(idOf(entryOf(target))));
    list.addEventListener('mouseleave', () => this.#hover(null));
  }

  get active(): string | null {
    return this.#active;
  }

  /** The entry to show. */
  get shown(): string | null {
    return this.#hovered ?? this.#active;
  }

  /** Makes one entry reachable by the Tab key, after the list was drawn. */
  refresh(): void {
    const entries = this.#entries;
    const active = entries.find((entry) => idOf(entry) === this.#active) ?? entries[0];
    for (const entry of entries) setReachable(entry, entry === active);
  }

  /** Focuses an entry, counted from the newest; the last one if there are fewer. */
  moveTo(index: number): void {
    const entries = this.#entries;
    focus(mainOf(entries[index] ?? entries.at(-1)));
  }

  #activate(entry: HTMLElement): void {
    for (const other of this.#list.querySelectorAll<HTMLElement>('.entry.active')) {
      if (other !== entry) setReachable(other, false);
    }
    setReachable(entry, true);
    this.#active = idOf(entry);
    this.#onChange(this.shown);
  }

  #hover(id: string | null): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.#onChange(this.shown);
  }

  get #entries(): readonly HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('.entry')];
  }

  #act(key: string, target: EventTarget | null): boolean {
    const entry = entryOf(target);
    if (!entry) return false;
    const entries = this.#entries;
    const at = entries.indexOf(entry);
    switch (key) {
      case 'ArrowDown':
        return focus(mainOf(entries[at + 1]) ?? this.#list.querySelector('.older button'));
      case 'ArrowUp':
        return focus(mainOf(entries[at - 1]));
      case 'Home':
        return focus(mainOf(entries[0]));
      case 'End':
        return focus(mainOf(entries.at(-1)));
      case 'ArrowRight':
        return focus(entry.querySelector('.go-back'));
      case 'ArrowLeft':
        return focus(mainOf(entry));
    }
    return false;
  }
}

function entryOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.entry') : null;
}

function idOf(entry: HTMLElement | null): string | null {
  return entry?.dataset['entry'] ?? null;
}

function mainOf(entry: HTMLElement | undefined): Element | null {
  return entry?.querySelector('.entry-main') ?? null;
}

function setReachable(entry: HTMLElement, isActive: boolean): void {
  entry.classList.toggle('active', isActive);
  for (const button of entry.querySelectorAll('button')) button.tabIndex = isActive ? 0 : -1;
}

function focus(target: Element | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'nearest' });
  return true;
}
