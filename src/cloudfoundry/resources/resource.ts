import { boundedKeys, boundedWord } from '../bounds.ts';
import { asGuid, asObject, asString, asStringRecord, type Json, type JsonObject } from '../json.ts';

/**
 * A link as the API advertises it. `href` is unchanged: resolve it with `resolveLink` before use.
 */
export interface Link {
  readonly href: string;
  /** Upper case. `GET` if the API names no method. */
  readonly method: string;
}

export type Links = Readonly<Record<string, Link | undefined>>;

export interface Metadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What every v3 API resource has. */
export interface Resource {
  readonly guid: string;
  /** ISO 8601, UTC, in seconds; null if the API doesn't say. */
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly metadata: Metadata;
  readonly links: Links;
}

/** A value that the API may withhold: `redacted` holds the API's own text, never content. */
export type Redactable<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'redacted'; readonly message: string }
  | { readonly kind: 'absent' };

/**
 * A Cloud Controller's text for withheld values differs by endpoint, version and role; this part
 * is common to all.
 */
export function isRedactionText(text: string): boolean {
  return /PRIVATE DATA HIDDEN/.test(text);
}

/**
 * Reads guid, times, metadata and links. The guid is empty if the answer has none: callers drop
 * such a resource.
 */
export function toResource(json: JsonObject): Resource {
  return {
    guid: asGuid(json['guid']) ?? '',
    createdAt: asString(json['created_at']),
    updatedAt: asString(json['updated_at']),
    metadata: toMetadata(json),
    links: toLinks(json),
  };
}

const noStrings: Readonly<Record<string, string>> = {};
const noMetadata: Metadata = { labels: noStrings, annotations: noStrings };

/**
 * Most resources have no metadata. They share one object; otherwise a list of 5,000
 * would create 15,000.
 */
function toMetadata(json: JsonObject): Metadata {
  const metadata = asObject(json['metadata']);
  const labels = toStrings(metadata['labels']);
  const annotations = toStrings(metadata['annotations']);
  return labels === noStrings && annotations === noStrings ? noMetadata : { labels, annotations };
}

function toStrings(value: Json | undefined): Readonly<Record<string, string>> {
  return Object.keys(asObject(value)).length === 0 ? noStrings : asStringRecord(value);
}

/**
 * Links inherit no names. Inheriting from null directly would do the same, but creates slow
 * and large objects.
 */
const noNames: object = Object.freeze(Object.create(null));

/**
 * Reads today's links (`links`) and those of summer 2015 (`_links`). Skips null and malformed ones.
 */
function toLinks(json: JsonObject): Links {
  const links = Object.create(noNames) as Record<string, Link>;
  const given = asObject(json['links'] ?? json['_links']);
  for (const name of boundedKeys(given)) {
    const link = asObject(given[name]);
    const href = asString(link['href']);
    const method = asString(link['method']);
    if (href !== null) links[name] = { href, method: method?.toUpperCase() ?? 'GET' };
  }
  return links;
}

/**
 * Control characters and text direction marks: with these, a name could pass for another name, or
 * for a line of our question.
 */
const misleading = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Visible characters: no spaces, no controls, no letters that are drawn as nothing. */
const visible = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A name that is safe to show; the guid if there is no name or nothing of it is visible. */
export function toName(value: Json | undefined, guid: string): string {
  const name = boundedWord(asString(value) ?? '')
    .replace(misleading, ' ')
    .trim();
  return visible.test(name) ? name : guid;
}

/** The guid of a to-one relationship; null if it is empty or missing. */
export function relatedGuid(json: JsonObject, name: string): string | null {
  const relationship = asObject(asObject(json['relationships'])[name]);
  return asGuid(asObject(relationship['data'])['guid']);
}

/**
 * The last path segment of a link, which is a guid in links to single resources;
 * null without a link.
 */
export function guidOfLink(link: Link | undefined): string | null {
  if (!link) return null;
  const query = link.href.search(/[?#]/);
  const path = query === -1 ? link.href : link.href.slice(0, query);
  const segment = path.slice(path.lastIndexOf('/') + 1);
  return segment === '' ? null : boundedWord(segment);
}
