import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { parseFilter } from '../../explorer/filterQuery.ts';
import { matchesDroplet } from '../../explorer/filterMatch.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import type { AppRow, DropletRow } from '../../explorer/rows.ts';
import { guidsIn } from '../../search/guids.ts';
import { dropletItem } from '../../views/tree/dropletItem.ts';
import { joined } from '../../wording/inLine.ts';
import { SearchBox, type SearchItem } from '../../window/searchBox.ts';
import { Canceled, type Command } from '../shared/command.ts';
import { givenRow } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { showDroplet } from './goTo.ts';

/** Goes to a droplet of the selected app, or to what a pasted guid belongs to. */
export const goToDroplet = {
  id: commandIds.goToDroplet,
  couldNot: vscode.l10n.t('Could not go to the droplet'),
  run,
} satisfies Command;

/** More rows than anybody reads, and VS Code gets slow with more. */
const mostItems = 200;

/** What the user chose: a droplet of the app, a pasted guid, or nothing. */
type Choice = DropletRow | string | null;
type DropletItem = SearchItem & { readonly choice: Choice };

async function run(services: Services, argument: unknown): Promise<void> {
  const given = givenRow(services, argument);
  const app = given?.kind === 'droplet' ? given.parent : given?.kind === 'app' ? given : null;
  const chosen = await choose(services.explorer, app);
  if (chosen === null) throw new Canceled();
  if (typeof chosen === 'string') {
    // The box of Go to App asks all foundations whose it is.
    await vscode.commands.executeCommand(commandIds.goToApp, chosen);
    return;
  }
  await services.tree.view.reveal(chosen, { select: true, focus: true });
  await showDroplet(chosen.parent, chosen.droplet.guid);
}

async function choose(explorer: Explorer, app: AppRow | null): Promise<Choice> {
  const closed = new AbortController();
  return new Promise((resolve) => {
    let text = '';
    let isBusy = app !== null;
    const shown = () => ({
      items: itemsFor(app, text),
      title: app
        ? joined([
            vscode.l10n.t('Go to Droplet of {0}', app.app.name),
            // The list holds what its filter in the tree lets through.
            app.filter && vscode.l10n.t('filter: {0}', app.filter.text),
          ])
        : vscode.l10n.t('Go to Droplet'),
      isBusy,
      buttons: [],
    });
    const box = new SearchBox<DropletItem>({
      placeHolder: vscode.l10n.t('Words or fields such as state:staged age:<7d, or a GUID'),
      onInput: (typed) => {
        text = typed;
        box.update(shown());
      },
      onAccept: ({ choice }) => {
        if (choice === null) return;
        resolve(choice);
        box.hide();
      },
      onClose: () => {
        closed.abort();
        // After a choice, this does nothing.
        resolve(null);
      },
    });
    box.show(shown());
    if (app) {
      void loadAll(explorer, app, closed.signal).then(() => {
        isBusy = false;
        if (!closed.signal.aborted) box.update(shown());
      });
    }
  });
}

/** All droplets of the app. A failure is in its list, as everywhere in the tree. */
async function loadAll(explorer: Explorer, app: AppRow, signal: AbortSignal): Promise<void> {
  await explorer.children(app);
  await explorer.loadAll(app, signal);
}

function itemsFor(app: AppRow | null, text: string): readonly DropletItem[] {
  const [guid] = guidsIn(text);
  const parsed = parseFilter('droplets', text);
  const now = new Date();
  const rows = (app?.droplets.rows ?? [])
    .filter(({ droplet }) =>
      parsed.kind === 'filter' ? matchesDroplet(parsed.filter.terms, droplet, now) : false,
    )
    .slice(0, mostItems);
  if (rows.length > 0) return rows.map((row) => toItem(row, now));
  if (guid !== undefined) {
    return [{ id: guid, label: vscode.l10n.t('Find {0}', guid), icon: 'search', choice: guid }];
  }
  const label = app
    ? vscode.l10n.t('No matching droplets')
    : vscode.l10n.t('Paste a GUID, or select an app in the tree first.');
  return [{ id: 'note', label, icon: 'info', choice: null }];
}

function toItem(row: DropletRow, now: Date): DropletItem {
  const { description, iconPath, label } = dropletItem(row, now);
  return {
    id: row.id,
    label: typeof label === 'string' ? label : '',
    description: typeof description === 'string' ? description : '',
    ...(iconPath instanceof vscode.ThemeIcon && { icon: iconPath.id }),
    choice: row,
  };
}
