import { send } from './host.ts';

/**
 * Moves through a tree with the arrow keys like VS Code's own trees; Enter folds, or presses the
 * row's first button.
 */
export function listenToKeys(tree: HTMLElement): void {
  tree.addEventListener('focusin', ({ target }) => {
    const item = target instanceof HTMLElement ? target.closest('[role=treeitem]') : null;
    for (const other of tree.querySelectorAll('[role=treeitem][tabindex="0"]')) {
      other.setAttribute('tabindex', '-1');
    }
    item?.setAttribute('tabindex', '0');
  });
  tree.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.role !== 'treeitem') return;
    if (act(tree, target, event)) event.preventDefault();
  });
}

function act(tree: HTMLElement, item: HTMLElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return event.key === 'c' && copy(item);
  const expanded = item.getAttribute('aria-expanded');
  switch (event.key) {
    case 'ArrowDown':
      return move(tree, item, 1);
    case 'ArrowUp':
      return move(tree, item, -1);
    case 'Home':
      return focus(tree.querySelector('[role=treeitem]'));
    case 'End':
      return focus([...tree.querySelectorAll('[role=treeitem]')].at(-1));
    case 'ArrowRight':
      return expanded === 'false' ? fold(item) : expanded === 'true' && move(tree, item, 1);
    case 'ArrowLeft':
      return expanded === 'true' && item.classList.contains('foldable')
        ? fold(item)
        : focus(item.closest('.group')?.previousElementSibling);
    case 'Enter':
    case ' ':
      return expanded === null ? press(item) : fold(item);
  }
  return false;
}

function move(tree: HTMLElement, item: HTMLElement, by: number): boolean {
  const items = [...tree.querySelectorAll('[role=treeitem]')];
  return focus(items[items.indexOf(item) + by]);
}

function focus(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  return true;
}

function fold(item: HTMLElement): boolean {
  item.dispatchEvent(new Event('fold'));
  return true;
}

function press(item: HTMLElement): boolean {
  const button = item.querySelector<HTMLElement>('button.link');
  button?.click();
  return button !== null;
}

/** Copies the row's value, unless the user has selected text to copy. */
function copy(item: HTMLElement): boolean {
  const { pointer } = item.dataset;
  if (pointer === undefined || window.getSelection()?.isCollapsed === false) return false;
  send({ type: 'copyValue', pointer });
  return true;
}
