import * as vscode from 'vscode';
import { canceling } from '../../wording/changeWords.ts';
import { cancelRequest } from '../../cloudfoundry/change.ts';
import { confirmChange } from './confirmChange.ts';
import type { Services } from '../shared/services.ts';
import { placeNames } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { commandIds } from '../../contributions.ts';
import type { Command } from '../shared/command.ts';
import { rolloutOf, take } from './deploymentSteps.ts';
import { cancelPreview } from '../../wording/previews.ts';

/** Cancels an app's deployment, no matter who started it, after asking. */
export const cancelDeployment = {
  id: commandIds.cancelDeployment,
  couldNot: vscode.l10n.t('Could not cancel the deployment'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, row } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const request = cancelRequest(progress.deployment, client.discovery);
  const { app } = row;
  await confirmChange(row, {
    ...cancelPreview(progress, app, placeNames(row), request, language()),
    actions: [{ id: 'cancel', title: vscode.l10n.t('Cancel Deployment'), isChange: true }],
    keep: vscode.l10n.t('Keep Deploying'),
    requests: [request],
  });
  await take(services, row, canceling(app, language()), () => rollout.cancel());
}
