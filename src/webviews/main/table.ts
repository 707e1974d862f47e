import { element } from './dom.ts';

/** A table in its own region, which scrolls sideways and is reachable by keyboard. */
export function tableView(
  { columns, title }: { readonly columns: readonly string[]; readonly title: string },
  rows: readonly HTMLElement[],
  classes = 'table',
): HTMLElement {
  const heads = columns.map((column) => element('th', { attributes: { scope: 'col' } }, column));
  return element(
    'div',
    { class: classes, attributes: { role: 'region', 'aria-label': title, tabindex: 0 } },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, heads)),
      element('tbody', {}, rows),
    ),
  );
}
