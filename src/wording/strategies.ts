import type { Strategy } from '../cloudfoundry/change.ts';
import type { Language } from './language.ts';

interface StrategyWords {
  readonly label: string;
  readonly description: string;
}

/** The name of a strategy, and what it does. */
export function strategyWords(strategy: Strategy, { l10n }: Language): StrategyWords {
  switch (strategy) {
    case 'rolling':
      return {
        label: l10n.t('Rolling'),
        description: l10n.t('new instances replace old ones a few at a time'),
      };
    case 'canary':
      return {
        label: l10n.t('Canary'),
        description: l10n.t('one new instance first, the others after you continue'),
      };
  }
}
