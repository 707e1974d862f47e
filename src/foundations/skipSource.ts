import type { FoundationSetting } from './foundationSetting.ts';
import type { SavedFoundation } from './savedFoundations.ts';
import type { Trust } from './trust.ts';

/**
 * What asks to skip certificate checks for an API: the setting that names it, VS Code's own
 * `http.proxyStrictSSL`, or the `cf` command line, if the tree shows its session's foundation.
 */
export type SkipSource = 'setting' | 'proxyStrictSSL' | 'cli';

/** The inputs for this decision. */
export interface SkipSources {
  readonly saved: readonly SavedFoundation[];
  readonly setting: FoundationSetting;
  /** `http.proxyStrictSSL` */
  readonly isStrict: boolean;
  /** Whether the command line skips certificate checks for an API; null until its file was read. */
  readonly cliSkips: (api: string) => boolean | null;
  readonly trust: (api: string) => Trust;
}

/** Null if nothing asks for it: then the user's earlier consent doesn't apply. */
export function skipSourceOf(api: string, known: SkipSources): SkipSource | null {
  const { setting, saved, isStrict } = known;
  if (setting.entries.some((entry) => entry.api === api && entry.skipsTlsValidation)) {
    return 'setting';
  }
  if (!isStrict) return 'proxyStrictSSL';
  const isAtCli = saved.some((each) => each.source === 'cli' && each.api === api);
  // The user's consent applies until the file says otherwise.
  const cliSkips = known.cliSkips(api) ?? known.trust(api).skipsValidation;
  return isAtCli && cliSkips ? 'cli' : null;
}
