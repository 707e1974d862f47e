import * as vscode from 'vscode';
import type { LoggedAssignment } from '../../changes/undo.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { foundationOf, type FoundationRow } from '../../explorer/rows.ts';
import { relativeTime } from '../../wording/times.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { dropletRow } from '../../explorer/rowFactory.ts';
import { assignRow } from './assign.ts';
import { refuseIfReadOnly } from './changeable.ts';
import { Canceled, Declined, type Command } from '../shared/command.ts';
import { isRow } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';

/**
 * Assigns the droplet that was current before one of this window's assignments, with the same
 * preview and checks.
 */
export const undoAssignment = {
  id: commandIds.undoAssignment,
  couldNot: vscode.l10n.t('Could not undo the assignment'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const { entries } = await services.assignmentLog();
  const entry =
    entries.find((logged) => logged === argument) ??
    (await pickEntry(undoable(services, argument, entries)));
  const foundation = foundationRow(services, entry);
  refuseIfReadOnly(foundation);
  const row = services.explorer.appRow(foundation, entry.place, entry.app);
  await assignRow(services, dropletRow(row, formerOf(entry)));
}

/**
 * The assignments to an app if the command was called for one, otherwise those on
 * foundations in the tree.
 * @throws Declined if there are none
 */
function undoable(
  { explorer }: Services,
  argument: unknown,
  entries: readonly LoggedAssignment[],
): readonly LoggedAssignment[] {
  const app = isRow(argument) && argument.kind === 'app' ? argument : null;
  const foundations = app ? [foundationOf(app)] : explorer.foundations;
  const found = entries.filter(
    (entry) =>
      foundations.some(({ id }) => id === entry.foundation) &&
      (!app || entry.app.guid === app.app.guid),
  );
  if (found.length > 0) return found;
  throw new Declined(
    app
      ? vscode.l10n.t(
          'There is nothing to undo. No droplet was assigned to {0} in this window.',
          app.app.name,
        )
      : vscode.l10n.t('There is nothing to undo. No droplet was assigned in this window.'),
  );
}

async function pickEntry(entries: readonly LoggedAssignment[]): Promise<LoggedAssignment> {
  const items = entries.map((entry) => ({
    entry,
    label: entry.app.name,
    description: `${entry.place.organization.name} / ${entry.place.space.name}`,
    detail: [
      vscode.l10n.t('from {0} back to {1}', shortGuid(entry.to.guid), formerName(entry)),
      relativeTime(entry.at.toISOString(), new Date(), vscode.env.language),
    ].join(' · '),
  }));
  const picked = await showQuickPick({
    items,
    title: vscode.l10n.t('Undo Assignment'),
    placeHolder: vscode.l10n.t('Select the assignment to undo'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) throw new Canceled();
  return picked.entry;
}

function foundationRow(
  { explorer }: Services,
  { foundation: id }: LoggedAssignment,
): FoundationRow {
  const row = explorer.foundations.find((foundation) => foundation.id === id);
  if (row) return row;
  throw new Declined(vscode.l10n.t('This foundation is no longer in the tree.'));
}

function formerOf({ app, from }: LoggedAssignment): Droplet {
  if (from) return from;
  throw new Declined(
    vscode.l10n.t(
      '{0} had no droplet before, and an app’s current droplet can’t be removed.',
      app.name,
    ),
  );
}

function formerName({ from }: LoggedAssignment): string {
  return from ? shortGuid(from.guid) : vscode.l10n.t('no droplet');
}
