/** What texts are made with: `vscode.l10n`, the reader's locale, and the time to tell ages from. */
export interface Language {
  readonly l10n: { t(message: string, ...values: (string | number)[]): string };
  readonly locale: string;
  readonly now: Date;
}
