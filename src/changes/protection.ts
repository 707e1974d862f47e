/** The names of an app's organization and space. */
export interface PlaceNames {
  readonly organization: string;
  readonly space: string;
}

/**
 * Whether a place is protected. A pattern is `org/space`, where `*` stands for any characters
 * within one name. Case doesn't matter, as in Cloud Foundry. A pattern without a slash
 * protects nothing.
 */
export function isProtected(patterns: readonly string[], place: PlaceNames): boolean {
  return patterns.some((pattern) => {
    // Names of organizations and spaces may contain slashes, so every way to split
    // the pattern counts.
    for (let cut = pattern.indexOf('/'); cut >= 0; cut = pattern.indexOf('/', cut + 1)) {
      const isOrganization = matches(pattern.slice(0, cut), place.organization);
      if (isOrganization && matches(pattern.slice(cut + 1), place.space)) return true;
    }
    return false;
  });
}

/** Piece by piece: a regular expression built from many stars could search forever. */
function matches(pattern: string, name: string): boolean {
  const text = name.toLowerCase();
  const [first = '', ...rest] = pattern.trim().toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length >= at + last.length && text.endsWith(last);
}
