/** Nested instead of spread: engines limit the number of arguments. */
export type Child = Node | string | null | readonly Child[];

interface Options<K extends keyof HTMLElementTagNameMap> {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean | null>>;
  readonly onClick?: (event: MouseEvent) => void;
  /** Called with the element, for what attributes can't express. */
  readonly set?: (element: HTMLElementTagNameMap[K]) => void;
}

/**
 * Builds an element. Texts become text nodes: nothing from a foundation is ever parsed as markup.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: Options<K>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (options.class !== undefined) made.className = options.class;
  for (const [attribute, value] of Object.entries(options.attributes ?? {})) {
    if (value === null || value === false) continue;
    made.setAttribute(attribute, value === true ? '' : String(value));
  }
  const target: HTMLElement = made;
  if (options.onClick) target.addEventListener('click', options.onClick);
  appendAll(made, children);
  options.set?.(made);
  return made;
}

/** Appends any number of children. */
export function appendAll(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else if (child !== null) appendAll(parent, child);
  }
}

/** Fills in `{0}`, `{1}` … of a localized text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (place, index: string) =>
    String(values[Number(index)] ?? place),
  );
}

/** Marks an element by a stable name, so that it gets the focus again after a rebuild. */
export function focusKey(key: string): Record<string, string> {
  return { 'data-focus': key };
}

/** A button with a text; `key` works like in `focusKey`. */
export function button(
  label: string,
  rank: 'primary' | 'secondary',
  key: string,
  onClick: () => void,
): HTMLButtonElement {
  return element(
    'button',
    { class: rank, attributes: { type: 'button', ...focusKey(key) }, onClick },
    label,
  );
}

/** Rebuilds the page, keeping focus and scroll position: `build` replaces the content of `root`. */
export function rebuild(root: HTMLElement, build: () => readonly Node[]): void {
  const key = document.activeElement?.getAttribute('data-focus') ?? null;
  const { scrollX, scrollY } = window;
  const built = build();
  root.replaceChildren();
  appendAll(root, built);
  window.scrollTo(scrollX, scrollY);
  if (key === null) return;
  const again = root.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}
