import type { Language } from '../../src/wording/language.ts';

/** English, with the values filled in as `vscode.l10n` does. */
export const language: Language = {
  l10n: {
    t: (message, ...values) =>
      message.replaceAll(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  locale: 'en',
  now: new Date('2016-03-15T22:30:42Z'),
};
