import * as vscode from 'vscode';
import { guardDeployment } from '../../changes/guard.ts';
import type { AssignmentPlan } from '../../changes/plan.ts';
import { startRollout } from '../../changes/startRollout.ts';
import {
  deploymentRequest,
  type DeploymentOrder,
  type Strategy,
} from '../../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import { deploying } from '../../wording/changeWords.ts';
import { strategyWords } from '../../wording/strategies.ts';
import { outcomeText } from '../../wording/outcomes.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { ask } from '../shared/ask.ts';
import { carryOut } from './carryOut.ts';
import { pickChangeable } from './changeable.ts';
import { Canceled, Declined, type Command } from '../shared/command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickDroplet } from '../shared/pick.ts';
import { makePlan } from './makePlan.ts';
import type { Services } from '../shared/services.ts';
import { foundationOf, placeNames, placeOf, type AppRow } from '../../explorer/rows.ts';
import { showCurrent } from './showCurrent.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';
import { deploymentPreview } from '../../wording/previews.ts';

type Order = Omit<DeploymentOrder, 'appGuid'>;

/** Assigns a droplet and replaces the app's instances with it, a few at a time. */
export const deployDroplet = {
  id: commandIds.deployDroplet,
  couldNot: vscode.l10n.t('Could not deploy the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  const client = await foundationOf(row).connection.client();
  if (!client.can.deployDroplet) {
    throw new Declined(
      vscode.l10n.t(
        'This foundation can’t deploy droplets because its API version is older than 3.58. Assign the droplet and restart the app instead.',
      ),
    );
  }
  await deployPlanned(services, row.parent, await makePlan(client, row));
}

/** Like `deployDroplet`, with an existing plan. */
export async function deployPlanned(
  services: Services,
  row: AppRow,
  plan: AssignmentPlan,
): Promise<void> {
  const client = await foundationOf(row).connection.client();
  const order = await askOrder(client, plan);
  const request = deploymentRequest(client.scope, { ...order, appGuid: plan.app.guid });
  await confirmChange(row, {
    ...deploymentPreview(plan, placeNames(row), order, request, language()),
    actions: [{ id: 'deploy', title: vscode.l10n.t('Deploy'), isChange: true }],
    requests: [request],
  });
  const { app, candidate } = plan;
  const words = deploying(plan, language());
  const verified = await carryOut(services, row, {
    words,
    guard: () => guardDeployment(client, plan),
    send: () => {
      services.log.info(
        `Deploying droplet ${candidate.guid} to app ${app.guid}, ${order.strategy}`,
      );
      return startRollout(client, app, order);
    },
  });
  if (verified.kind !== 'done') {
    throw new Declined(outcomeText(words, verified, describeMissing, language()));
  }
  // A deployment assigns its droplet at once.
  (await services.assignmentLog()).record(foundationOf(row).id, plan, placeOf(row));
  await showCurrent(services, row, { kind: 'assigned', guid: candidate.guid });
  (await services.appWatch()).follow(row, client, verified.answer);
}

function describeMissing(): string {
  return vscode.l10n.t('the API doesn’t show the deployment yet');
}

async function askOrder(client: CloudFoundryClient, plan: AssignmentPlan): Promise<Order> {
  const { maxInFlight } = client.can;
  const strategy = await askStrategy(client, plan);
  return {
    dropletGuid: plan.candidate.guid,
    strategy,
    maxInFlight: maxInFlight ? await askMaxInFlight(plan) : null,
  };
}

async function askStrategy({ can }: CloudFoundryClient, plan: AssignmentPlan): Promise<Strategy> {
  const offered: Readonly<Record<Strategy, boolean>> = {
    rolling: can.deployDroplet,
    canary: can.canary,
  };
  const strategies = (Object.keys(offered) as readonly Strategy[]).filter((one) => offered[one]);
  const [only, ...others] = strategies;
  if (only && others.length === 0) return only;
  const picked = await showQuickPick({
    items: strategies.map((strategy) => {
      const { description, label } = strategyWords(strategy, language());
      return { strategy, label, description };
    }),
    title: titleOf(plan),
    placeHolder: vscode.l10n.t('How should the instances be replaced?'),
  });
  if (!picked) throw new Canceled();
  return picked.strategy;
}

async function askMaxInFlight(plan: AssignmentPlan): Promise<number> {
  const text = await ask({
    title: titleOf(plan),
    prompt: vscode.l10n.t('How many instances should be replaced at once?'),
    value: '1',
    validateInput: (input) =>
      toCount(input) === null ? vscode.l10n.t('Enter a whole number, 1 or more.') : undefined,
  });
  return toCount(text) ?? 1;
}

function toCount(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : null;
}

function titleOf({ app, candidate }: AssignmentPlan): string {
  return vscode.l10n.t('Deploy Droplet {0} to {1}', shortGuid(candidate.guid), app.name);
}
