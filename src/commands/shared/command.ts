import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { viewId, type CommandId } from '../../contributions.ts';
import type { Services } from './services.ts';
import { showError, showInformation, showWarning } from '../../window/messages.ts';
import { withNotifiedProgress, withViewProgress, type Progress } from '../../window/progress.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/** The user ended a command before it did its work: no message needed. */
export class Canceled extends Error {
  override readonly name = 'Canceled';
}

/** A way out of a failure, or a next step: a button of a message. */
export interface WayOut {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

/** A command as a way out. */
export function toWayOut(title: string, id: string, ...given: readonly unknown[]): WayOut {
  return { title, run: () => vscode.commands.executeCommand(id, ...given) };
}

/** A command can't do what was asked; the reason is a complete sentence. */
export class Declined extends Error {
  override readonly name = 'Declined';
  readonly waysOut: readonly WayOut[];

  constructor(message: string, waysOut: readonly WayOut[] = []) {
    super(message);
    this.waysOut = waysOut;
  }
}

/** A command failed for a reason that the user can do something about. */
export class Solvable extends Error {
  override readonly name = 'Solvable';
  readonly waysOut: readonly WayOut[];

  constructor(cause: Error, waysOut: readonly WayOut[]) {
    super(cause.message, { cause });
    this.waysOut = waysOut;
  }
}

/** A command: one file each. */
export interface Command {
  readonly id: CommandId;
  /** The start of the message if it fails: "Could not sign in". */
  readonly couldNot: string;
  /** @param argument what the command is called with: a row if called from a menu of the tree */
  readonly run: (services: Services, argument: unknown) => Promise<void>;
}

/** Registers a command: the one place where its failures become a notification and a log line. */
export function register(
  services: Services,
  id: string,
  load: () => Promise<Command>,
): vscode.Disposable {
  const { log } = services;
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    let couldNot = vscode.l10n.t('Could not run the command');
    try {
      const command = await load();
      ({ couldNot } = command);
      await command.run(services, argument);
    } catch (error) {
      if (error instanceof Canceled) return;
      const message =
        error instanceof Declined
          ? error.message
          : vscode.l10n.t('{0}: {1}', couldNot, reasonOf(error));
      log.error(`${id}: ${message}`);
      // A refusal says everything already: logging it would add nothing.
      if (error instanceof Declined) {
        void offer(showWarning, message, error.waysOut);
      } else {
        void offer(showError, message, [...waysOutOf(error), showLog(log)]);
      }
    }
  });
}

function waysOutOf(error: unknown): readonly WayOut[] {
  return error instanceof Solvable ? error.waysOut : [];
}

function showLog(log: vscode.LogOutputChannel): WayOut {
  return {
    title: vscode.l10n.t('Show Log'),
    run: async () => log.show(true),
  };
}

async function offer(
  show: typeof showInformation,
  message: string,
  ways: readonly WayOut[],
): Promise<void> {
  const answer = await show(message, ...ways.map(({ title }) => title));
  await ways.find(({ title }) => title === answer)?.run();
}

/** Reports that something was done, and offers next steps. Doesn't wait for the user's answer. */
export function announce(message: string, next: readonly WayOut[] = []): void {
  void offer(showInformation, message, next);
}

/** Milliseconds. Work that takes less shows no notification: it would only flicker. */
const patience = 500;

/**
 * Runs with an abort signal, and shows a progress notification if it takes long; canceling it
 * throws `Canceled`. Pass progress if you know it.
 */
export async function withProgress<T>(
  title: string,
  run: (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let early: Progress = { message: '', increment: 0 };
  let tell = (progress: Progress): void => {
    early = { ...progress, increment: early.increment + progress.increment };
  };
  const running = run(abort.signal, (progress) => tell(progress));
  if (await isDoneSoon(running)) return running;
  return withNotifiedProgress(
    title,
    async (report) => {
      if (early.message !== '') report(early);
      tell = report;
      try {
        return await running;
      } catch (error) {
        if (abort.signal.aborted) throw new Canceled();
        throw error;
      }
    },
    () => abort.abort(),
  );
}

/** Like `withProgress`, for work that must not be interrupted. */
export async function withProgressToTheEnd<T>(title: string, run: () => Promise<T>): Promise<T> {
  const running = run();
  if (await isDoneSoon(running)) return running;
  return withNotifiedProgress(title, () => running);
}

/** Shows progress at the top of the tree while it runs. */
export async function inView(run: () => Promise<void>): Promise<void> {
  await withViewProgress(viewId, run);
}

/** Whether it has succeeded or failed before the user would notice a delay. */
async function isDoneSoon(running: Promise<unknown>): Promise<boolean> {
  const done = running.then(
    () => true,
    () => true,
  );
  return Promise.race([done, setTimeout(patience, false)]);
}
