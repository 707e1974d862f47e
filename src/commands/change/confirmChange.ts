import * as vscode from 'vscode';
import { isProtected } from '../../changes/protection.ts';
import { placeNames, type AppRow } from '../../explorer/rows.ts';
import { toCfCurl } from '../../cloudfoundry/cfCurl.ts';
import type { ChangeRequest } from '../../cloudfoundry/change.ts';
import { asStrings } from '../../cloudfoundry/json.ts';
import { settingIds } from '../../contributions.ts';
import { askModal } from '../../window/messages.ts';
import { tellShortly } from '../../window/progress.ts';
import { ask } from '../shared/ask.ts';
import { Canceled } from '../shared/command.ts';

/** A possible answer: most make the change, some show something first. */
export interface ChangeAction<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly isChange: boolean;
}

/** What we ask the user before a change is sent. */
interface ChangeQuestion<Id extends string> {
  readonly question: string;
  readonly detail: string;
  readonly actions: readonly ChangeAction<Id>[];
  /** The requests of the first action, to show as text. */
  readonly requests: readonly ChangeRequest[];
  /** The label of the answer that changes nothing, if "Cancel" could be mistaken for the change. */
  readonly keep?: string;
}

/**
 * Asks for confirmation, and in a protected place for the app's name, too.
 * @throws Canceled if the user doesn't agree.
 */
export async function confirmChange<Id extends string>(
  row: AppRow,
  question: ChangeQuestion<Id>,
): Promise<Id> {
  const action = await askAction(question);
  if (action.isChange && isProtected(protectedPlaces(), placeNames(row))) {
    await askName(action, row);
  }
  return action.id;
}

async function askAction<Id extends string>(
  question: ChangeQuestion<Id>,
): Promise<ChangeAction<Id>> {
  const { actions, detail, keep, requests } = question;
  const copy = vscode.l10n.t('Copy as cf curl');
  const titles = [...actions.map(({ title }) => title), copy];
  for (;;) {
    const answer = await askModal(question.question, { detail, close: keep }, ...titles);
    const action = actions.find(({ title }) => title === answer);
    if (action) return action;
    if (answer !== copy) throw new Canceled();
    await vscode.env.clipboard.writeText(requests.map(toCfCurl).join('\n'));
    tellShortly(vscode.l10n.t('Copied as cf curl'));
  }
}

async function askName({ title }: ChangeAction<string>, row: AppRow): Promise<void> {
  const { organization, space } = placeNames(row);
  const { name } = row.app;
  await ask({
    title,
    prompt: vscode.l10n.t(
      '{0} / {1} is protected. Type {2} to confirm.',
      organization,
      space,
      name,
    ),
    validateInput: (text) =>
      text.trim() === name ? undefined : vscode.l10n.t('Type the name of the app: {0}', name),
  });
}

/** From the user's settings only: otherwise a workspace could remove the protection. */
function protectedPlaces(): readonly string[] {
  return asStrings(vscode.workspace.getConfiguration().get(settingIds.confirmByTyping));
}
