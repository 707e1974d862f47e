import { isToWebview } from '../messages.ts';
import type { ToWebview } from '../protocol.ts';
import { Announcement } from './announcement.ts';
import { element, focusKey, rebuild } from './dom.ts';
import { Folding } from './folding.ts';
import { headerView } from './header.ts';
import { keep, readKept, send, type Kept } from './host.ts';
import { icon } from './icons.ts';
import { JsonView } from './jsonView.ts';
import { lifecycleView } from './lifecycle.ts';
import { tabList, tabPanel } from './tabs.ts';

type Shown = Extract<ToWebview, { type: 'shown' }>;
type View = Exclude<ToWebview, { type: 'announce' }>;

const page = element('div', { class: 'page' });
const announcement = new Announcement();

let view: View | null = null;
let remembered: Kept = readKept();
let folding: Folding | null = null;
let json: JsonView | null = null;

function remember(change: Partial<Kept>): void {
  remembered = { ...remembered, ...change };
  keep(remembered);
}

function render(): void {
  const current = view;
  if (current) rebuild(page, () => [headerView(current.header, current.texts), ...body(current)]);
}

function body(current: View): readonly HTMLElement[] {
  json = null;
  switch (current.type) {
    case 'loading':
      return [
        element('p', { class: 'loading', attributes: { role: 'status' } }, current.texts.loading),
      ];
    case 'failed':
      return [
        element(
          'div',
          { class: 'failure', attributes: { role: 'alert' } },
          element('h2', {}, icon('failed'), current.texts.failed),
          element('p', {}, current.message),
          refreshButton(current.texts.retry, 'primary'),
        ),
      ];
    case 'shown':
      return shownBody(current);
  }
}

function shownBody(shown: Shown): readonly HTMLElement[] {
  const { texts, notice, isRefreshing } = shown;
  const { tab } = remembered;
  const tabs = tabList(
    texts.views,
    [
      { id: 'lifecycle', label: texts.lifecycle },
      { id: 'json', label: texts.json },
    ],
    tab,
    (id) => {
      remember({ tab: id });
      render();
    },
  );
  return [
    ...(isRefreshing ? [element('div', { class: 'progress' })] : []),
    ...(notice === null
      ? []
      : [
          element(
            'div',
            { class: 'notice', attributes: { role: 'alert' } },
            icon('notice'),
            element('p', {}, notice),
            refreshButton(texts.retry, 'secondary'),
          ),
        ]),
    element('div', { class: 'tab-row' }, tabs, revealAll(shown)),
    tabPanel(tab, ...tabContent(tab, shown)),
  ];
}

function tabContent(tab: Kept['tab'], shown: Shown): readonly HTMLElement[] {
  const { texts, document } = shown;
  switch (tab) {
    case 'lifecycle':
      return lifecycleView(shown.stages, shown.sections, texts);
    case 'json': {
      folding ??= new Folding(document.json);
      const onSearch = (query: string) => remember({ query });
      json = new JsonView(document, folding, remembered.query, texts, onSearch);
      return [json.element];
    }
  }
}

function refreshButton(label: string, rank: 'primary' | 'secondary'): HTMLElement {
  return element(
    'button',
    {
      class: rank,
      attributes: { type: 'button', ...focusKey('retry') },
      onClick: () => send({ type: 'refresh' }),
    },
    label,
  );
}

/** One button for all secrets: it reveals as long as one is masked. */
function revealAll({ texts, document }: Shown): HTMLElement | null {
  if (document.secrets.length === 0) return null;
  const hides = document.secrets.every(({ isRevealed }) => isRevealed);
  return element(
    'button',
    {
      class: 'secondary',
      attributes: { type: 'button', ...focusKey('reveal all') },
      onClick: () => send({ type: hides ? 'hideAll' : 'revealAll' }),
    },
    hides ? texts.hideAll : texts.revealAll,
  );
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToWebview(data)) {
    console.warn('Ignored a message that is none of ours.');
    return;
  }
  if (data.type === 'announce') {
    announcement.say(data.text);
    return;
  }
  view = data;
  render();
});

window.addEventListener('keydown', (event) => {
  const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f';
  if (!isFind || view?.type !== 'shown') return;
  event.preventDefault();
  if (!json) {
    remember({ tab: 'json' });
    render();
  }
  json?.focusSearch();
});

document.querySelector('#root')?.append(page, announcement.element);
send({ type: 'ready' });
