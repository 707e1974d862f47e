import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** The progress of something. VS Code adds the increments up: 100 is the end. */
export interface Progress {
  readonly message: string;
  readonly increment: number;
}

type Tell = (progress: Progress) => void;

/**
 * Shows a notification with a progress bar until `run` ends.
 * @param onDidCancel without it, there is no Cancel button
 */
export async function withNotifiedProgress<T>(
  title: string,
  run: (tell: Tell) => Promise<T>,
  onDidCancel?: () => void,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: inert(title),
    cancellable: onDidCancel !== undefined,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    if (onDidCancel) token.onCancellationRequested(onDidCancel);
    return run(({ increment, message }) => {
      progress.report({ message: inert(message), increment });
    });
  });
}

/** Shows a progress bar at the top of a view until `run` ends. */
export async function withViewProgress<T>(viewId: string, run: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId } }, run);
}

const shortTime = 3000;

/** Briefly shows in the status bar that something was done. */
export function tellShortly(text: string): void {
  vscode.window.setStatusBarMessage(inert(text), shortTime);
}

/** Shows a text with an icon in the status bar until disposed. */
export function tellInStatusBar(iconId: string, text: string): vscode.Disposable {
  return vscode.window.setStatusBarMessage(`$(${iconId}) ${inert(text)}`);
}
