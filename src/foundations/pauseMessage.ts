import * as vscode from 'vscode';

/** Tells in the status bar, for as long as it lasts, that a foundation has asked to wait (a rate limit). */
export function pauseMessage(foundation: () => string): (until: number | null) => void {
  let shown: vscode.Disposable | null = null;
  return (until) => {
    shown?.dispose();
    shown =
      until === null
        ? null
        : vscode.window.setStatusBarMessage(
            vscode.l10n.t(
              '$(watch) {0} asks to wait until {1}',
              foundation(),
              new Date(until).toLocaleTimeString(vscode.env.language),
            ),
          );
  };
}
