/** The input for texts: `vscode.l10n`, the user's locale, and the current time for ages. */
export interface Language {
  readonly l10n: { t(message: string, ...values: (string | number)[]): string };
  readonly locale: string;
  readonly now: Date;
}
