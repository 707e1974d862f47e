import type { Build } from '../../cloudfoundry/resources/build.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Package } from '../../cloudfoundry/resources/package.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { StageView } from '../../webviews/dropletProtocol.ts';
import { type Language } from '../../wording/language.ts';
import { assignedStage, deployedStage } from './laterStages.ts';
import { missingStage, notes } from './stageParts.ts';
import { toMoment, took } from '../../wording/times.ts';
import { markOf, stateWord, errorName } from '../../wording/states.ts';

/**
 * The five stages of a droplet's life, in their order.
 * @param droplet the masked one
 */
export function toStages(
  lifecycle: Lifecycle,
  droplet: Droplet,
  language: Language,
): readonly StageView[] {
  return [
    packageStage(lifecycle.package, droplet, language),
    buildStage(lifecycle.build, droplet, language),
    dropletStage(droplet, lifecycle.build, language),
    assignedStage(lifecycle, language),
    deployedStage(lifecycle, language),
  ];
}

function packageStage(
  stage: Lifecycle['package'],
  { packageGuid }: Droplet,
  language: Language,
): StageView {
  const { l10n } = language;
  const title = l10n.t('Package');
  if (stage.kind === 'missing') {
    const why =
      packageGuid === null
        ? l10n.t('No package: the droplet was copied or uploaded.')
        : l10n.t('The package no longer exists.');
    return missingStage(title, stage, why, language);
  }
  const found: Package = stage.value;
  return {
    title,
    mark: markOf(found.state),
    word: stateWord(found.state, language),
    at: toMoment(found.createdAt, language),
    duration: found.state === 'READY' ? tookFrom(found, language) : null,
    who: null,
    notes: notes(found.type, found.image, errorName(found.error)),
  };
}

function buildStage(stage: Lifecycle['build'], droplet: Droplet, language: Language): StageView {
  const { l10n } = language;
  const title = l10n.t('Build');
  if (stage.kind === 'missing') {
    const why =
      droplet.packageGuid === null
        ? l10n.t('Not staged here: the droplet was copied or uploaded.')
        : l10n.t('The build isn’t among the newest builds of the package.');
    return missingStage(title, stage, why, language);
  }
  const build: Build = stage.value;
  const memory = build.stagingMemoryInMb;
  return {
    title,
    mark: markOf(build.state),
    word: stateWord(build.state, language),
    at: toMoment(build.createdAt, language),
    duration: build.state === 'STAGING' ? null : tookFrom(build, language),
    who: build.createdBy,
    notes: notes(memory === null ? null : l10n.t('{0} MB', memory), errorName(build.error)),
  };
}

function dropletStage(droplet: Droplet, build: Lifecycle['build'], language: Language): StageView {
  // If the API has no builds, the droplet's own times are those of its staging.
  const isItsOwnBuild = build.kind === 'missing' && build.reason === 'noEndpoint';
  return {
    title: language.l10n.t('Droplet'),
    mark: markOf(droplet.state),
    word: stateWord(droplet.state, language),
    at: toMoment(droplet.createdAt, language),
    duration: isItsOwnBuild && droplet.state === 'STAGED' ? tookFrom(droplet, language) : null,
    who: null,
    notes: notes(droplet.stack, droplet.state === 'FAILED' ? errorName(droplet.error) : null),
  };
}

function tookFrom(
  {
    createdAt,
    updatedAt,
  }: { readonly createdAt: string | null; readonly updatedAt: string | null },
  language: Language,
): string | null {
  return took(createdAt, updatedAt, language);
}
