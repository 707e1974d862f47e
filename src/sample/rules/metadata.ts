import type { Json, JsonObject } from '../../cloudfoundry/json.ts';
import { unprocessable } from '../http/apiError.ts';
import { objectOf, property } from '../http/body.ts';
import type { Metadata } from '../model.ts';

const dns = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** The metadata as the request changes it: new pairs over the old ones; null takes a pair away. @throws ApiError 422 */
export function changedMetadata(before: Metadata, request: JsonObject): Metadata {
  return {
    labels: merged(before.labels, property(request, 'metadata', 'labels')),
    annotations: merged(before.annotations, property(request, 'metadata', 'annotations')),
  };
}

/** Checks what a request wants to be changed. @throws ApiError 422 that names everything that is wrong */
export function checkUpdate(request: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(request).filter((name) => !known.includes(name));
  const errors = [
    ...(unknown.length > 0 ? [`Unknown field(s): ${quoted(unknown).join(', ')}`] : []),
    ...metadataErrors(request['metadata']).map((error) => `Metadata ${error}`),
  ];
  if (errors.length > 0) throw unprocessable(errors.join(', '));
}

function metadataErrors(metadata: unknown): readonly string[] {
  if (metadata === undefined || metadata === null) return [];
  if (!isObject(metadata)) return ['must be an object'];
  const { labels, annotations, ...more } = objectOf(metadata);
  const unexpected = quoted(Object.keys(more)).join(' ');
  const errors = unexpected === '' ? [] : [`has unexpected field(s): ${unexpected}`];
  if (labels !== undefined && !isObject(labels)) return [...errors, "'labels' is not an object"];
  for (const [key, value] of Object.entries(objectOf(labels))) {
    errors.push(...labelKeyErrors(key));
    if (value !== null && value !== '') errors.push(...textErrors('value', textOf(value)));
  }
  if (annotations !== undefined && !isObject(annotations)) {
    return [...errors, "'annotations' is not an object"];
  }
  for (const [key, value] of Object.entries(objectOf(annotations))) {
    errors.push(...annotationErrors(key, textOf(value ?? '')));
  }
  return errors;
}

function labelKeyErrors(key: string): readonly string[] {
  if (key === '') return ['label key cannot be empty string'];
  const [first = '', second, ...more] = key.split('/');
  const errors = more.length > 0 ? ["label key has more than one '/'"] : [];
  if (second === undefined) return [...errors, ...textErrors('key', first)];
  if (!dns.test(first)) errors.push(`label prefix '${first}' must be in valid dns format`);
  if (first.length > 253) {
    errors.push(`label prefix '${first.slice(0, 8)}...' is greater than 253 characters`);
  }
  if (first.toLowerCase() === 'cloudfoundry.org') {
    errors.push('cloudfoundry.org is a reserved domain');
  }
  if (second === '') return [...errors, 'label key cannot be empty string'];
  return [...errors, ...textErrors('key', second)];
}

/** In the words of a Cloud Controller 3.228. */
function textErrors(what: 'key' | 'value', text: string): readonly string[] {
  const errors: string[] = [];
  if (!/^[\w\-.]*$/.test(text)) errors.push(`'${text}' contains invalid characters`);
  if (!/^(?=[a-zA-Z\d]).*[a-zA-Z\d]$/.test(text)) {
    errors.push(`'${text}' starts or ends with invalid characters`);
  }
  if (text.length > 63) {
    errors.push(`'${text.slice(0, 8)}...' is greater than 63 characters`);
  }
  return errors.map((error) => `label ${what} error: ${error}`);
}

function annotationErrors(key: string, value: string): readonly string[] {
  const errors: string[] = [];
  const start = key.slice(0, 8);
  if (key.length > 1000) {
    errors.push(`key error: annotation '${start}...' is greater than 1000 characters`);
  }
  if (key === '') errors.push('annotations key cannot be empty string');
  if (value.length > 5000) {
    errors.push(
      `value error: annotation '${value.slice(0, 8)}...' is greater than 5000 characters`,
    );
  }
  return errors;
}

function merged(before: Readonly<Record<string, string>>, changes: unknown) {
  const pairs = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(objectOf(changes))) {
    if (value === null) pairs.delete(key);
    else pairs.set(key, textOf(value));
  }
  return Object.fromEntries(pairs);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quoted(names: readonly string[]): readonly string[] {
  return names.map((name) => `'${name}'`);
}
