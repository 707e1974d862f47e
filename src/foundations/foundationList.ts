import type { Foundation } from '../explorer/rows.ts';
import type { FoundationEntry } from './foundationSetting.ts';
import { foundationId, type SavedFoundation } from './savedFoundations.ts';
import { skipSourceOf, type SkipSources } from './skipSource.ts';

/** The foundations that the tree shows: those that the user has added or arranged, in that order, then the setting's others. */
export function listFoundations(known: SkipSources): readonly Foundation[] {
  const { saved, setting } = known;
  const isSaved = (api: string) => saved.some((other) => other.api === api);
  const named = setting.entries.map(({ api }) => api);
  const isAtCli = (api: string) => saved.some((each) => each.source === 'cli' && each.api === api);
  return [
    ...saved
      // One that the setting names no more, and one that the session of the command line shows already.
      .filter(({ api, source }) => source !== 'setting' || (named.includes(api) && !isAtCli(api)))
      .map((each) => toFoundation(each, known)),
    ...named
      .filter((api) => !isSaved(api))
      .map((api) => toFoundation({ api, user: '', source: 'setting', name: null }, known)),
  ];
}

/** A foundation with what the setting and the user say of it. The setting's word counts more, but for the name and the authorities. */
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
