// What is read of an answer at most, whatever a server sends: beyond these it is cut, and the surface says so. A body
// as a whole is bounded by the transport, and how deep it is nested by `secrets.ts`.

/**
 * The most labels, annotations, links, process types, buildpacks and the like of one resource that are shown and
 * compared. A Cloud Controller bounds labels and annotations too, as it is configured (`max_labels_per_resource` and
 * `max_annotations_per_resource` in its source).
 */
export const mostEntries = 1000;

/** One more is read, which tells that there are more. */
const mostRead = mostEntries + 1;

/** The most resources that are read of one page. An API gives 5,000 at most; one that does not page gives all. @see https://v3-apidocs.cloudfoundry.org/#pagination */
export const mostResources = 50_000;

/** The longest name, guid or other word that is kept. A row shows some 40 characters; a guid has 36 today. */
const longestWord = 255;

/** The longest text of a droplet that a panel shows beside others; its JSON shows all of it. */
const longestText = 20_000;

/** As much of a list as is read. */
export function bounded<T>(list: readonly T[]): readonly T[] {
  return list.length > mostRead ? list.slice(0, mostRead) : list;
}

/** Whether of so many that were read there are more than are shown and compared. */
export function isCut(read: number): boolean {
  return read > mostEntries;
}

/** As many of an object's keys as are read. */
export function boundedKeys(object: object): readonly string[] {
  return bounded(Object.keys(object));
}

/** As much of a text as a panel shows. */
export function boundedText(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** A word as long as is kept; half a character (a lone surrogate) becomes `�`, since no address can hold it. */
export function boundedWord(word: string): string {
  const kept = word.length > longestWord ? `${word.slice(0, longestWord)}…` : word;
  return kept.toWellFormed();
}
