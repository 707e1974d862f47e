import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { AppSearching, SearchedRow } from '../../foundations/appSearching.ts';
import type { FoundTarget } from '../../search/appSearch.ts';
import { guidsIn } from '../../search/guids.ts';
import { language } from '../../window/language.ts';
import { SearchBox } from '../../window/searchBox.ts';
import { goToAppTitle } from '../../wording/search.ts';
import { Canceled } from '../shared/command.ts';
import { appButtons, goToItems, isBusy, type GoToItem } from './goToItems.ts';

/** What the user wants with an app. */
type Next = 'reveal' | keyof typeof appButtons;

export interface Choice {
  readonly found: FoundTarget<SearchedRow>;
  readonly next: Next;
}

/** Milliseconds without a keystroke before the APIs are asked. */
const pause = 200;
/** Shorter texts aren't asked about: hardly an app has such a name. */
const shortestName = 2;

/**
 * Lets the user choose an app of any foundation. What is typed is looked up in the indexes, and the
 * APIs are asked for an app of exactly this name.
 * @throws Canceled
 */
export async function chooseApp(searching: AppSearching, text: string): Promise<Choice> {
  return new Promise((resolve, reject) => {
    const box = new GoToBox(searching, text, (choice) => {
      if (choice) resolve(choice);
      else reject(new Canceled());
    });
    box.open();
  });
}

class GoToBox {
  readonly #searching: AppSearching;
  readonly #done: (choice: Choice | null) => void;
  readonly #box: SearchBox<GoToItem>;
  readonly #watch: { dispose(): void };
  #text: string;
  #targets: readonly FoundTarget<SearchedRow>[] | null = null;
  #asking: AbortController | null = null;

  constructor(searching: AppSearching, text: string, done: (choice: Choice | null) => void) {
    this.#searching = searching;
    this.#text = text;
    this.#done = done;
    this.#box = new SearchBox<GoToItem>({
      placeHolder: vscode.l10n.t('Name of an app, or a GUID or an address that contains one'),
      value: text,
      onInput: (typed) => this.#input(typed),
      onAccept: (item) => this.#accept(item),
      onItemButton: (item, button) => this.#choose(item, button),
      onButton: () => this.#pressed(),
      onClose: () => this.#close(),
    });
    this.#watch = searching.search.onDidChange(() => this.#draw());
  }

  open(): void {
    this.#box.show(this.#shown());
    void this.#searching.search.use();
    if (this.#text !== '') this.#input(this.#text);
  }

  #draw(): void {
    this.#box.update(this.#shown());
  }

  #shown() {
    const { recent, search } = this.#searching;
    const states = search.indexes.map(({ index }) => index.state);
    const isAsking = this.#asking !== null;
    return {
      items: goToItems({
        search,
        recent: recent.all,
        text: this.#text,
        targets: this.#targets,
        isAsking,
      }),
      title: goToAppTitle(states, language()),
      isBusy: isAsking || states.some(isBusy),
      buttons: states.some(({ kind }) => kind === 'filling') ? stopButtons : refreshButtons,
    };
  }

  #input(text: string): void {
    this.#text = text;
    this.#targets = null;
    this.#asking?.abort();
    this.#asking = null;
    const wanted = text.trim();
    if (wanted.length >= shortestName) {
      const asking = new AbortController();
      this.#asking = asking;
      void this.#ask(wanted, asking);
    }
    this.#draw();
  }

  async #ask(text: string, asking: AbortController): Promise<void> {
    const { search } = this.#searching;
    const { signal } = asking;
    try {
      await setTimeout(pause, null, { signal });
      if (guidsIn(text).length > 0) this.#targets = await search.askByGuid(text, signal);
      else await search.askByName(text, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (this.#asking === asking) {
        this.#asking = null;
        this.#draw();
      }
    }
  }

  #accept(item: GoToItem): void {
    switch (item.goTo.kind) {
      case 'target':
        this.#end({ found: item.goTo.found, next: 'reveal' });
        return;
      case 'retry':
        void this.#searching.search.use();
        return;
      case 'note':
        return;
    }
  }

  #choose({ goTo }: GoToItem, button: number): void {
    const next: Next = button === appButtons.assign ? 'assign' : 'showCurrent';
    if (goTo.kind === 'target') this.#end({ found: goTo.found, next });
  }

  /** The one button of the box: what can be stopped is stopped; else everything is read again. */
  #pressed(): void {
    const { search } = this.#searching;
    const isFilling = search.indexes.some(({ index }) => index.state.kind === 'filling');
    if (isFilling) search.stop();
    else void search.readAgain();
  }

  #end(choice: Choice): void {
    this.#done(choice);
    this.#box.hide();
  }

  #close(): void {
    this.#watch.dispose();
    this.#asking?.abort();
    this.#asking = null;
    // After a choice, this does nothing.
    this.#done(null);
  }
}

const stopButtons = [
  { icon: 'debug-stop', tooltip: vscode.l10n.t('Stop Reading the List of Apps') },
];
const refreshButtons = [{ icon: 'refresh', tooltip: vscode.l10n.t('Read All Apps Again') }];
