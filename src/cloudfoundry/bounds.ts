// Upper limits for what we read from an answer, whatever a server sends. Beyond them we
// cut, and the UI says so. The transport limits the size of a body, and `secrets.ts` limits
// its nesting depth.

/**
 * The most labels, annotations, links, process types, buildpacks and so on that are shown and
 * compared for one resource. A Cloud Controller limits labels and annotations too, by configuration
 * (`max_labels_per_resource` and `max_annotations_per_resource` in its source).
 */
export const mostEntries = 1000;

/** One more than that is read, to know whether there are more. */
const mostRead = mostEntries + 1;

/**
 * The most resources read from one page. An API returns at most 5,000; one without
 * paging returns all.
 * @see https://v3-apidocs.cloudfoundry.org/#pagination
 */
export const mostResources = 50_000;

/**
 * The longest name, guid or other word that we keep. A row shows about 40 characters; a
 * guid has 36 today.
 */
const longestWord = 255;

/**
 * The longest text of a droplet that a panel shows among other fields; the droplet's JSON
 * shows all of it.
 */
const longestText = 20_000;

/**
 * How many guids fit into one request: an nginx in front of a Cloud Controller takes request lines
 * of up to 8 kB (`large_client_header_buffers`).
 */
export const mostGuidsAtOnce = 150;

/** The largest page size of v3. @see https://v3-apidocs.cloudfoundry.org/#pagination */
export const largestPage = 5000;

/** Limits a list to the entries that are read. */
export function bounded<T>(list: readonly T[]): readonly T[] {
  return list.length > mostRead ? list.slice(0, mostRead) : list;
}

/** Whether a list with this many entries read has more than we show and compare. */
export function isCut(read: number): boolean {
  return read > mostEntries;
}

/** Limits an object's keys to those that are read. */
export function boundedKeys(object: object): readonly string[] {
  return bounded(Object.keys(object));
}

/** Limits a text to what a panel shows. */
export function boundedText(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/**
 * Limits a word to the length that we keep. Half a character (a lone surrogate) becomes `�`, since
 * an address can't hold it.
 */
export function boundedWord(word: string): string {
  const kept = word.length > longestWord ? `${word.slice(0, longestWord)}…` : word;
  return kept.toWellFormed();
}
