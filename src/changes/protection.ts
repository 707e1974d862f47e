/** Where an app is, by name. */
export interface PlaceNames {
  readonly organization: string;
  readonly space: string;
}

/**
 * Whether a place is among the protected ones. A pattern is `org/space`, in which `*` stands for any characters of one name;
 * capitals do not matter, as they do not to Cloud Foundry. One without a slash protects nothing.
 */
export function isProtected(patterns: readonly string[], place: PlaceNames): boolean {
  return patterns.some((pattern) => {
    // Names of organizations and spaces may hold slashes themselves: every way to cut the pattern in two counts.
    for (let cut = pattern.indexOf('/'); cut >= 0; cut = pattern.indexOf('/', cut + 1)) {
      const isOrganization = matches(pattern.slice(0, cut), place.organization);
      if (isOrganization && matches(pattern.slice(cut + 1), place.space)) return true;
    }
    return false;
  });
}

/** Piece by piece: an expression made of many stars could be made to search for ever. */
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
