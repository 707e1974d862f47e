import * as vscode from 'vscode';
import { tellInStatusBar } from '../window/progress.ts';

/** Shows in the status bar while a foundation asks us to wait (a rate limit). */
export function pauseMessage(foundation: () => string): (until: number | null) => void {
  let shown: vscode.Disposable | null = null;
  return (until) => {
    shown?.dispose();
    if (until === null) {
      shown = null;
      return;
    }
    const time = new Date(until).toLocaleTimeString(vscode.env.language);
    shown = tellInStatusBar(
      'watch',
      vscode.l10n.t('Waiting until {1}, as requested by {0}', foundation(), time),
    );
  };
}
