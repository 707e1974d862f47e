import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Metadata } from '../model.ts';

/** A time as the API writes it. */
export function time(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** A link; without method it is a GET. */
export function link(href: string, method?: 'POST' | 'PATCH' | 'PUT' | 'GET'): JsonObject {
  return method === undefined ? { href } : { href, method };
}

export function metadata({ labels, annotations }: Metadata): JsonObject {
  return { labels: { ...labels }, annotations: { ...annotations } };
}

/** A relationship to one. */
export function toOne(guid: string): JsonObject {
  return { data: { guid } };
}

/** What is withheld: nothing, what the reader's role may not see, or what no list shows. */
export type Redaction = 'none' | 'role' | 'list';

const texts = {
  role: '[PRIVATE DATA HIDDEN]',
  list: '[PRIVATE DATA HIDDEN IN LISTS]',
} as const;

/** The text, or what stands in its place. */
export function redacted(redaction: Redaction, text: string | null): string | null {
  return redaction === 'none' ? text : texts[redaction];
}

/** The object, or what stands in its place. */
export function redactedObject(
  redaction: Redaction,
  object: Readonly<Record<string, string>> | null,
): JsonObject | null {
  if (redaction === 'none') return object && { ...object };
  return { redacted_message: texts[redaction] };
}
