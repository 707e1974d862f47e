import * as vscode from 'vscode';
import type { Rollout } from '../../changes/rollout.ts';
import type { Verified } from '../../changes/verified.ts';
import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import { outcomeText, type ChangeWords } from '../../wording/outcomes.ts';
import { stateWord } from '../../wording/states.ts';
import { sending } from './carryOut.ts';
import { pickChangeable } from './changeable.ts';
import { Declined, withProgress, withProgressToTheEnd } from '../shared/command.ts';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';

export async function rolloutOf(services: Services, argument: unknown) {
  const row = await pickApp(services, await pickChangeable(services, argument));
  const client = await foundationOf(row).connection.client();
  const watch = await services.appWatch();
  const title = vscode.l10n.t('Looking for deployments of {0}', row.app.name);
  const rollout = await withProgress<Rollout | null>(title, (signal) =>
    watch.rolloutOf(row, signal),
  );
  if (rollout) return { client, rollout, row };
  throw new Declined(vscode.l10n.t('No deployment of {0} is running.', row.app.name));
}

export async function take(
  services: Services,
  row: AppRow,
  words: ChangeWords,
  step: () => Promise<Verified<Deployment>>,
): Promise<void> {
  services.log.info(`${words.doing} (${row.app.guid})`);
  const verified = await withProgressToTheEnd(words.doing, () =>
    sending(services, row, words, step),
  );
  // The row continues to show progress.
  if (verified.kind === 'done') return;
  throw new Declined(outcomeText(words, verified, describeDeployment, language()));
}

function describeDeployment({ reason }: Deployment): string {
  return vscode.l10n.t('the deployment’s state is {0}', stateWord(reason, language()));
}
