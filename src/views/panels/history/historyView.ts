import type { HistoryView } from '../../../explorer/history/appHistory.ts';
import { currentFrom, KnownDroplets } from '../../../explorer/history/goBack.ts';
import type { HistoryState } from '../../../explorer/history/historyLoader.ts';
import { currentAt } from '../../../explorer/history/stretches.ts';
import type {
  Band,
  DayView,
  EntryView,
  HistoryPanelView,
} from '../../../webviews/historyProtocol.ts';
import { toEntryView, type Showing } from './entryView.ts';
import { bandOf, barsOf } from './lanes.ts';
import { toNotices } from '../../../wording/history/notices.ts';
import { historyTexts } from '../../../wording/history/texts.ts';
import { Times } from '../../../wording/history/times.ts';
import { shortGuid } from '../../../wording/guids.ts';
import { shown } from '../../../wording/inLine.ts';
import { notRefreshedText } from '../../../wording/panelTexts.ts';

/** What the panel of a history shows. */
export function toHistoryMessage(state: HistoryState, showing: Showing): HistoryPanelView {
  const { header, language, loading } = showing;
  const texts = historyTexts(language);
  switch (state.kind) {
    case 'loading':
      return { type: 'loading', texts, header };
    case 'failed':
      return { type: 'failed', texts, header, message: shown(state.error.message, 1000) };
    case 'shown': {
      const { value: view, error } = state;
      return {
        type: 'shown',
        texts,
        header,
        busy: loading,
        notices: [
          ...(error
            ? [{ text: notRefreshedText(shown(error.message, 500), language), canRetry: true }]
            : []),
          ...toNotices(view, language),
        ],
        now: nowOf(view, showing),
        days: toDays(view, showing),
        hasOlder: view.hasOlder,
      };
    }
  }
}

/** What is current and, if known, since when. */
function nowOf(
  { current, stretches }: HistoryView,
  { language, timeZone }: Showing,
): { readonly text: string; readonly band: Band } {
  const { l10n } = language;
  const last = stretches.at(-1);
  const band = bandOf(current.kind === 'assigned' ? current.guid : null, current);
  switch (current.kind) {
    case 'assigned': {
      const name = shortGuid(current.guid);
      if (last?.droplet !== current.guid) return { band, text: l10n.t('{0} is current.', name) };
      const since = new Times(language, timeZone).absolute(last.from);
      return { band, text: l10n.t('{0} has been current since {1}.', name, since) };
    }
    case 'none':
      return { band, text: l10n.t('No droplet is current.') };
    case 'unknown':
      return { band, text: l10n.t('The current droplet is unknown.') };
  }
}

function toDays(view: HistoryView, showing: Showing): readonly DayView[] {
  const { language, timeZone } = showing;
  const times = new Times(language, timeZone);
  const known = new KnownDroplets(view);
  const bars = barsOf(view.entries);
  const band = view.entries.map((entry) => currentFrom(entry, view.stretches));
  const days: { id: string; title: string; age: string; entries: EntryView[] }[] = [];
  for (const [index, entry] of view.entries.entries()) {
    const { time } = entry;
    const title = time === null ? language.l10n.t('Time not recorded') : times.day(time);
    if (days.at(-1)?.title !== title) {
      const age = time === null ? '' : times.age(time);
      days.push({ id: `${title} ${time ?? ''}`, title, age, entries: [] });
    }
    const older = view.entries[index + 1]?.time ?? null;
    // The band continues from entry to entry; under the last one, as far as it is known.
    const isLast = older === null && time !== null;
    days.at(-1)?.entries.push(
      toEntryView(entry, {
        view,
        showing,
        times,
        known,
        from: band[index] ?? null,
        before: isLast ? currentAt(view.stretches, time - 1) : (band[index + 1] ?? null),
        bars: bars[index] ?? [],
      }),
    );
  }
  return days;
}
