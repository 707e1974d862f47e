const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** How many of them are asked about. */
const most = 4;

/**
 * The guids in a pasted text, such as an address of a dashboard or of the API, the last one first:
 * paths name an organization before its spaces, and those before an app.
 */
export function guidsIn(text: string): readonly string[] {
  const found = (text.match(guid) ?? []).map((one) => one.toLowerCase());
  return [...new Set(found.toReversed())].slice(0, most);
}
