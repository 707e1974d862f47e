import type { Band, Bar, DayView, EntryView, FromHistory } from '../historyProtocol.ts';
import type { HistoryTexts } from '../../wording/history/texts.ts';
import { element, focusKey } from './dom.ts';
import { icon } from './icons.ts';
import { emptyLanes, entryLanes } from './lanes.ts';

type Send = (message: FromHistory) => void;

interface DrawnDay {
  readonly json: string;
  readonly node: HTMLElement;
}

/** Reuses drawn days that haven't changed: in a long history, only new ones are drawn. */
export class DrawnDays {
  readonly #send: Send;
  #drawn: ReadonlyMap<string, DrawnDay> = new Map();

  constructor(send: Send) {
    this.#send = send;
  }

  draw(days: readonly DayView[]): readonly HTMLElement[] {
    const drawn = new Map<string, DrawnDay>();
    for (const day of days) {
      const json = JSON.stringify(day);
      const before = this.#drawn.get(day.id);
      const node = before?.json === json ? before.node : dayView(day, this.#send);
      drawn.set(day.id, { json, node });
    }
    this.#drawn = drawn;
    return [...drawn.values()].map(({ node }) => node);
  }
}

function dayView(day: DayView, send: Send): HTMLElement {
  const [newest] = day.entries;
  return element(
    'section',
    { class: 'day' },
    element(
      'div',
      { class: 'row day-title' },
      newest ? emptyLanes(newest.band, continuing(newest.bars)) : null,
      element('h2', {}, day.title),
      element('span', { class: 'age' }, day.age),
    ),
    element(
      'ol',
      { class: 'entries' },
      day.entries.map((entry) => entryView(entry, send)),
    ),
  );
}

/** The bars that continue above an entry. */
function continuing(bars: readonly Bar[]): readonly Bar[] {
  return bars.flatMap(({ column, mark, isEnd }) =>
    isEnd ? [] : [{ column, mark, isStart: false, isEnd }],
  );
}

function entryView(entry: EntryView, send: Send): HTMLElement {
  const { id, canOpen, goBack } = entry;
  return element(
    'li',
    {
      class: `row entry ${entry.kind}`,
      attributes: { 'data-entry': id, 'data-droplet': entry.droplet },
    },
    entryLanes(entry),
    element(
      'button',
      {
        class: 'entry-main',
        attributes: {
          type: 'button',
          tabindex: -1,
          'aria-disabled': canOpen ? null : 'true',
          ...focusKey(`entry ${id}`),
        },
        onClick: () => {
          if (canOpen) send({ type: 'open', id });
        },
      },
      element(
        'span',
        { class: 'headline' },
        element('span', { class: 'entry-title' }, entry.title),
        ' ',
        element('span', { class: `word ${entry.mark}` }, wordOf(entry)),
        ' ',
        entry.iso === null
          ? null
          : element('time', { attributes: { datetime: entry.iso } }, entry.clock),
      ),
      ' ',
      element('span', { class: 'summary-line' }, entry.summary),
      element('span', { class: 'for-screen-readers' }, ` ${currentThen(entry)}`),
    ),
    goBack
      ? element(
          'button',
          {
            class: 'link go-back',
            attributes: {
              type: 'button',
              tabindex: -1,
              title: goBack.description,
              ...focusKey(`go back ${id}`),
            },
            onClick: () => send({ type: 'goBack', id }),
          },
          goBack.label,
        )
      : null,
  );
}

/** The status; with an icon if the user should notice it. */
function wordOf({ mark, word }: EntryView): readonly (Node | string)[] {
  return mark === 'failed' || mark === 'running' ? [icon(mark), word] : [word];
}

/** What the band shows, as text. */
function currentThen({ details }: EntryView): string {
  const last = details.at(-1);
  return last ? `${last.label}: ${last.value}` : '';
}

/** The newest end of the timeline: the current state. */
export function nowRow(text: string, band: Band, newest: EntryView | undefined): HTMLElement {
  return element(
    'div',
    { class: 'row now' },
    emptyLanes(band, newest ? continuing(newest.bars) : []),
    element('p', {}, text),
  );
}

/** The oldest end: a button for older entries, or a text that there are none. */
export function olderRow(
  texts: HistoryTexts,
  state: { readonly hasOlder: boolean; readonly isLoading: boolean },
  oldest: EntryView | undefined,
  send: Send,
): HTMLElement {
  const { hasOlder, isLoading } = state;
  return element(
    'div',
    { class: 'row older' },
    oldest ? emptyLanes(oldest.bandBefore, []) : null,
    hasOlder
      ? element(
          'button',
          {
            class: 'secondary',
            attributes: {
              type: 'button',
              'aria-disabled': isLoading ? 'true' : null,
              ...focusKey('older'),
            },
            onClick: () => {
              if (!isLoading) send({ type: 'loadOlder' });
            },
          },
          isLoading ? texts.loadingOlder : texts.loadOlder,
        )
      : element('p', { class: 'none' }, oldest ? texts.beginning : texts.nothing),
  );
}
