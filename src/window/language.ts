import * as vscode from 'vscode';

/** The current input for texts: see `Language` in src/wording. */
export function language(): {
  readonly l10n: typeof vscode.l10n;
  readonly locale: string;
  readonly now: Date;
} {
  return { l10n: vscode.l10n, locale: vscode.env.language, now: new Date() };
}
