import { isRedactionText } from '../cloudfoundry/resources/resource.ts';

/**
 * Droplet properties with named values: the commands of its process types, its staging
 * environment, its metadata.
 */
export type EntrySubject = 'processType' | 'environment' | 'label' | 'annotation';

export type EntryDifference =
  | {
      readonly kind: 'entryAdded';
      readonly subject: EntrySubject;
      readonly name: string;
      readonly to: string;
    }
  | {
      readonly kind: 'entryRemoved';
      readonly subject: EntrySubject;
      readonly name: string;
      readonly from: string;
    }
  | {
      readonly kind: 'entryChanged';
      readonly subject: EntrySubject;
      readonly name: string;
      readonly from: string;
      readonly to: string;
    };

/** Returns the key to compare a text by. */
export type KeyOf = (text: string) => string;

/** Compares named values, by name; `hidden` are those that the API withholds on either side. */
export function compareEntries(
  subject: EntrySubject,
  from: object,
  to: object,
  keyOf: KeyOf,
): { readonly differences: readonly EntryDifference[]; readonly hidden: readonly string[] } {
  const before = toTexts(from);
  const after = toTexts(to);
  const differences: EntryDifference[] = [];
  const hidden: string[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const a = before.get(name);
    const b = after.get(name);
    if (a !== undefined && b !== undefined) {
      if (isRedactionText(a) || isRedactionText(b)) hidden.push(name);
      else if (keyOf(a) !== keyOf(b)) {
        differences.push({ kind: 'entryChanged', subject, name, from: a, to: b });
      }
    } else if (b !== undefined) differences.push({ kind: 'entryAdded', subject, name, to: b });
    else if (a !== undefined) differences.push({ kind: 'entryRemoved', subject, name, from: a });
  }
  return { differences, hidden };
}

function toTexts(entries: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
