import type { Foundation } from '../explorer/rows.ts';
import type { FoundationEntry } from './foundationSetting.ts';
import { foundationId, type SavedFoundation } from './savedFoundations.ts';
import { skipSourceOf, type SkipSources } from './skipSource.ts';

/**
 * The foundations to show in the tree: those that the user has added or arranged, in that order,
 * then the others from the setting.
 */
export function listFoundations(known: SkipSources): readonly Foundation[] {
  const { saved, setting } = known;
  const isSaved = (api: string) => saved.some((other) => other.api === api);
  const named = setting.entries.map(({ api }) => api);
  const isAtCli = (api: string) => saved.some((each) => each.source === 'cli' && each.api === api);
  return [
    ...saved
      // Drops those that the setting no longer names, and those that the command line's
      // session already shows.
      .filter(({ api, source }) => source !== 'setting' || (named.includes(api) && !isAtCli(api)))
      .map((each) => toFoundation(each, known)),
    ...named
      .filter((api) => !isSaved(api))
      .map((api) => toFoundation({ api, user: '', source: 'setting', name: null }, known)),
  ];
}

/**
 * Combines a foundation with its setting and the user's decisions. The setting wins, except for the
 * name and the authorities.
 */
export function toFoundation(saved: SavedFoundation, known: SkipSources): Foundation {
  const { setting, trust } = known;
  const { api, user, file } = saved;
  const entry: FoundationEntry | undefined = setting.entries.find((each) => each.api === api);
  const decided = trust(api);
  return {
    id: foundationId(saved),
    name: saved.name ?? entry?.name ?? new URL(api).host,
    api,
    user,
    source: saved.source === 'cli' ? 'cli' : entry ? 'setting' : 'added',
    ...(file === undefined ? {} : { cliFile: file }),
    isReadOnly: entry?.isReadOnly ?? setting.doubtful.has(api),
    caFile: decided.caFile ?? entry?.caFile ?? null,
    skipsValidation: decided.skipsValidation && skipSourceOf(api, known) !== null,
    trustedLinkOrigins: entry?.trustedLinkOrigins ?? [],
    trustedBlobOrigins: entry?.trustedBlobOrigins ?? [],
  };
}
