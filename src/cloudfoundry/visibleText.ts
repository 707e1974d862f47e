/**
 * Makes foreign text safe for one line of a message: no control characters, single
 * spaces, limited length.
 */
export function toVisible(text: string, length: number): string {
  const visible = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return visible.length > length ? `${visible.slice(0, length)}…` : visible;
}
