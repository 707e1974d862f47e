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

/** A way to answer: most make the change, and some look at something first. */
export interface ChangeAction<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly isChange: boolean;
}

/** What the user is asked before a change is sent. */
interface ChangeQuestion<Id extends string> {
  readonly question: string;
  readonly detail: string;
  readonly actions: readonly ChangeAction<Id>[];
  /** What the first action sends, to be had as text. */
  readonly requests: readonly ChangeRequest[];
  /** What the answer is called that changes nothing, where "Cancel" would be taken for the change. */
  readonly keep?: string;
}

/** Asks, and in a protected place asks for the app's name too. @throws Canceled when the user does not agree. */
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

/** Of the user alone: a workspace could else take the protection away. */
function protectedPlaces(): readonly string[] {
  return asStrings(vscode.workspace.getConfiguration().get(settingIds.confirmByTyping));
}
