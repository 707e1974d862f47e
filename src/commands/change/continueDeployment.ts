import * as vscode from 'vscode';
import { continuing } from '../../wording/changeWords.ts';
import { continueRequest } from '../../cloudfoundry/change.ts';
import { Declined, type Command } from '../shared/command.ts';
import { confirmChange } from './confirmChange.ts';
import type { Services } from '../shared/services.ts';
import { placeNames } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { commandIds } from '../../contributions.ts';
import { rolloutOf, take } from './deploymentSteps.ts';
import { continuePreview } from '../../wording/previews.ts';

/** Continues an app's canary deployment, after asking. */
export const continueDeployment = {
  id: commandIds.continueDeployment,
  couldNot: vscode.l10n.t('Could not continue the deployment'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, row } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const { app } = row;
  if (progress.deployment.reason !== 'PAUSED') {
    throw new Declined(vscode.l10n.t('The deployment of {0} is not paused.', app.name));
  }
  const request = continueRequest(progress.deployment, client.discovery);
  await confirmChange(row, {
    ...continuePreview(progress, app, placeNames(row), request, language()),
    actions: [{ id: 'continue', title: vscode.l10n.t('Continue'), isChange: true }],
    requests: [request],
  });
  await take(services, row, continuing(app, language()), () => rollout.continue());
}
