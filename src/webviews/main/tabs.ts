import { element, focusKey } from './dom.ts';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

/** A row of tabs, one of them selected; arrow keys, Home and End move through it. */
export function tabList<Id extends string>(
  label: string,
  tabs: readonly Tab<Id>[],
  selected: Id,
  onSelect: (id: Id) => void,
): HTMLElement {
  const buttons = tabs.map(({ id, label: text }) =>
    element(
      'button',
      {
        class: 'tab',
        attributes: {
          type: 'button',
          role: 'tab',
          id: tabId(id),
          'aria-selected': String(id === selected),
          // The panels of other tabs aren't in the page, so they can't be referenced.
          'aria-controls': id === selected ? panelId(id) : null,
          tabindex: id === selected ? 0 : -1,
          ...focusKey(`tab ${id}`),
        },
        onClick: () => onSelect(id),
      },
      text,
    ),
  );
  const list = element(
    'div',
    { class: 'tabs', attributes: { role: 'tablist', 'aria-label': label } },
    ...buttons,
  );
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const to = target(event.key, at, tabs.length);
    const tab = to === null ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    buttons[tabs.indexOf(tab)]?.focus();
    onSelect(tab.id);
  });
  return list;
}

/** The content of the selected tab. */
export function tabPanel(id: string, ...children: readonly Node[]): HTMLElement {
  return element(
    'div',
    {
      class: 'tab-panel',
      attributes: { role: 'tabpanel', id: panelId(id), 'aria-labelledby': tabId(id) },
    },
    ...children,
  );
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  return null;
}

function tabId(id: string): string {
  return `tab-${id}`;
}

function panelId(id: string): string {
  return `panel-${id}`;
}
