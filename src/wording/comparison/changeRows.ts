import { compareDroplets, type Difference, type Uncompared } from '../../changes/compare.ts';
import { boundedWord } from '../../cloudfoundry/bounds.ts';
import type { DetectedBuildpack } from '../../cloudfoundry/resources/droplet.ts';
import type { ChangeRow, ShownValue } from '../../webviews/dropletProtocol.ts';
import type { Language } from '../language.ts';
import type { TaggedPair } from './taggedPair.ts';

type L10n = Language['l10n'];

/** One difference, and how to show it. */
export interface Change {
  readonly difference: Difference;
  readonly row: ChangeRow;
}

/** The differences between two droplets, ready to show. */
export interface Changes {
  readonly youngerBy: number | null;
  readonly hasSameBits: boolean | null;
  readonly changes: readonly Change[];
  readonly uncompared: readonly Uncompared[];
}

/** Compares two droplets and describes the differences. Secrets that aren't revealed are masked. */
export function toChanges({ from, to, keyOf, show }: TaggedPair, { l10n }: Language): Changes {
  const { differences, ...rest } = compareDroplets(from, to, keyOf);
  return {
    ...rest,
    changes: differences.map((difference) => ({ difference, row: toRow(difference, show, l10n) })),
  };
}

function toRow(difference: Difference, show: TaggedPair['show'], l10n: L10n): ChangeRow {
  const nothing: ShownValue = { kind: 'none', text: '–' };
  const shown = (text: string | null): ShownValue => (text === null ? nothing : show(text));
  switch (difference.kind) {
    case 'value': {
      const [before, after] = [shown(difference.from), shown(difference.to)];
      const word = before.kind === 'secret' ? l10n.t('differs') : l10n.t('changed');
      return { subject: subjectWord(difference.subject, l10n), from: before, to: after, word };
    }
    case 'buildpackAdded':
      return {
        subject: l10n.t('Buildpack'),
        from: nothing,
        to: buildpackText(difference.buildpack, show),
        word: l10n.t('added'),
      };
    case 'buildpackRemoved':
      return {
        subject: l10n.t('Buildpack'),
        from: buildpackText(difference.buildpack, show),
        to: nothing,
        word: l10n.t('removed'),
      };
    case 'buildpackChanged':
      return {
        subject: l10n.t('Buildpack'),
        from: buildpackText(difference.from, show),
        to: buildpackText(difference.to, show),
        word: orderWord(difference.order, l10n),
      };
    case 'buildpacksReordered':
      return {
        subject: l10n.t('Buildpacks'),
        from: nothing,
        to: nothing,
        word: l10n.t('in a different order'),
      };
    case 'entryAdded':
      return {
        subject: entrySubject(difference, l10n),
        from: nothing,
        to: show(difference.to),
        word: l10n.t('added'),
      };
    case 'entryRemoved':
      return {
        subject: entrySubject(difference, l10n),
        from: show(difference.from),
        to: nothing,
        word: l10n.t('removed'),
      };
    case 'entryChanged': {
      const before = show(difference.from);
      return {
        subject:
          difference.subject === 'processType'
            ? l10n.t('Start command of {0}', boundedWord(difference.name))
            : entrySubject(difference, l10n),
        from: before,
        to: show(difference.to),
        word: before.kind === 'secret' ? l10n.t('differs') : l10n.t('changed'),
      };
    }
  }
}

/** Name and version; without a version, the buildpack's detect output. */
function buildpackText(buildpack: DetectedBuildpack, show: TaggedPair['show']): ShownValue {
  const name = show(buildpack.name ?? buildpack.buildpackName);
  const detail = buildpack.version ?? buildpack.detectOutput;
  if (detail === null || detail === '') return name;
  return { ...name, text: `${name.text} ${show(detail).text}` };
}

function orderWord(order: 'newer' | 'older' | null, l10n: L10n): string {
  switch (order) {
    case 'newer':
      return l10n.t('newer');
    case 'older':
      return l10n.t('older');
    case null:
      return l10n.t('changed');
  }
}

function entrySubject(
  { subject, name }: Extract<Difference, { kind: 'entryAdded' | 'entryRemoved' | 'entryChanged' }>,
  l10n: L10n,
): string {
  const word = boundedWord(name);
  switch (subject) {
    case 'processType':
      return l10n.t('Process type {0}', word);
    case 'environment':
      return l10n.t('Environment {0}', word);
    case 'label':
      return l10n.t('Label {0}', word);
    case 'annotation':
      return l10n.t('Annotation {0}', word);
  }
}

/** The name of a comparison's subject, used on its own. */
export function subjectWord(subject: Uncompared['subject'], l10n: L10n): string {
  switch (subject) {
    case 'lifecycle':
      return l10n.t('Lifecycle');
    case 'stack':
      return l10n.t('Stack');
    case 'image':
      return l10n.t('Image');
    case 'buildpack':
      return l10n.t('Buildpacks');
    case 'executionMetadata':
      return l10n.t('Execution metadata');
    case 'procfile':
      return l10n.t('Procfile');
    case 'processType':
      return l10n.t('Process types');
    case 'environment':
      return l10n.t('Environment');
    case 'label':
      return l10n.t('Labels');
    case 'annotation':
      return l10n.t('Annotations');
  }
}
