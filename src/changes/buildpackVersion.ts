/** How one version compares to an earlier one. */
export type VersionOrder = 'newer' | 'older';

/**
 * Whether `to` is newer or older than `from`; null if they are equal or one contains no version.
 * Versions are numbers with any number of dots (`4.63.0`, `v1.10`, `ruby 1.6.14`); a pre-release
 * comes before its release.
 */
export function versionOrder(from: string | null, to: string | null): VersionOrder | null {
  const a = parse(from);
  const b = parse(to);
  if (!a || !b) return null;
  for (let i = 0; i < Math.max(a.numbers.length, b.numbers.length); i += 1) {
    const difference = (b.numbers[i] ?? 0n) - (a.numbers[i] ?? 0n);
    if (difference !== 0n) return difference > 0n ? 'newer' : 'older';
  }
  if (a.isPreRelease === b.isPreRelease) return null;
  return a.isPreRelease ? 'newer' : 'older';
}

/** Whether a text contains a version. */
export function hasVersion(text: string | null): boolean {
  return parse(text) !== null;
}

function parse(
  text: string | null,
): { readonly numbers: readonly bigint[]; readonly isPreRelease: boolean } | null {
  const found = /(?:^|[\s=@-])v?(\d{1,30}(?:\.\d{1,30}){0,9})(-[a-z\d])?/i.exec(
    text?.slice(0, 200) ?? '',
  );
  if (!found) return null;
  return {
    numbers: (found[1] ?? '').split('.').map(BigInt),
    isPreRelease: found[2] !== undefined,
  };
}
