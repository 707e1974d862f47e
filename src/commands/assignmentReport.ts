import * as vscode from 'vscode';
import type { Outcome } from '../changes/assign.ts';
import type { Guarded } from '../changes/guard.ts';
import type { AssignmentPlan } from '../changes/plan.ts';
import type { SequenceOutcome } from '../changes/stoppedAssignment.ts';
import { reasonOf } from '../explorer/reason.ts';
import { currentText, unassignableText } from '../wording/assignments.ts';
import { language } from '../window/language.ts';
import { appStateWord } from '../wording/states.ts';
import { shortGuid } from '../wording/guids.ts';

/** What to tell after an assignment that was not carried out, or of which that is not known. */
export function failureText(
  plan: AssignmentPlan,
  outcome: Exclude<Outcome, { kind: 'assigned' }>,
): string {
  const droplet = shortGuid(plan.candidate.guid);
  const { name } = plan.app;
  if (outcome.kind === 'notAssigned') {
    const current = currentText(outcome.current, language());
    return outcome.despite === null
      ? vscode.l10n.t('{0}: the API accepted droplet {1}, but says {2}.', name, droplet, current)
      : vscode.l10n.t(
          'Could not assign droplet {0} to {1}: {2}. Asked afterwards, the API says {3}.',
          droplet,
          name,
          reasonOf(outcome.despite),
          current,
        );
  }
  return outcome.wasAccepted
    ? vscode.l10n.t(
        'The API accepted droplet {0} for {1}, but could not be asked what is current: {2}. Refresh to see.',
        droplet,
        name,
        reasonOf(outcome.error),
      )
    : vscode.l10n.t(
        'It is not known whether droplet {0} is now current for {1}: the answer was lost, and the API could not be asked: {2}. Refresh to see.',
        droplet,
        name,
        reasonOf(outcome.error),
      );
}

/** Why nothing was sent although the user had agreed. */
export function guardedText(
  plan: AssignmentPlan,
  guarded: Exclude<Guarded, { kind: 'unchanged' }>,
): string {
  const droplet = shortGuid(plan.candidate.guid);
  const { name } = plan.app;
  switch (guarded.kind) {
    case 'currentChanged':
      return vscode.l10n.t(
        'Nothing was sent: since the preview, {0} has changed, and {1}. Assign again to look anew.',
        name,
        currentText(guarded.current, language()),
      );
    case 'requestChanged':
      return vscode.l10n.t(
        'Nothing was sent: the link to assign droplet {0} has changed.',
        droplet,
      );
    case 'unassignable':
      return vscode.l10n.t(
        'Nothing was sent: {0}',
        unassignableText(plan.candidate, guarded.reason, language()),
      );
    case 'deploymentRuns':
      return vscode.l10n.t('Nothing was sent: a deployment of {0} is running.', name);
    case 'roleLost':
      return vscode.l10n.t(
        'Nothing was sent: your role does not allow to change {0} any more.',
        name,
      );
    case 'appGone':
      return vscode.l10n.t(
        'Nothing was sent: {0} was deleted, or is not visible to you any more.',
        name,
      );
    case 'dropletGone':
      return vscode.l10n.t('Nothing was sent: droplet {0} was deleted.', droplet);
  }
}

/** What an assignment that was verified means for the running app. @param runs whether its instances run that droplet already */
export function assignedText(plan: AssignmentPlan, runs: boolean): string {
  const droplet = shortGuid(plan.candidate.guid);
  const { name } = plan.app;
  switch (plan.takesEffect) {
    case 'atOnce':
      return vscode.l10n.t('Droplet {0} is now current for {1}, which restarts.', droplet, name);
    case 'onNextRestart':
      if (runs) {
        return vscode.l10n.t(
          'Droplet {0} is now current for {1}, whose instances run it already.',
          droplet,
          name,
        );
      }
      return vscode.l10n.t(
        'Droplet {0} is now current for {1}. It runs from the next restart on.',
        droplet,
        name,
      );
    case 'onNextStart':
      return vscode.l10n.t(
        'Droplet {0} is now current for {1}. It runs once the app is started.',
        droplet,
        name,
      );
  }
}

/** How far stopping, assigning and starting has come. */
export function stuckText(
  { app, candidate }: AssignmentPlan,
  { app: now, at, error }: Extract<SequenceOutcome, { kind: 'stuck' }>,
): string {
  const droplet = shortGuid(candidate.guid);
  const state = now
    ? appStateWord(now.state, language())
    : vscode.l10n.t('in a state that cannot be asked');
  const reason = reasonOf(error);
  switch (at) {
    case 'stop':
      return vscode.l10n.t(
        'Could not stop {0}: {1}. It is {2}, with its droplet.',
        app.name,
        reason,
        state,
      );
    case 'assign':
      return vscode.l10n.t(
        'Could not assign droplet {0} to {1}: {2}. The app was stopped for it, and is {3}.',
        droplet,
        app.name,
        reason,
        state,
      );
    case 'start':
      return vscode.l10n.t(
        'Could not start {0} with droplet {1}, which is now current: {2}. The app is {3}.',
        app.name,
        droplet,
        reason,
        state,
      );
  }
}
