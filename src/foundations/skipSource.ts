import type { FoundationSetting } from './foundationSetting.ts';
import type { SavedFoundation } from './savedFoundations.ts';
import type { Trust } from './trust.ts';

/**
 * Who asks not to check the certificates of an API: the setting that names it, VS Code's own `http.proxyStrictSSL`, or
 * the `cf` command line, of whose session the tree shows the foundation.
 */
export type SkipSource = 'setting' | 'proxyStrictSSL' | 'cli';

/** What that depends on. */
export interface SkipSources {
  readonly saved: readonly SavedFoundation[];
  readonly setting: FoundationSetting;
  /** `http.proxyStrictSSL` */
  readonly isStrict: boolean;
  /** Whether the command line skips validation at an API; null until its file was read. */
  readonly cliSkips: (api: string) => boolean | null;
  readonly trust: (api: string) => Trust;
}

/** Null where nobody asks for it: then what the user has once agreed to is not in force. */
export function skipSourceOf(api: string, known: SkipSources): SkipSource | null {
  const { setting, saved, isStrict } = known;
  if (setting.entries.some((entry) => entry.api === api && entry.skipsTlsValidation)) {
    return 'setting';
  }
  if (!isStrict) return 'proxyStrictSSL';
  const isAtCli = saved.some((each) => each.source === 'cli' && each.api === api);
  // Who has agreed goes on until the file says otherwise.
  const cliSkips = known.cliSkips(api) ?? known.trust(api).skipsValidation;
  return isAtCli && cliSkips ? 'cli' : null;
}
