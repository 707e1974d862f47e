import * as vscode from 'vscode';
import { abilitiesOf } from '../cloudfoundry/versions.ts';
import { guardDeployment } from '../changes/guard.ts';
import type { AssignmentPlan } from '../changes/plan.ts';
import { startRollout, type RolloutStart } from '../changes/startRollout.ts';
import { deploymentRequest, type DeploymentOrder } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { reasonOf } from '../explorer/reason.ts';
import { deploymentPreview } from '../wording/previews.ts';
import { showQuickPick } from '../window/quickPick.ts';
import { ask } from './ask.ts';
import { guardedText } from './assignmentReport.ts';
import { pickChangeable } from './changeable.ts';
import { Canceled, Refusal, withProgressToTheEnd } from './command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickDroplet } from './pick.ts';
import { makePlan } from './makePlan.ts';
import type { Services } from './services.ts';
import { dropletSubject, placeNames, type DropletSubject } from './subject.ts';
import { showCurrent } from './showCurrent.ts';
import { sending, waysOutOfGuard } from './waysOut.ts';
import { language } from '../window/language.ts';
import { shortGuid } from '../wording/guids.ts';

type Order = Omit<DeploymentOrder, 'appGuid'>;

/** Assigns a droplet and replaces the app's instances by it, a few at a time. */
export async function deployDroplet(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  const subject = dropletSubject(row);
  const client = await subject.foundation.connection.client();
  if (!abilitiesOf(client.discovery).deployDroplet) {
    throw new Refusal(
      vscode.l10n.t(
        'This foundation can’t deploy a droplet: its API is older than 3.58. Assign the droplet, and restart the app.',
      ),
    );
  }
  await deployPlanned(services, subject, await makePlan(client, subject));
}

/** As `deployDroplet`, once it is known what it would do. */
export async function deployPlanned(
  services: Services,
  subject: DropletSubject,
  plan: AssignmentPlan,
): Promise<void> {
  const client = await subject.foundation.connection.client();
  const order = await askOrder(client, plan);
  const request = deploymentRequest(client.scope, { ...order, appGuid: plan.app.guid });
  await confirmChange({
    ...deploymentPreview(plan, placeNames(subject), order, request, language()),
    actions: [{ id: 'deploy', title: vscode.l10n.t('Deploy'), isChange: true }],
    requests: [request],
    app: plan.app.name,
    place: placeNames(subject),
  });
  const started = await start(services, client, subject, plan, order);
  await report(services, subject, plan, started);
}

async function askOrder(client: CloudFoundryClient, plan: AssignmentPlan): Promise<Order> {
  const { maxInFlight } = abilitiesOf(client.discovery);
  const strategy = await askStrategy(client, plan);
  return {
    dropletGuid: plan.candidate.guid,
    strategy,
    maxInFlight: maxInFlight ? await askMaxInFlight(plan) : null,
  };
}

async function askStrategy(
  { discovery }: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Order['strategy']> {
  const { t } = vscode.l10n;
  if (!abilitiesOf(discovery).canary) return 'rolling';
  const items = [
    {
      strategy: 'rolling' as const,
      label: t('Rolling'),
      description: t('new instances take the place of old ones, bit by bit'),
    },
    {
      strategy: 'canary' as const,
      label: t('Canary'),
      description: t('one new instance first; the rest after you continue'),
    },
  ];
  const picked = await showQuickPick({
    items,
    title: titleOf(plan),
    placeHolder: t('How are the instances replaced?'),
  });
  if (!picked) throw new Canceled();
  return picked.strategy;
}

async function askMaxInFlight(plan: AssignmentPlan): Promise<number> {
  const text = await ask({
    title: titleOf(plan),
    prompt: vscode.l10n.t('How many instances are replaced at once?'),
    value: '1',
    validateInput: (input) =>
      toCount(input) === null ? vscode.l10n.t('Enter a whole number from 1 on.') : undefined,
  });
  return toCount(text) ?? 1;
}

function toCount(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : null;
}

function titleOf({ app, candidate }: AssignmentPlan): string {
  return vscode.l10n.t('Deploy Droplet {0} to {1}', shortGuid(candidate.guid), app.name);
}

async function start(
  services: Services,
  client: CloudFoundryClient,
  subject: DropletSubject,
  plan: AssignmentPlan,
  order: Order,
): Promise<RolloutStart> {
  const { app, candidate } = plan;
  const droplet = shortGuid(candidate.guid);
  const title = vscode.l10n.t('Starting the deployment of droplet {0} to {1}', droplet, app.name);
  const couldNot = vscode.l10n.t('Could not deploy droplet {0} to {1}', droplet, app.name);
  return withProgressToTheEnd(title, async () => {
    const guarded = await guardDeployment(client, plan);
    if (guarded.kind !== 'unchanged') {
      throw new Refusal(guardedText(plan, guarded), waysOutOfGuard(guarded, services, subject));
    }
    services.log.info(`Deploying droplet ${candidate.guid} to app ${app.guid}, ${order.strategy}`);
    return sending(services, subject, couldNot, () => startRollout(client, app, order));
  });
}

async function report(
  services: Services,
  subject: DropletSubject,
  plan: AssignmentPlan,
  started: RolloutStart,
): Promise<void> {
  const { app, candidate } = plan;
  const droplet = shortGuid(candidate.guid);
  switch (started.kind) {
    case 'started': {
      // A deployment assigns its droplet at once.
      (await services.assignmentLog()).record(subject.foundation.id, plan, subject.place);
      await showCurrent(services, subject, { kind: 'assigned', guid: candidate.guid });
      (await services.appWatch()).follow(subject.foundation, app, started.deployment);
      return;
    }
    case 'notSeen':
      throw new Refusal(
        vscode.l10n.t(
          'It is not known whether droplet {0} is deployed to {1}: {2}. So far the API shows no such deployment. Refresh to see.',
          droplet,
          app.name,
          reasonOf(started.despite),
        ),
      );
    case 'unverified':
      throw new Refusal(
        vscode.l10n.t(
          'It is not known whether droplet {0} is deployed to {1}: the API could not be asked: {2}. Refresh to see.',
          droplet,
          app.name,
          reasonOf(started.error),
        ),
      );
  }
}
