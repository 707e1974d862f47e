// Compares an answer of the sample foundation with one that a real Cloud Controller gave: the same keys in the
// same order, the same types and values. Guids, times and the origin differ by nature. Guids must differ
// consistently: what was one thing in the recording must be one thing in the sample.

const guid =
  /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\b(?:APP\d|D\d_\d|SPACE|ORG|GUID)\b/g;
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
const checksum = /^[\da-f]{64}$/;

export class Comparison {
  readonly #origins: readonly (readonly [string, string])[];
  /** The sample's guid for each of the recording's. */
  readonly #known: Map<string, string>;

  /** `origins` are the recording's, and what the sample has in their place. */
  constructor(
    origins: readonly (readonly [string, string])[],
    known: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#origins = origins;
    this.#known = new Map(known);
  }

  /** The recording's text with the sample's guids and origin in it. */
  translate(recorded: string): string {
    const moved = this.#origins.reduce((text, [from, to]) => text.replaceAll(from, to), recorded);
    return moved.replace(guid, (found) => this.#known.get(found) ?? found);
  }

  /** What differs, each with its path. `isFree` are paths where only the type must agree. */
  differences(
    recorded: unknown,
    answered: unknown,
    isFree: (path: string) => boolean = () => false,
    path = '',
  ): readonly string[] {
    if (Array.isArray(recorded) && Array.isArray(answered)) {
      const count =
        recorded.length === answered.length
          ? []
          : [`${path}: ${answered.length} elements instead of ${recorded.length}`];
      return recorded
        .slice(0, answered.length)
        .flatMap((element, index) =>
          this.differences(element, answered[index], isFree, `${path}/${index}`),
        )
        .concat(count);
    }
    if (isRecord(recorded) && isRecord(answered)) {
      return this.#objectDifferences(recorded, answered, isFree, path);
    }
    if (typeof recorded !== typeof answered || (recorded === null) !== (answered === null)) {
      return [`${path}: ${JSON.stringify(answered)} instead of ${JSON.stringify(recorded)}`];
    }
    if (isFree(path) || recorded === answered) return [];
    if (typeof recorded === 'string' && typeof answered === 'string') {
      return this.#textDifferences(recorded, answered, path);
    }
    return [`${path}: ${JSON.stringify(answered)} instead of ${JSON.stringify(recorded)}`];
  }

  #objectDifferences(
    recorded: Readonly<Record<string, unknown>>,
    answered: Readonly<Record<string, unknown>>,
    isFree: (path: string) => boolean,
    path: string,
  ): readonly string[] {
    const keys = Object.keys(recorded).join(' ');
    const found = Object.keys(answered).join(' ');
    if (keys !== found) return [`${path}: keys "${found}" instead of "${keys}"`];
    return Object.entries(recorded).flatMap(([key, value]) =>
      this.differences(value, answered[key], isFree, `${path}/${key}`),
    );
  }

  #textDifferences(recorded: string, answered: string, path: string): readonly string[] {
    const difference = [`${path}: "${answered}" instead of "${recorded}"`];
    if (checksum.test(recorded)) return checksum.test(answered) ? [] : difference;
    const moved = this.#origins.reduce((text, [from, to]) => text.replaceAll(from, to), recorded);
    const expected = moved.replace(time, 'TIME').split(guid);
    const found = answered.replace(time, 'TIME').split(guid);
    if (expected.join('\0') !== found.join('\0')) return difference;
    const names = recorded.match(guid) ?? [];
    const guids = answered.match(guid) ?? [];
    const agrees = names.every((name, index) => this.#isSame(name, guids[index] ?? ''));
    return agrees ? [] : difference;
  }

  #isSame(name: string, answered: string): boolean {
    // The recording gave no names to what did not matter to it.
    if (name === 'GUID' || name === answered) return true;
    const known = this.#known.get(name);
    if (known !== undefined) return known === answered;
    if ([...this.#known.values()].includes(answered)) return false;
    this.#known.set(name, answered);
    return true;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
