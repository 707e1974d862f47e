import * as vscode from 'vscode';
import type { AssignmentPlan } from '../../changes/plan.ts';
import { planAssignment } from '../../changes/planning.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import { unassignableText } from '../../wording/assignments.ts';
import { Declined, withProgress } from '../shared/command.ts';
import { placeOf, type DropletRow } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';

/**
 * Plans the assignment of this droplet.
 * @throws Declined with the reason if it can't be assigned.
 */
export async function makePlan(
  client: CloudFoundryClient,
  { droplet, parent }: DropletRow,
): Promise<AssignmentPlan> {
  const planned = await withProgress(vscode.l10n.t('Checking what would change'), (signal) =>
    planAssignment(client, parent.app, droplet, placeOf(parent), signal),
  );
  if (planned.kind === 'plan') return planned.plan;
  throw new Declined(unassignableText(droplet, planned.reason, language()));
}
