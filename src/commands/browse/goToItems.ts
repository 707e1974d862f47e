import * as vscode from 'vscode';
import { SignedOutError } from '../../cloudfoundry/errors.ts';
import type { SearchedRow } from '../../foundations/appSearching.ts';
import type { IndexedApp } from '../../search/appIndex.ts';
import type { AppSearch, FoundTarget } from '../../search/appSearch.ts';
import type { Target } from '../../search/asking.ts';
import type { IndexState } from '../../search/foundationIndex.ts';
import type { RecentApp } from '../../search/recentApps.ts';
import type { SearchItem } from '../../window/searchBox.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { joined } from '../../wording/inLine.ts';
import { nothingFoundText, placeText, unreadText } from '../../wording/search.ts';

/** What the user can select in the box. */
export type GoTo =
  | { readonly kind: 'target'; readonly found: FoundTarget<SearchedRow> }
  | { readonly kind: 'retry' }
  /** An explanation. */
  | { readonly kind: 'note' };

export type GoToItem = SearchItem & { readonly goTo: GoTo };

/** More rows than anybody reads, and VS Code gets slow with more. */
const mostItems = 200;

/** The buttons of an app, in this order. */
export const appButtons = {
  showCurrent: 0,
  assign: 1,
} as const;

interface Typed {
  readonly search: AppSearch<SearchedRow>;
  readonly recent: readonly RecentApp[];
  readonly text: string;
  /** What pasted guids lead to; null if there are none in the text. */
  readonly targets: readonly FoundTarget<SearchedRow>[] | null;
  /** Whether an API is being asked about the text. */
  readonly isAsking: boolean;
}

/** What the box lists for a text. */
export function goToItems({ isAsking, recent, search, targets, text }: Typed): readonly GoToItem[] {
  const { indexes } = search;
  const states = indexes.map(({ index }) => index.state);
  const isAlone = indexes.length === 1;
  const apps =
    text.trim() === ''
      ? untyped(search, recent)
      : search.find(text, mostItems).map(({ app, source }) => ({ app, foundation: source }));
  const found = (
    targets ??
    apps.map(({ app, foundation }) => ({
      foundation,
      target: { kind: 'app' as const, app, droplet: null },
    }))
  ).map((one) => toItem(one, isAlone));
  const unread = indexes.flatMap(({ foundation, index }) =>
    index.state.kind === 'failed' ? [unreadItem(foundation, index.state, index.checked)] : [],
  );
  const isWaiting = isAsking || states.some(isBusy);
  const nothing = nothingFoundText(states, text.trim() !== '', isWaiting, language());
  const note: GoToItem = { id: 'note', label: nothing, icon: 'info', goTo: { kind: 'note' } };
  return [...(found.length === 0 ? [note] : found), ...unread];
}

export function isBusy({ kind }: IndexState): boolean {
  return kind === 'checking' || kind === 'filling';
}

/** What a user went to isn't shown once they are signed out. */
function isSignedOut(state: IndexState): boolean {
  return state.kind === 'failed' && state.error instanceof SignedOutError;
}

/** The apps to offer before anything is typed: visited ones, or all if there are few. */
function untyped(
  { indexes }: AppSearch<SearchedRow>,
  recent: readonly RecentApp[],
): readonly { readonly foundation: SearchedRow; readonly app: IndexedApp }[] {
  const visited = recent.flatMap(({ app, foundation: id, user }) => {
    const open = indexes.find(({ foundation }) => foundation.id === id && foundation.user === user);
    if (!open || open.index.state.kind === 'unused' || isSignedOut(open.index.state)) return [];
    const known = open.index.apps.get(app.guid);
    return open.index.state.kind === 'complete' && !known
      ? []
      : [{ foundation: open.foundation, app: known ?? app }];
  });
  const count = indexes.reduce((sum, { index }) => sum + index.apps.size, 0);
  if (count > mostItems) return visited;
  const seen = new Set(visited.map(({ app, foundation }) => `${foundation.id}/${app.guid}`));
  const others = indexes.flatMap(({ foundation, index: { apps } }) =>
    apps.guids.flatMap((guid) => {
      const app = seen.has(`${foundation.id}/${guid}`) ? undefined : apps.get(guid);
      return app ? [{ foundation, app }] : [];
    }),
  );
  const names = new Intl.Collator(vscode.env.language, { numeric: true });
  return [...visited, ...others.sort((a, b) => names.compare(a.app.name, b.app.name))];
}

function toItem(found: FoundTarget<SearchedRow>, isAlone: boolean): GoToItem {
  const { foundation, target } = found;
  const name = isAlone ? null : foundation.name;
  const goTo: GoTo = { kind: 'target', found };
  const id = `${foundation.id}/${guidOf(target)}`;
  switch (target.kind) {
    case 'app': {
      const { app, droplet } = target;
      const place = placeText(app.place, name, language());
      const description =
        droplet === null
          ? place
          : joined([vscode.l10n.t('droplet {0}', shortGuid(droplet)), place]);
      return { id, label: app.name, description, icon: 'vm', buttons: buttons(foundation), goTo };
    }
    case 'space': {
      const { organization, space } = target.place;
      return { id, label: space, description: joined([organization, name]), icon: 'folder', goTo };
    }
    case 'organization':
      return { id, label: target.name, description: name ?? '', icon: 'organization', goTo };
  }
}

function buttons({ row }: SearchedRow): SearchItem['buttons'] & object {
  const show = { icon: 'open-preview', tooltip: vscode.l10n.t('Show Current Droplet') };
  const assign = { icon: 'arrow-swap', tooltip: vscode.l10n.t('Assign Droplet…') };
  return row.foundation.isReadOnly ? [show] : [show, assign];
}

function unreadItem(
  { id, name }: SearchedRow,
  state: Extract<IndexState, { readonly kind: 'failed' }>,
  checked: Date | null,
): GoToItem {
  const text = unreadText(name, state, checked, language());
  return { id: `unread/${id}`, ...text, icon: 'warning', goTo: { kind: 'retry' } };
}

function guidOf(target: Target): string {
  switch (target.kind) {
    case 'app':
      return target.app.guid;
    case 'space':
      return target.place.spaceGuid;
    case 'organization':
      return target.guid;
  }
}
