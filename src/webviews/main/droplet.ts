import { isToDroplet } from '../dropletMessages.ts';
import type { DropletContent, DropletState, DropletView } from '../dropletProtocol.ts';
import { button, element } from './dom.ts';
import { Folding } from './folding.ts';
import { Page, refreshButton, type Drawn } from './frame.ts';
import { headerView } from './header.ts';
import { keep, readKept, send, type Kept } from './host.ts';
import { icon } from './icons.ts';
import { JsonView } from './jsonView.ts';
import { lifecycleView } from './lifecycle.ts';
import { tabList, tabPanel } from './tabs.ts';

type ShownView = Extract<DropletView, { type: 'shown' }>;

const page = new Page<DropletState, DropletContent>({
  class: 'page',
  isMessage: isToDroplet,
  header: ({ header, texts }) => headerView(header, texts),
  shown: shownBody,
  announceFor: 4000,
});

let remembered: Kept = readKept();
let folding: Folding | null = null;
let json: JsonView | null = null;

function remember(change: Partial<Kept>): void {
  remembered = { ...remembered, ...change };
  keep(remembered);
}

function shownBody(shown: ShownView): Drawn {
  json = null;
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
      page.draw();
    },
  );
  return {
    body: [
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
    ],
  };
}

function tabContent(tab: Kept['tab'], shown: ShownView): readonly HTMLElement[] {
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

/** One button for all secrets: it hides them once all are revealed, and otherwise reveals them. */
function revealAll({ texts, document }: ShownView): HTMLElement | null {
  if (document.secrets.length === 0) return null;
  const hides = document.secrets.every(({ isRevealed }) => isRevealed);
  return button(hides ? texts.hideAll : texts.revealAll, 'secondary', 'reveal all', () => {
    send({ type: hides ? 'hideAll' : 'revealAll' });
  });
}

window.addEventListener('keydown', (event) => {
  const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f';
  if (!isFind || page.view?.type !== 'shown') return;
  event.preventDefault();
  if (!json) {
    remember({ tab: 'json' });
    page.draw();
  }
  json?.focusSearch();
});

export function startDroplet(): void {
  page.start();
}
