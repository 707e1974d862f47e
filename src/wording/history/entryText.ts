import type { HistoryEntry } from '../../explorer/history/entries.ts';
import { origin } from '../droplets.ts';
import { shortGuid } from '../guids.ts';
import { joined, shown } from '../inLine.ts';
import { errorName, markOf, stateWord } from '../states.ts';
import { took } from '../times.ts';
import { buildpacksOf, details } from './entryParts.ts';
import { deploymentText } from './deploymentText.ts';
import { byWhom, type EntryText, type Telling } from './telling.ts';

/** The texts of an entry. */
export function entryText(entry: HistoryEntry, telling: Telling): EntryText {
  switch (entry.kind) {
    case 'droplet':
      return dropletText(entry, telling);
    case 'build':
      return buildText(entry, telling);
    case 'package':
      return packageText(entry, telling);
    case 'assignment':
      return assignmentText(entry, telling);
    case 'deployment':
      return deploymentText(entry, telling);
    case 'revision':
      return revisionText(entry, telling);
  }
}

type Entry<Kind extends HistoryEntry['kind']> = Extract<HistoryEntry, { readonly kind: Kind }>;

function dropletText(entry: Entry<'droplet'>, { language }: Telling): EntryText {
  const { l10n } = language;
  const { droplet, build } = entry;
  const isFailed = droplet.state === 'FAILED';
  const duration = took(build?.createdAt ?? null, build?.updatedAt ?? null, language);
  const error = isFailed ? (droplet.error ?? build?.error ?? null) : null;
  return {
    mark: markOf(droplet.state),
    title: l10n.t('Droplet {0}', shortGuid(droplet.guid)),
    word: stateWord(droplet.state, language),
    summary: joined([
      isFailed ? shown(errorName(error) ?? '') : origin(droplet),
      byWhom(build?.createdBy ?? null, language),
      duration === null ? null : l10n.t('took {0}', duration),
    ]),
    details: details(
      [l10n.t('Droplet'), droplet.guid, 'code'],
      [l10n.t('Error'), error],
      [l10n.t('Buildpacks'), buildpacksOf(droplet)],
      [l10n.t('Image'), droplet.image, 'code'],
      [l10n.t('Stack'), droplet.stack],
      [l10n.t('Staged by'), build?.createdBy ?? null],
      [l10n.t('Staging duration'), duration],
      [l10n.t('Build'), build?.guid ?? null, 'code'],
      [l10n.t('Package'), entry.package?.guid ?? droplet.packageGuid, 'code'],
      [l10n.t('Package state'), entry.package ? stateWord(entry.package.state, language) : null],
    ),
  };
}

function buildText({ build, package: of }: Entry<'build'>, { language }: Telling): EntryText {
  const { l10n } = language;
  const duration =
    build.state === 'STAGING' ? null : took(build.createdAt, build.updatedAt, language);
  return {
    mark: markOf(build.state),
    title: l10n.t('Build {0}', shortGuid(build.guid)),
    word: stateWord(build.state, language),
    summary: joined([
      build.error === null ? null : shown(errorName(build.error) ?? ''),
      build.dropletGuid === null ? null : l10n.t('droplet {0}', shortGuid(build.dropletGuid)),
      byWhom(build.createdBy, language),
      duration === null ? null : l10n.t('took {0}', duration),
    ]),
    details: details(
      [l10n.t('Build'), build.guid, 'code'],
      [l10n.t('Error'), build.error],
      [l10n.t('Droplet'), build.dropletGuid, 'code'],
      [l10n.t('Staged by'), build.createdBy],
      [l10n.t('Staging duration'), duration],
      [l10n.t('Package'), of?.guid ?? build.packageGuid, 'code'],
    ),
  };
}

function packageText({ package: found }: Entry<'package'>, { language }: Telling): EntryText {
  const { l10n } = language;
  return {
    mark: markOf(found.state),
    title: l10n.t('Package {0}', shortGuid(found.guid)),
    word: stateWord(found.state, language),
    summary: joined([
      found.error === null ? null : shown(found.error),
      shown(found.image ?? found.type),
      l10n.t('never staged'),
    ]),
    details: details(
      [l10n.t('Package'), found.guid, 'code'],
      [l10n.t('Error'), found.error],
      [l10n.t('Type'), found.type],
      [l10n.t('Image'), found.image, 'code'],
    ),
  };
}

function assignmentText(
  { event }: Entry<'assignment'>,
  { language, before, isCurrent }: Telling,
): EntryText {
  const { l10n } = language;
  const { dropletGuid: guid, actor } = event;
  const replaced = before === guid ? null : before;
  return {
    mark: isCurrent ? 'done' : 'ended',
    title:
      guid === null
        ? l10n.t('Assigned a droplet that the event doesn’t identify')
        : l10n.t('Assigned {0}', shortGuid(guid)),
    word: isCurrent ? l10n.t('current') : '',
    summary: joined([
      byWhom(actor?.name ?? null, language),
      replaced === null ? null : l10n.t('replacing {0}', shortGuid(replaced)),
    ]),
    details: details(
      [l10n.t('Droplet'), guid, 'code'],
      [l10n.t('Assigned by'), actor?.name ?? null],
      [l10n.t('Replaced'), replaced, 'code'],
    ),
  };
}

function revisionText({ revision }: Entry<'revision'>, { language }: Telling): EntryText {
  const { l10n } = language;
  const { dropletGuid: guid, description, isDeployable } = revision;
  return {
    mark: isDeployable === false ? 'ended' : 'done',
    title: l10n.t('Revision {0}', revision.version ?? '?'),
    word: isDeployable === false ? l10n.t('no longer deployable') : '',
    summary: joined([
      description === null ? null : shown(description),
      guid === null ? null : l10n.t('droplet {0}', shortGuid(guid)),
    ]),
    details: details(
      [l10n.t('Revision'), revision.guid, 'code'],
      [l10n.t('Droplet'), guid, 'code'],
      [l10n.t('Description'), description],
    ),
  };
}
