// Guids in paths and in addresses of our own.

/** A guid as it stands in a path or an address of ours. Half a character, of which no address can be made, becomes `�`. */
export function encodeSegment(guid: string): string {
  return encodeURIComponent(guid.toWellFormed());
}

/** A guid as it stands in a path; what is no escape is no guid of anything either, and stays. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
