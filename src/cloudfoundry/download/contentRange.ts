/** The part of a file that an answer holds. `total` is null if the server doesn't know it. */
interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly total: number | null;
}

/** Reads a `Content-Range` of bytes; null for any other, and for one that contradicts itself. */
export function toContentRange(header: string | null): ContentRange | null {
  const found = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '');
  if (!found) return null;
  const first = Number(found[1]);
  const last = Number(found[2]);
  const total = found[3] === '*' ? null : Number(found[3]);
  return first <= last && (total === null || last < total) ? { first, last, total } : null;
}

/** Reads a `Content-Length`; null if it is missing or invalid. */
export function toLength(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null;
}

/** Returns an `ETag` that proves that two answers hold the same bytes; null for a weak one. */
export function toStrongTag(header: string | null): string | null {
  return header !== null && /^"[\x21\x23-\x7e]*"$/.test(header) ? header : null;
}
