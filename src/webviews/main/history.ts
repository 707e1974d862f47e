import { isToHistory } from '../historyMessages.ts';
import type { EntryView, FromHistory, ToHistory } from '../historyProtocol.ts';
import { Announcement } from './announcement.ts';
import { element, focusKey, rebuild } from './dom.ts';
import { HistoryFocus } from './historyFocus.ts';
import { DrawnDays, nowRow, olderRow } from './historyList.ts';
import { icon } from './icons.ts';
import { legendMark } from './lanes.ts';
import { vscodeApi } from './vscodeApi.ts';

type View = Exclude<ToHistory, { type: 'announce' }>;
type Shown = Extract<ToHistory, { type: 'shown' }>;

const page = element('div', { class: 'page history' });
const list = element('div', { class: 'time-line' });
// It scrolls where it is narrow: whoever has no mouse must be able to go there.
const details = element('aside', { class: 'details', attributes: { tabindex: 0 } });
const announcement = new Announcement();
const days = new DrawnDays(send);

let entries = new Map<string, EntryView>();
let view: View | null = null;

const focus = new HistoryFocus(list, readActive(), (id) => {
  showDetails(id);
  vscodeApi.setState({ active: focus.active });
});

function send(message: FromHistory): void {
  vscodeApi.postMessage(message);
}

/** The entry that the reader was at before the panel was hidden. */
function readActive(): string | null {
  const state = vscodeApi.getState();
  const { active }: { active?: unknown } = typeof state === 'object' && state !== null ? state : {};
  return typeof active === 'string' ? active : null;
}

function render(current: View): void {
  const isAtEnd = document.activeElement?.getAttribute('data-focus') === 'older';
  const before = entries.size;
  rebuild(page, () => [header(current), ...body(current)]);
  if (current.type !== 'shown') return;
  focus.refresh();
  // The button goes away with the last page: what it brought is the next to be read.
  if (isAtEnd && !list.contains(document.activeElement)) focus.moveTo(before);
  showDetails(focus.shown);
}

function header({ header: place, texts }: View): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element('h1', {}, place.app),
      element('span', { class: 'state' }, texts.history),
      button(texts.refresh, 'refresh', 'secondary'),
    ),
    element(
      'p',
      { class: 'place' },
      ...[place.place, place.foundation]
        .filter((name) => name !== '')
        .map((name) => element('span', {}, name)),
    ),
  );
}

function body(current: View): readonly HTMLElement[] {
  const { texts } = current;
  switch (current.type) {
    case 'loading':
      return [element('p', { class: 'loading', attributes: { role: 'status' } }, texts.loading)];
    case 'failed':
      return [
        element(
          'div',
          { class: 'failure', attributes: { role: 'alert' } },
          element('h2', {}, icon('failed'), texts.failed),
          element('p', {}, current.message),
          button(texts.retry, 'refresh', 'primary'),
        ),
      ];
    case 'shown':
      return shownBody(current);
  }
}

function shownBody(shown: Shown): readonly HTMLElement[] {
  const { texts, busy, hasOlder, now } = shown;
  const all = shown.days.flatMap((day) => day.entries);
  entries = new Map(all.map((entry) => [entry.id, entry]));
  list.replaceChildren(
    nowRow(now.text, now.band, all[0]),
    ...days.draw(shown.days),
    olderRow(texts, { hasOlder, isLoading: busy === 'older' }, all.at(-1), send),
  );
  details.setAttribute('aria-label', texts.details);
  return [
    ...(busy === 'all' || busy === 'missing' ? [element('div', { class: 'progress' })] : []),
    ...notices(shown),
    legend(shown),
    element('div', { class: 'columns' }, list, details),
  ];
}

function notices({ notices: all, texts, busy }: Shown): readonly HTMLElement[] {
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
      canRetry && busy === null ? button(texts.retry, 'retry', 'secondary') : null,
    ),
  ];
}

function legend({ texts }: Shown): HTMLElement {
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

function button(
  label: string,
  type: 'refresh' | 'retry',
  rank: 'primary' | 'secondary',
): HTMLElement {
  return element(
    'button',
    {
      class: rank,
      attributes: { type: 'button', ...focusKey(type) },
      onClick: () => send({ type }),
    },
    label,
  );
}

/** Shows an entry's details beside the list, and marks what else there is of the same droplet. */
function showDetails(id: string | null): void {
  if (view?.type !== 'shown') return;
  const entry = id === null ? undefined : entries.get(id);
  const { texts } = view;
  details.replaceChildren(
    ...(entry
      ? [
          element('h2', {}, entry.title),
          entry.word === '' ? '' : element('p', { class: 'word' }, icon(entry.outcome), entry.word),
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

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToHistory(data)) {
    console.warn('Ignored a message that is none of ours.');
    return;
  }
  if (data.type === 'announce') {
    announcement.say(data.text, 8000);
    return;
  }
  view = data;
  render(data);
});

document.querySelector('#root')?.append(page, announcement.element);
send({ type: 'ready' });
