import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Part } from '../../explorer/part.ts';
import type { Section, ShownValue } from '../../webviews/dropletProtocol.ts';
import { type Language } from '../../wording/language.ts';
import { maskedText } from '../../wording/shown.ts';
import { toMoment } from '../../wording/times.ts';
import { stateWord } from '../../wording/states.ts';

interface Event {
  readonly at: string | null;
  readonly what: string;
  readonly who: string | null;
}

/**
 * Every recorded assignment, deployment and revision of the droplet, newest first; empty
 * if there is none.
 */
export function historySection(lifecycle: Lifecycle, language: Language): readonly Section[] {
  const { l10n } = language;
  const events: readonly Event[] = [
    ...known(lifecycle.assignments).map((event) => ({
      at: event.createdAt,
      what: l10n.t('Assigned as current droplet'),
      who: event.actor?.name ?? null,
    })),
    ...known(lifecycle.deployments).map((deployment) => ({
      at: deployment.createdAt,
      what: l10n.t(
        '{0} deployment: {1}',
        deployment.strategy,
        stateWord(deployment.reason, language),
      ),
      who: null,
    })),
    ...known(lifecycle.revisions).map((revision) => ({
      at: revision.createdAt,
      what: l10n.t('Revision {0}: {1}', revision.version ?? '?', revision.description ?? ''),
      who: null,
    })),
  ];
  if (events.length === 0) return [];
  const row = ({ at, what, who }: Event): readonly ShownValue[] => [
    maskedText(toMoment(at, language)?.absolute ?? '–'),
    maskedText(what),
    maskedText(who ?? '–'),
  ];
  return [
    {
      kind: 'table',
      title: l10n.t('History'),
      columns: [l10n.t('Time'), l10n.t('Event'), l10n.t('By')],
      rows: events.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? '')).map(row),
    },
  ];
}

function known<T>(stage: Part<readonly T[]>): readonly T[] {
  return stage.kind === 'known' ? stage.value : [];
}
