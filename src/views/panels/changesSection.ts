import type { Uncompared } from '../../changes/compare.ts';
import type { AssignmentPlan } from '../../changes/plan.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Part } from '../../explorer/part.ts';
import { span } from '../../wording/times.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Field, Section } from '../../webviews/dropletProtocol.ts';
import { subjectWord, toChanges, type Changes } from '../../wording/comparison/changeRows.ts';
import {
  advertiserText,
  effectText,
  listed,
  stayingTexts,
  warningTexts,
} from '../../wording/comparison/effectTexts.ts';
import { tagPair } from '../../wording/comparison/taggedPair.ts';
import { code, text } from './fields.ts';
import { type Language } from '../../wording/language.ts';
import type { Prospect } from './prospect.ts';
import { whyMissing } from './stageParts.ts';
import { unassignableText } from '../../wording/assignments.ts';
import { shortGuid } from '../../wording/guids.ts';

type ChangesSection = Extract<Section, { kind: 'changes' }>;

/** More rows than this are easier to read in the diff editor. */
const mostRows = 60;

/**
 * What would change if this droplet were assigned instead of the current one. Empty for the current
 * one itself; a sentence for a droplet that can't be assigned.
 */
export function changesSection(
  lifecycle: Lifecycle,
  prospect: Prospect | null,
  revealed: ReadonlySet<string>,
  language: Language,
): readonly Section[] {
  if (!prospect) return [];
  const { planned } = prospect;
  const { l10n } = language;
  const empty: ChangesSection = {
    kind: 'changes',
    title: l10n.t('What would change'),
    summary: [],
    warnings: [],
    columns: [],
    rows: [],
    notes: [],
    effects: [],
  };
  if (planned.kind === 'plan') {
    const { plan } = planned;
    return [
      {
        ...empty,
        ...comparison(lifecycle, revealed, language),
        warnings: warningTexts(plan, language),
        effects: effectsOf(plan, prospect, language),
      },
    ];
  }
  const { reason } = planned;
  if (reason.kind === 'current') return [];
  return [{ ...empty, summary: [unassignableText(lifecycle.droplet, reason, language)] }];
}

function comparison(
  { current, currentDroplet, droplet }: Lifecycle,
  revealed: ReadonlySet<string>,
  language: Language,
): Pick<ChangesSection, 'summary' | 'columns' | 'rows' | 'notes'> {
  const { l10n } = language;
  if (currentDroplet.kind === 'missing') {
    const why = whyNotCompared(current, currentDroplet, language);
    return { summary: [why], columns: [], rows: [], notes: [] };
  }
  const other = currentDroplet.value;
  const changes = toChanges(tagPair(other, droplet, revealed, language), language);
  const rest = changes.changes.length - mostRows;
  const hidden = uncompared(changes, 'hidden', language);
  const notTold = uncompared(changes, 'notTold', language);
  const tooMany = uncompared(changes, 'tooMany', language);
  return {
    summary: sentences(changes, other, language),
    columns: [l10n.t('Item'), l10n.t('Current droplet'), l10n.t('This droplet'), l10n.t('Change')],
    rows: changes.changes.slice(0, mostRows).map(({ row }) => row),
    notes: [
      ...(rest > 0
        ? [l10n.t('More differences: {0}. Select Compare with Current Droplet to see them.', rest)]
        : []),
      ...(hidden === '' ? [] : [l10n.t('Hidden by the API, so not compared: {0}.', hidden)]),
      ...(notTold === ''
        ? []
        : [l10n.t('Known for only one of the droplets, so not compared: {0}.', notTold)]),
      ...(tooMany === ''
        ? []
        : [l10n.t('Too many to compare here: {0}. Compare the JSON to see them.', tooMany)]),
    ],
  };
}

function whyNotCompared(
  current: Lifecycle['current'],
  missing: Exclude<Part<Droplet>, { kind: 'known' }>,
  language: Language,
): string {
  const { l10n } = language;
  if (current.kind === 'known' && current.value.kind === 'none') {
    return l10n.t('The app has no current droplet to compare with.');
  }
  const unknown = l10n.t('The API doesn’t say which droplet is current.');
  return l10n.t(
    'Could not compare with the current droplet: {0}',
    whyMissing(missing, unknown, language),
  );
}

function sentences(
  { changes, hasSameBits, youngerBy }: Changes,
  { guid }: Droplet,
  { l10n, locale }: Language,
): readonly string[] {
  const name = shortGuid(guid);
  const age = youngerBy === null || youngerBy === 0 ? null : span(Math.abs(youngerBy), locale);
  return [
    age === null || youngerBy === null
      ? l10n.t('Compared with the current droplet {0}.', name)
      : youngerBy < 0
        ? l10n.t('{0} older than the current droplet {1}.', age, name)
        : l10n.t('{0} newer than the current droplet {1}.', age, name),
    ...(hasSameBits === null
      ? []
      : [hasSameBits ? l10n.t('Both droplets have the same bits.') : l10n.t('The bits differ.')]),
    ...(changes.length === 0 ? [l10n.t('The API shows no other differences.')] : []),
  ];
}

function uncompared(changes: Changes, why: Uncompared['why'], { l10n }: Language): string {
  const subjects = changes.uncompared
    .filter((found) => found.why === why)
    .map(({ subject, name }) => {
      const word = subjectWord(subject, l10n);
      return name === null ? word : `${word} (${name})`;
    });
  return listed(subjects);
}

function effectsOf(
  plan: AssignmentPlan,
  { replacesSidecars }: Prospect,
  language: Language,
): readonly Field[] {
  const { l10n } = language;
  const created = plan.processes?.created ?? [];
  const staying = stayingTexts(plan, language);
  const { method, url } = plan.request;
  return [
    plain(l10n.t('Effect'), effectText(plan, language)),
    ...(created.length > 0 ? [plain(l10n.t('Process types to be created'), listed(created))] : []),
    ...(staying.length > 0 ? [plain(l10n.t('Process types that are kept'), listed(staying))] : []),
    ...(replacesSidecars
      ? [
          plain(
            l10n.t('Sidecars'),
            l10n.t(
              'Buildpack sidecars are replaced by those of this droplet, which the API doesn’t list.',
            ),
          ),
        ]
      : []),
    plain(l10n.t('Unchanged'), l10n.t('Environment, bindings, routes, and instances')),
    code(l10n.t('Request'), { kind: 'text', text: `${method} ${url.href}` }),
    plain(l10n.t('Advertised by'), advertiserText(plan, language)),
  ];
}

function plain(label: string, value: string): Field {
  return text(label, { kind: 'text', text: value });
}
