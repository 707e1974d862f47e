import type { CurrentDroplet } from '../../../cloudfoundry/resources/app.ts';
import type { HistoryView } from '../../../explorer/history/appHistory.ts';
import type { HistoryEntry } from '../../../explorer/history/entries.ts';
import { currentThen, dropletOf, type KnownDroplets } from '../../../explorer/history/goBack.ts';
import type { HistoryLoading } from '../../../explorer/history/historyLoader.ts';
import type { PanelHeader } from '../../../webviews/frame.ts';
import type { Bar, EntryView } from '../../../webviews/historyProtocol.ts';
import type { Language } from '../../../wording/language.ts';
import { details } from '../../../wording/history/entryParts.ts';
import { entryText } from '../../../wording/history/entryText.ts';
import { bandOf } from './lanes.ts';
import type { Times } from '../../../wording/history/times.ts';
import { shortGuid } from '../../../wording/guids.ts';

/** How to show a history, apart from its content. */
export interface Showing {
  readonly header: PanelHeader;
  readonly loading: HistoryLoading | null;
  /** Whether droplets may be assigned here. */
  readonly canAssign: boolean;
  readonly language: Language;
  /** The user's own by default. */
  readonly timeZone?: string;
}

/** The id of an entry for the script. */
export function idOf(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'droplet':
      return `droplet ${entry.droplet.guid}`;
    case 'build':
      return `build ${entry.build.guid}`;
    case 'package':
      return `package ${entry.package.guid}`;
    case 'assignment':
      return `assignment ${entry.event.guid}`;
    case 'deployment':
      return `deployment ${entry.deployment.guid}`;
    case 'revision':
      return `revision ${entry.revision.guid}`;
  }
}

interface Surroundings {
  readonly view: HistoryView;
  readonly showing: Showing;
  readonly times: Times;
  readonly known: KnownDroplets;
  /** The droplets that were current from then on, and until then. */
  readonly from: string | null;
  readonly before: string | null;
  readonly bars: readonly Bar[];
}

/** One entry, with everything shown for it. */
export function toEntryView(entry: HistoryEntry, around: Surroundings): EntryView {
  const { view, showing, times, known, from, before, bars } = around;
  const { language } = showing;
  const { l10n } = language;
  const { current, stretches } = view;
  const { time } = entry;
  const droplet = dropletOf(entry);
  const isCurrent = stretches.at(-1)?.from === time && isNow(current, droplet);
  const said = entryText(entry, { language, times, before, isCurrent });
  const absolute = time === null ? null : times.absolute(time);
  const back = showing.canAssign ? known.goBackTo(entry, view) : null;
  const then = currentThenText(entry, around);
  return {
    id: idOf(entry),
    kind: entry.kind,
    ...said,
    clock: time === null ? '' : times.clock(time),
    iso: time === null ? null : new Date(time).toISOString(),
    currentThen: then,
    details: [
      ...details([l10n.t('Time'), absolute ?? l10n.t('not recorded')]),
      ...said.details,
      ...details([l10n.t('Current at the time'), then]),
    ],
    droplet,
    canOpen: droplet !== null && !known.isGone(droplet),
    goBack:
      back === null || absolute === null
        ? null
        : {
            label: l10n.t('Go Back to {0}…', shortGuid(back)),
            description: l10n.t(
              'Go back to the droplet that was current on {0}: assign droplet {1}',
              absolute,
              shortGuid(back),
            ),
          },
    band: bandOf(from, current),
    bandBefore: bandOf(before, current),
    bars,
  };
}

function currentThenText(entry: HistoryEntry, { view, known, showing }: Surroundings): string {
  const { l10n } = showing.language;
  const guid = currentThen(entry, view.stretches);
  if (guid === null) return l10n.t('unknown');
  const name = shortGuid(guid);
  if (isNow(view.current, guid)) return l10n.t('{0}, also current now', name);
  if (known.isGone(guid)) return l10n.t('{0}, which no longer exists', name);
  return known.state(guid) === 'EXPIRED' ? l10n.t('{0}, which has expired', name) : name;
}

function isNow(current: CurrentDroplet, droplet: string | null): boolean {
  return current.kind === 'assigned' && current.guid === droplet;
}
