/** A query parameter: a text, or for `name[key]=text` the texts by key. */
export type Parameter = string | ReadonlyMap<string, string>;

export type Query = ReadonlyMap<string, Parameter>;

/** Reads a query as Rails does: a plus is a blank, the last of several counts, brackets make a map. */
export function parseQuery(text: string): Query {
  const query = new Map<string, string | Map<string, string>>();
  for (const [name, value] of new URLSearchParams(text)) {
    const keyed = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name);
    if (!keyed) {
      query.set(name, value);
      continue;
    }
    const [, outer = '', key = ''] = keyed;
    const known = query.get(outer);
    const map = known instanceof Map ? known : new Map<string, string>();
    query.set(outer, map.set(key, value));
  }
  return query;
}

/** Writes a query as the API does in the links of a page: sorted by name, everything else as asked. */
export function writeQuery(parameters: readonly (readonly [string, string])[]): string {
  return parameters
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

/** The elements of a list. They were separated by commas, then decoded once more, so that a comma can be in one. */
export function listOf(value: string): readonly string[] {
  return value.split(/,\s*/).map((element) => {
    try {
      return decodeURIComponent(element);
    } catch {
      // A lone percent sign stands for itself.
      return element;
    }
  });
}

/** The list as the API writes it into links: commas inside elements are encoded, nothing else is. */
export function writeList(elements: readonly string[]): string {
  return elements.map((element) => element.replace(/,/g, '%2C')).join(',');
}
