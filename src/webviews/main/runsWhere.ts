import { isToRunsWhere } from '../runsWhereMessages.ts';
import type {
  FromRunsWhere,
  RunsWhereContent,
  RunsWhereState,
  RunsWhereView,
} from '../runsWhereProtocol.ts';
import type { RunsWhereTexts } from '../../wording/runsWhere/texts.ts';
import { button, element, focusKey, rebuild } from './dom.ts';
import { Page, placeLine, refreshButton, type Drawn } from './frame.ts';
import { icon } from './icons.ts';
import { RowGrid } from './rowGrid.ts';
import { facetGroup, headRow } from './runsWhereParts.ts';
import { vscodeApi } from './vscodeApi.ts';

type ShownView = Extract<RunsWhereView, { type: 'shown' }>;

/** Milliseconds without typing before the filter is applied. */
const pause = 200;

const page = new Page<RunsWhereState, RunsWhereContent>({
  class: 'page runs-where',
  isMessage: isToRunsWhere,
  header,
  shown: shownBody,
  update,
  announceFor: 5000,
});

const notices = element('div', {});
const problem = element('p', { class: 'problem', attributes: { id: 'problem', role: 'status' } });
const label = element('label', { attributes: { for: 'filter' } });
const input = element('input', {
  attributes: {
    id: 'filter',
    type: 'text',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': 'problem',
    ...focusKey('filter'),
  },
});
const groups = element('div', {});
const status = element('p', { class: 'status' });
const actions = element('div', { class: 'actions' });
const progress = element('div', { class: 'progress' });
const head = element('div', { class: 'head', attributes: { role: 'rowgroup' } });
const nothing = element('p', { class: 'none' });
const keys = element('p', { class: 'keys' });
const scroller = element('div', { class: 'grid', attributes: { role: 'grid' } }, head);
const grid = new RowGrid(scroller, {
  ask: (from) => send({ type: 'rows', from }),
  open: (guid) => send({ type: 'open', guid }),
  reveal: (guid) => send({ type: 'reveal', guid }),
});
scroller.append(grid.element);

/** What the parts were drawn from: they are drawn again only if it has changed. */
const drawn = new Map<HTMLElement, string>();
let typing = 0;

input.addEventListener('input', () => {
  clearTimeout(typing);
  typing = window.setTimeout(() => {
    narrow({ type: 'filter', text: input.value });
  }, pause);
});

scroller.addEventListener('scroll', () => vscodeApi.setState({ top: scroller.scrollTop }));

/** How far it was scrolled before the panel was hidden. */
function readTop(): number {
  const state = vscodeApi.getState();
  const { top }: { top?: unknown } = typeof state === 'object' && state !== null ? state : {};
  return typeof top === 'number' ? top : 0;
}

/** Sends what changes the rows, which begin anew. */
function narrow(message: FromRunsWhere): void {
  grid.toTop();
  send(message);
}

function send(message: FromRunsWhere): void {
  vscodeApi.postMessage(message);
}

function header({ header: place, texts }: RunsWhereView): HTMLElement {
  return element(
    'header',
    {},
    element('div', { class: 'title' }, element('h1', {}, texts.title)),
    placeLine(place),
  );
}

function shownBody(view: ShownView): Drawn {
  update(view);
  return {
    body: [
      notices,
      element('div', { class: 'filter-line' }, label, input, problem),
      groups,
      element('div', { class: 'status-line' }, status, actions),
      progress,
      scroller,
      nothing,
      keys,
    ],
    afterwards: () => {
      grid.update(view);
      scroller.scrollTop = readTop();
    },
  };
}

function update(view: ShownView): void {
  const { columns, filter, reading, status: amounts, texts, total } = view;
  part(notices, [view.notices, reading], () => noticeList(view));
  label.textContent = texts.filter;
  input.placeholder = texts.example;
  // Where the user is typing, the filter is older than what is typed.
  if (document.activeElement !== input) input.value = filter;
  problem.textContent = view.problem;
  input.setAttribute('aria-invalid', String(view.problem !== ''));
  part(groups, view.groups, () => view.groups.map((group) => facetGroup(group, narrow)));
  // Only the last amounts are worth reading aloud.
  status.setAttribute('aria-live', reading === 'reading' ? 'off' : 'polite');
  if (status.textContent !== amounts) status.textContent = amounts;
  part(actions, [reading, texts], () => actionButtons(reading, texts));
  progress.classList.toggle('idle', reading !== 'reading');
  scroller.setAttribute('aria-rowcount', String(total + 1));
  scroller.setAttribute('aria-label', texts.title);
  scroller.dataset['columns'] = String(columns.length);
  part(head, columns, () => [headRow(columns, narrow)]);
  nothing.textContent = total === 0 && reading !== 'reading' ? texts.nothing : '';
  keys.textContent = texts.keys;
  grid.update(view);
}

/** Draws a part again if its content has changed; the focus stays. */
function part(root: HTMLElement, content: unknown, build: () => readonly Node[]): void {
  const key = JSON.stringify(content);
  if (drawn.get(root) === key) return;
  drawn.set(root, key);
  rebuild(root, build);
}

function noticeList({ notices: all, reading, texts }: ShownView): readonly Node[] {
  if (all.length === 0) return [];
  return [
    element(
      'div',
      { class: 'notice', attributes: { role: reading === 'failed' ? 'alert' : 'note' } },
      icon('notice'),
      element(
        'div',
        {},
        all.map((text) => element('p', {}, text)),
      ),
      reading === 'failed' ? secondary(texts.retry, 'retry', { type: 'resume' }) : null,
    ),
  ];
}

function actionButtons(
  reading: RunsWhereContent['reading'],
  texts: RunsWhereTexts,
): readonly HTMLElement[] {
  return [
    ...(reading === 'reading' ? [secondary(texts.stop, 'reading', { type: 'stop' })] : []),
    ...(reading === 'stopped' ? [secondary(texts.resume, 'reading', { type: 'resume' })] : []),
    refreshButton(texts.refresh, 'secondary'),
    secondary(texts.copyMarkdown, 'markdown', { type: 'copy', format: 'markdown' }),
    secondary(texts.copyCsv, 'csv', { type: 'copy', format: 'csv' }),
    secondary(texts.export, 'export', { type: 'export' }),
  ];
}

function secondary(text: string, key: string, message: FromRunsWhere): HTMLElement {
  return button(text, 'secondary', key, () => send(message));
}

export function startRunsWhere(): void {
  page.start();
}
