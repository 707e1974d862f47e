/** What of a blob is asked for: `from` the one byte to before the other. */
export type Range =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'beyond' };

/** Reads the header of that name. What is no single range of bytes counts as if it were not there. */
export function rangeOf(header: string | undefined, size: number): Range {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'beyond' } : { kind: 'part', from: size - length, to: size };
  }
  const from = Number(first);
  const to = last === '' ? size : Math.min(Number(last) + 1, size);
  if (from >= size) return { kind: 'beyond' };
  return to > from ? { kind: 'part', from, to } : { kind: 'whole' };
}
