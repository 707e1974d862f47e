/** Words are separated by spaces, except between double quotes: `label:"env in (prod,stage)"`. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
}

/** The parts between commas, except those between double quotes. */
export function partsOf(value: string): readonly string[] {
  return value.match(/(?:[^,"]|"[^"]*(?:"|$))+/g) ?? [];
}

export function unquoted(text: string): string {
  return text.replaceAll('"', '');
}
