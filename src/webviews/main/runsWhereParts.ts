import type { ColumnView, FacetGroup, FacetView, FromRunsWhere } from '../runsWhereProtocol.ts';
import { element, focusKey } from './dom.ts';

type Send = (message: FromRunsWhere) => void;

/** Buttons that count rows, and narrow the table to what they count. */
export function facetGroup(
  { facets, field, label: name, more }: FacetGroup,
  send: Send,
): HTMLElement {
  return element(
    'div',
    { class: 'facets', attributes: { role: 'group', 'aria-label': name } },
    element('span', {}, name),
    element(
      'div',
      {},
      facets.map((facet) => facetButton(field, facet, send)),
      more === ''
        ? null
        : element(
            'button',
            {
              class: 'link',
              attributes: { type: 'button', ...focusKey(`more ${field}`) },
              onClick: () => send({ type: 'showAll', field }),
            },
            more,
          ),
    ),
  );
}

function facetButton(
  field: FacetGroup['field'],
  { count, isPressed, text, value }: FacetView,
  send: Send,
): HTMLElement {
  const content = [text, ' ', element('span', { class: 'amount' }, count)];
  if (value === null) return element('span', { class: 'facet' }, content);
  return element(
    'button',
    {
      class: 'facet',
      attributes: {
        type: 'button',
        'aria-pressed': String(isPressed),
        ...focusKey(`${field} ${value}`),
      },
      onClick: () => send({ type: 'toggle', field, value }),
    },
    content,
  );
}

/** The headings of the columns, which sort the table. */
export function headRow(columns: readonly ColumnView[], send: Send): HTMLElement {
  return element(
    'div',
    { class: 'head-row', attributes: { role: 'row', 'aria-rowindex': 1 } },
    columns.map(({ id, label: name, sort }) =>
      element(
        'div',
        { class: `cell of-${id}`, attributes: { role: 'columnheader', 'aria-sort': sort } },
        element(
          'button',
          {
            attributes: { type: 'button', ...focusKey(`sort ${id}`) },
            onClick: () => send({ type: 'sort', column: id }),
          },
          element('span', {}, name),
        ),
      ),
    ),
  );
}
