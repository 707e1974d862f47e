import * as vscode from 'vscode';
import type { Abilities } from '../../cloudfoundry/versions.ts';
import type { AssignmentPlan } from '../../changes/plan.ts';
import type { ChangeAction } from './confirmChange.ts';

/** The possible answers to the preview of an assignment. */
type AssignmentAction = 'assign' | 'assignAndRestart' | 'stopAssignStart' | 'deploy' | 'compare';

/** The answers that make sense for this app on this foundation, the default first. */
export function actionsOf(
  plan: AssignmentPlan,
  can: Abilities,
): readonly ChangeAction<AssignmentAction>[] {
  const { t } = vscode.l10n;
  const compare: ChangeAction<AssignmentAction> = {
    id: 'compare',
    title: t('Compare'),
    isChange: false,
  };
  return [...changesOf(plan, can), ...(plan.currentDroplet ? [compare] : [])];
}

function changesOf(
  { mustStopFirst, takesEffect }: AssignmentPlan,
  can: Abilities,
): readonly ChangeAction<AssignmentAction>[] {
  const { t } = vscode.l10n;
  const change = (id: AssignmentAction, title: string) => ({ id, title, isChange: true });
  if (mustStopFirst) return [change('stopAssignStart', t('Stop, Assign and Start'))];
  const assign = change('assign', t('Assign'));
  const { deployDroplet, restart } = can;
  switch (takesEffect) {
    case 'atOnce':
      return [assign];
    case 'onNextStart':
      return restart ? [assign, change('assignAndRestart', t('Assign and Start'))] : [assign];
    case 'onNextRestart':
      return [
        assign,
        ...(restart ? [change('assignAndRestart', t('Assign and Restart'))] : []),
        // It asks for the strategy next: nothing is sent before.
        ...(deployDroplet
          ? [{ ...change('deploy', t('Assign and Deploy…')), isChange: false }]
          : []),
      ];
  }
}
