/**
 * Whether one API version comes before another (`3.46.0`). Pre-releases (`3.0.0-alpha.5`)
 * come before their release, build metadata (`+cf-k8s`) is ignored, and an invalid version
 * comes before nothing.
 * @see https://semver.org/#spec-item-11
 */
export function isBefore(version: string, other: string): boolean {
  const [core = '', preRelease = ''] = version.split('+', 1)[0]?.split('-', 2) ?? [];
  const numbers = core.split('.').map(Number);
  if (numbers.some((number) => !Number.isInteger(number)) || core === '') return false;
  const others = other.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (numbers[i] ?? 0) - (others[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return preRelease !== '';
}
