import type { Announce, CommonWish, PanelHeader, PanelState, PanelView } from '../frame.ts';
import { Announcement } from './announcement.ts';
import { button, element, rebuild, type Child } from './dom.ts';
import { icon } from './icons.ts';
import { vscodeApi } from './vscodeApi.ts';

/** The content under the header; `afterwards` runs once it is in the page. */
export interface Drawn {
  readonly body: readonly HTMLElement[];
  readonly afterwards?: () => void;
}

/** The definition of one kind of panel. */
interface PageKind<State extends PanelState, Content> {
  readonly class: string;
  readonly isMessage: (value: unknown) => value is PanelView<State, Content> | Announce;
  readonly header: (view: PanelView<State, Content>) => HTMLElement;
  /** Draws loaded content. */
  readonly shown: (view: { readonly type: 'shown' } & State & Content) => Drawn;
  /** Draws loaded content into elements that `shown` has returned before, which stay as they are. */
  readonly update?: (view: { readonly type: 'shown' } & State & Content) => void;
  /** How long an announcement is visible, in milliseconds. */
  readonly announceFor: number;
}

/**
 * The page of a panel: receives the extension's messages, draws the last one, and reports
 * that it is ready.
 */
export class Page<State extends PanelState, Content> {
  readonly #kind: PageKind<State, Content>;
  readonly #element: HTMLElement;
  readonly #announcement = new Announcement();
  #view: PanelView<State, Content> | null = null;

  constructor(kind: PageKind<State, Content>) {
    this.#kind = kind;
    this.#element = element('div', { class: kind.class });
  }

  /** What is drawn; null before the extension's first message. */
  get view(): PanelView<State, Content> | null {
    return this.#view;
  }

  /** Starts to listen, and tells the extension: earlier messages are lost. */
  start(): void {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(data));
    document.querySelector('#root')?.append(this.#element, this.#announcement.element);
    wish({ type: 'ready' });
  }

  /** Redraws the page, for example after a change in the page itself. */
  draw(): void {
    const view = this.#view;
    if (!view) return;
    let afterwards: Drawn['afterwards'];
    rebuild(this.#element, () => {
      const header = this.#kind.header(view);
      const drawn = this.#body(view);
      afterwards = drawn.afterwards;
      return [header, ...drawn.body];
    });
    afterwards?.();
  }

  #receive(data: unknown): void {
    if (!this.#kind.isMessage(data)) {
      console.warn('Ignored a message that is none of ours.');
      return;
    }
    if (data.type === 'announce') {
      this.#announcement.say(data.text, this.#kind.announceFor);
      return;
    }
    const wasShown = this.#view?.type === 'shown';
    this.#view = data;
    if (wasShown && data.type === 'shown' && this.#kind.update) this.#kind.update(data);
    else this.draw();
  }

  #body(view: PanelView<State, Content>): Drawn {
    const { texts } = view;
    switch (view.type) {
      case 'loading':
        return {
          body: [element('p', { class: 'loading', attributes: { role: 'status' } }, texts.loading)],
        };
      case 'failed':
        return { body: [failure(texts, view.message)] };
      case 'shown':
        return this.#kind.shown(view);
    }
  }
}

function failure(texts: PanelState['texts'], message: string): HTMLElement {
  return element(
    'div',
    { class: 'failure', attributes: { role: 'alert' } },
    element('h2', {}, icon('failed'), texts.failed),
    element('p', {}, message),
    refreshButton(texts.retry, 'primary'),
  );
}

/** Requests everything from the extension again. */
export function refreshButton(label: string, rank: 'primary' | 'secondary'): HTMLElement {
  return button(label, rank, 'refresh', () => wish({ type: 'refresh' }));
}

/** The app's place, and what else identifies the content. */
export function placeLine(header: PanelHeader, ...others: readonly Child[]): HTMLElement {
  const names = [header.place, header.foundation].filter((name) => name !== '');
  return element(
    'p',
    { class: 'place' },
    names.map((name) => element('span', {}, name)),
    ...others,
  );
}

function wish(message: CommonWish): void {
  vscodeApi.postMessage(message);
}
