import * as vscode from 'vscode';
import { assign } from '../../changes/assign.ts';
import { guardAssignment } from '../../changes/guard.ts';
import type { AssignmentPlan } from '../../changes/plan.ts';
import { runStoppedAssignment, stoppedAssignment } from '../../changes/stoppedAssignment.ts';
import type { LoggedAssignment } from '../../changes/undo.ts';
import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { ChangeRequest } from '../../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import { commandIds } from '../../contributions.ts';
import { actionsOf } from './assignmentActions.ts';
import { assignedText, currentText, stuckText, previewOf } from '../../wording/assignments.ts';
import { assigning, reassigning } from '../../wording/changeWords.ts';
import { outcomeText } from '../../wording/outcomes.ts';
import { carryOut } from './carryOut.ts';
import { Declined, announce, toWayOut, type WayOut } from '../shared/command.ts';
import { showDifference } from '../inspect/compare.ts';
import { confirmChange } from './confirmChange.ts';
import { deployPlanned } from './deployDroplet.ts';
import { makePlan } from './makePlan.ts';
import { restartNow } from './restartApp.ts';
import type { Services } from '../shared/services.ts';
import { showApp, showCurrent } from './showCurrent.ts';
import {
  foundationOf,
  placeNames,
  placeOf,
  type AppRow,
  type DropletRow,
} from '../../explorer/rows.ts';
import { isAwaitingRestart } from '../../explorer/runningDroplets.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';

/** Like `assignDroplet`, for a droplet whose row may not be in the tree. */
export async function assignRow(services: Services, row: DropletRow): Promise<void> {
  const { parent: app } = row;
  const client = await foundationOf(row).connection.client();
  const plan = await makePlan(client, row);
  const action = await confirmChange(app, {
    ...previewOf(plan, placeNames(app), language()),
    actions: actionsOf(plan, client.can),
    requests: requestsOf(plan, client),
  });
  switch (action) {
    case 'assign': {
      const entry = await assignPlanned(services, client, app, plan);
      const runs = runsAlready(services, app);
      announce(assignedText(plan, runs, language()), [
        ...undoStep(entry),
        ...(runs ? [] : restartStep(app, plan)),
      ]);
      return;
    }
    case 'assignAndRestart':
      await assignPlanned(services, client, app, plan);
      await restartNow(services, app, client, {
        app: plan.app,
        deployments: plan.activeDeployments,
      });
      return;
    case 'stopAssignStart':
      await assignStopped(services, client, app, plan);
      return;
    case 'deploy':
      await deployPlanned(services, app, plan);
      return;
    case 'compare':
      await comparePlanned(services, app, plan);
      return;
  }
}

/**
 * Checks again, sends, verifies and shows the outcome.
 * @throws Declined if the droplet didn't become current.
 */
async function assignPlanned(
  services: Services,
  client: CloudFoundryClient,
  row: AppRow,
  plan: AssignmentPlan,
): Promise<LoggedAssignment> {
  const { app, candidate, request } = plan;
  const words = assigning(plan, language());
  const verified = await carryOut(services, row, {
    words,
    guard: () => guardAssignment(client, plan),
    send: () => {
      const { method, url } = request;
      services.log.info(
        `Assigning droplet ${candidate.guid} to app ${app.guid}: ${method} ${url.pathname}`,
      );
      return assign(client, plan);
    },
  });
  if (verified.kind === 'done') return assigned(services, row, plan);
  if (verified.kind === 'notDone') await showCurrent(services, row, verified.answer);
  throw new Declined(outcomeText(words, verified, describeCurrent, language()));
}

function describeCurrent(current: CurrentDroplet): string {
  return currentText(current, language());
}

/** For APIs that assign only to stopped apps. */
async function assignStopped(
  services: Services,
  client: CloudFoundryClient,
  row: AppRow,
  plan: AssignmentPlan,
): Promise<void> {
  const sequence = stoppedAssignment(plan, client.scope);
  const { app, candidate } = plan;
  const outcome = await carryOut(services, row, {
    words: reassigning(plan, language()),
    guard: () => guardAssignment(client, plan),
    send: () =>
      runStoppedAssignment(client, sequence, (step) => {
        services.log.info(`${step} app ${app.guid} for droplet ${candidate.guid}`);
      }),
  });
  const isAssigned = outcome.kind === 'done' || outcome.at === 'start';
  const entry = isAssigned ? await assigned(services, row, plan) : null;
  await showApp(services, row);
  if (outcome.kind === 'stuck') throw new Declined(stuckText(plan, outcome, language()));
  announce(
    vscode.l10n.t(
      '{0} was stopped and is starting with droplet {1}.',
      app.name,
      shortGuid(candidate.guid),
    ),
    entry ? undoStep(entry) : [],
  );
}

async function assigned(
  services: Services,
  row: AppRow,
  plan: AssignmentPlan,
): Promise<LoggedAssignment> {
  const log = await services.assignmentLog();
  const entry = log.record(foundationOf(row).id, plan, placeOf(row));
  services.log.info(`Droplet ${plan.candidate.guid} is current for app ${plan.app.guid}`);
  await showCurrent(services, row, { kind: 'assigned', guid: plan.candidate.guid });
  return entry;
}

function requestsOf(plan: AssignmentPlan, { scope }: CloudFoundryClient): readonly ChangeRequest[] {
  return plan.mustStopFirst
    ? stoppedAssignment(plan, scope).steps.map(({ request }) => request)
    : [plan.request];
}

async function comparePlanned(
  services: Services,
  row: AppRow,
  { app, candidate, currentDroplet }: AssignmentPlan,
): Promise<void> {
  if (!currentDroplet) return;
  await showDifference(
    services,
    foundationOf(row).id,
    app,
    { droplet: currentDroplet, isCurrent: true },
    { droplet: candidate, isCurrent: false },
  );
}

/**
 * Whether the instances are known to run the new current droplet already: after going back without
 * a restart in between.
 */
function runsAlready({ explorer }: Services, row: AppRow): boolean {
  const shown = explorer.inTree(row) ?? row;
  return shown.running.kind === 'known' && !isAwaitingRestart(shown);
}

function undoStep(entry: LoggedAssignment): readonly WayOut[] {
  if (!entry.from) return [];
  return [toWayOut(vscode.l10n.t('Undo…'), commandIds.undoAssignment, entry)];
}

function restartStep(row: AppRow, { takesEffect }: AssignmentPlan): readonly WayOut[] {
  if (takesEffect === 'atOnce') return [];
  const title =
    takesEffect === 'onNextStart' ? vscode.l10n.t('Start App…') : vscode.l10n.t('Restart App…');
  return [toWayOut(title, commandIds.restartApp, row)];
}
