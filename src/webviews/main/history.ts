import { isToHistory } from '../historyMessages.ts';
import type {
  EntryView,
  FromHistory,
  HistoryContent,
  HistoryPanelState,
  HistoryPanelView,
} from '../historyProtocol.ts';
import { button, element } from './dom.ts';
import { Page, placeLine, refreshButton, type Drawn } from './frame.ts';
import { HistoryFocus } from './historyFocus.ts';
import { DrawnDays, nowRow, olderRow } from './historyList.ts';
import { icon } from './icons.ts';
import { legendMark } from './lanes.ts';
import { vscodeApi } from './vscodeApi.ts';

type ShownView = Extract<HistoryPanelView, { type: 'shown' }>;

const page = new Page<HistoryPanelState, HistoryContent>({
  class: 'page history',
  isMessage: isToHistory,
  header,
  shown: shownBody,
  announceFor: 8000,
});
const list = element('div', { class: 'time-line' });
// It scrolls in a narrow panel, so the keyboard must be able to reach it.
const details = element('aside', { class: 'details', attributes: { tabindex: 0 } });
const days = new DrawnDays(send);

let entries = new Map<string, EntryView>();

const focus = new HistoryFocus(list, readActive(), (id) => {
  showDetails(id);
  vscodeApi.setState({ active: focus.active });
});

function send(message: FromHistory): void {
  vscodeApi.postMessage(message);
}

/** The entry that was active before the panel was hidden. */
function readActive(): string | null {
  const state = vscodeApi.getState();
  const { active }: { active?: unknown } = typeof state === 'object' && state !== null ? state : {};
  return typeof active === 'string' ? active : null;
}

function header({ header: place, texts }: HistoryPanelView): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element('h1', {}, place.app),
      element('span', { class: 'state' }, texts.history),
      refreshButton(texts.refresh, 'secondary'),
    ),
    placeLine(place),
  );
}

function shownBody(shown: ShownView): Drawn {
  const isAtEnd = document.activeElement?.getAttribute('data-focus') === 'older';
  const before = entries.size;
  const { texts, busy, hasOlder, now } = shown;
  const all = shown.days.flatMap((day) => day.entries);
  entries = new Map(all.map((entry) => [entry.id, entry]));
  list.replaceChildren(
    nowRow(now.text, now.band, all[0]),
    ...days.draw(shown.days),
    olderRow(texts, { hasOlder, isLoading: busy === 'older' }, all.at(-1), send),
  );
  details.setAttribute('aria-label', texts.details);
  return {
    body: [
      ...(busy === 'all' || busy === 'missing' ? [element('div', { class: 'progress' })] : []),
      ...notices(shown),
      legend(shown),
      element('div', { class: 'columns' }, list, details),
    ],
    afterwards: () => {
      focus.refresh();
      // The button disappears with the last page: continue at the first entry that it loaded.
      if (isAtEnd && !list.contains(document.activeElement)) focus.moveTo(before);
      showDetails(focus.shown);
    },
  };
}

function notices({ notices: all, texts, busy }: ShownView): readonly HTMLElement[] {
  if (all.length === 0) return [];
  const canRetry = all.some((notice) => notice.canRetry);
  return [
    element(
      'div',
      { class: 'notice', attributes: { role: canRetry ? 'alert' : 'note' } },
      icon('notice'),
      element(
        'ul',
        {},
        all.map(({ text }) => element('li', {}, text)),
      ),
      canRetry && busy === null
        ? button(texts.retry, 'secondary', 'retry', () => send({ type: 'retry' }))
        : null,
    ),
  ];
}

function legend({ texts }: ShownView): HTMLElement {
  const lanes = [
    ['current', texts.currentLane],
    ['droplet', texts.dropletLane],
    ['assignment', texts.assignmentLane],
    ['deployment', texts.deploymentLane],
    ['revision', texts.revisionLane],
  ] as const;
  return element(
    'ul',
    { class: 'legend', attributes: { 'aria-label': texts.lanes } },
    ...lanes.map(([kind, text]) => element('li', {}, legendMark(kind), text)),
  );
}

/** Shows an entry's details next to the list, and highlights entries of the same droplet. */
function showDetails(id: string | null): void {
  const { view } = page;
  if (view?.type !== 'shown') return;
  const entry = id === null ? undefined : entries.get(id);
  const { texts } = view;
  details.replaceChildren(
    ...(entry
      ? [
          element('h2', {}, entry.title),
          entry.word === '' ? '' : element('p', { class: 'word' }, icon(entry.mark), entry.word),
          element('dl', {}, entry.details.flatMap(detailRow)),
        ]
      : [element('p', { class: 'none' }, texts.noDetails)]),
    element('p', { class: 'keys' }, texts.keys),
  );
  for (const other of list.querySelectorAll('.looked-at')) other.classList.remove('looked-at');
  for (const other of list.querySelectorAll('.related')) other.classList.remove('related');
  if (!entry) return;
  list.querySelector(`[data-entry="${CSS.escape(entry.id)}"]`)?.classList.add('looked-at');
  if (entry.droplet === null) return;
  const same = `[data-droplet="${CSS.escape(entry.droplet)}"]`;
  for (const other of list.querySelectorAll(same)) other.classList.add('related');
}

function detailRow({ label, value, isCode }: EntryView['details'][number]): readonly HTMLElement[] {
  return [element('dt', {}, label), element('dd', isCode ? { class: 'code' } : {}, value)];
}

export function startHistory(): void {
  page.start();
}
