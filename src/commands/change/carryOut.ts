import type { Guarded, Obstacle } from '../../changes/guard.ts';
import { refusalOf, type Remedy } from '../../changes/refusals.ts';
import { language } from '../../window/language.ts';
import { obstacleText } from '../../wording/obstacles.ts';
import type { ChangeWords } from '../../wording/outcomes.ts';
import * as vscode from 'vscode';
import { Declined, withProgressToTheEnd } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { showCurrent } from './showCurrent.ts';
import type { AppRow } from '../../explorer/rows.ts';
import { toWaysOut } from './waysOut.ts';

/** A change that the user has confirmed. */
interface Confirmed<T> {
  readonly words: ChangeWords;
  /** Checks again: the user agreed only to what the question showed. */
  readonly guard: () => Promise<Guarded>;
  /** Sends it once, and verifies the outcome. */
  readonly send: () => Promise<T>;
}

/**
 * Carries out a change, with progress that can't be canceled.
 * @throws Declined if something has changed since the question, or if the API refuses, with
 * ways to solve it
 */
export async function carryOut<T>(
  services: Services,
  row: AppRow,
  { guard, send, words }: Confirmed<T>,
): Promise<T> {
  return withProgressToTheEnd(words.doing, async () => {
    await requireUnchanged(services, row, await guard());
    return sending(services, row, words, send);
  });
}

/** @throws Declined if anything has changed since the question */
export async function requireUnchanged(
  services: Services,
  row: AppRow,
  guarded: Guarded,
): Promise<void> {
  if (guarded.kind === 'unchanged') return;
  if (guarded.kind === 'currentChanged') await showCurrent(services, row, guarded.current);
  throw new Declined(
    obstacleText(row.app, guarded, language()),
    toWaysOut(helpWith(guarded), services, row),
  );
}

/** Runs code that sends a change. Reports a refusal in the API's words, with ways to solve it. */
export async function sending<T>(
  services: Services,
  row: AppRow,
  { couldNot }: ChangeWords,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal || error instanceof Declined) throw error;
    throw new Declined(
      vscode.l10n.t('{0}: {1}', couldNot, refusal.said),
      toWaysOut(refusal.remedies, services, row),
    );
  }
}

function helpWith({ kind }: Obstacle): readonly Remedy[] {
  switch (kind) {
    case 'deploymentRuns':
      return ['showDeployment', 'cancelDeployment'];
    case 'currentChanged':
    case 'requestChanged':
    case 'unassignable':
      return ['pickAnother'];
    case 'roleLost':
      return ['signIn'];
    case 'appGone':
    case 'dropletGone':
    case 'stateChanged':
    case 'labelsChanged':
    case 'isCurrent':
    case 'currentUnknown':
      return ['refresh'];
  }
}
