import path from 'node:path';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { asList, isList, isObject, type Json, type JsonObject } from '../cloudfoundry/json.ts';

/** A foundation's entry in the setting. */
export interface FoundationEntry {
  /** An origin. */
  readonly api: string;
  readonly name: string | null;
  readonly caFile: string | null;
  readonly skipsTlsValidation: boolean;
  readonly isReadOnly: boolean;
  readonly trustedLinkOrigins: readonly string[];
  readonly trustedBlobOrigins: readonly string[];
}

/** The valid part of the setting `cfDroplets.foundations`. */
export interface FoundationSetting {
  readonly entries: readonly FoundationEntry[];
  /** Why entries are left out, one line each. */
  readonly faults: readonly string[];
  /**
   * APIs whose entry is left out. It may have said "read-only", so they are read-only until
   * it is corrected.
   */
  readonly doubtful: ReadonlySet<string>;
}

/** Returns what is wrong with a field's value; null if it is valid. */
type Check = (value: Json | undefined) => string | null;

const isText = (value: Json | undefined): value is string =>
  typeof value === 'string' && value.trim() !== '';
const text: Check = (value) => (isText(value) ? null : 'is not a text');
const truth: Check = (value) => (typeof value === 'boolean' ? null : 'is not true or false');

function origins(example: string): Check {
  return (value) =>
    isList(value) && value.every((each) => toOrigin(each) !== null)
      ? null
      : `is not a list of origins such as ${example}`;
}

const checks: Readonly<Record<string, Check>> = {
  // An unreadable address may contain a password: don't repeat it.
  api: (value) =>
    toOrigin(value) === null ? 'is no address such as https://api.example.org' : null,
  name: text,
  caFile: (value) =>
    isText(value) && path.isAbsolute(value) ? null : 'is no absolute path of a file',
  skipTlsValidation: truth,
  readOnly: truth,
  trustedLinkOrigins: origins('https://api.internal.example.org'),
  trustedBlobOrigins: origins('http://blobs.example.org'),
};

/**
 * Reads the setting. An entry is used or left out as a whole; if there are two for the same API,
 * the first counts.
 */
export function parseFoundationSetting(value: unknown): FoundationSetting {
  const entries = new Map<string, FoundationEntry>();
  const faults: string[] = [];
  const doubtful = new Set<string>();
  if (value !== undefined && !isList(value)) faults.push('it is not a list');
  for (const [index, json] of asList(value).entries()) {
    const api = isObject(json) ? toOrigin(json['api']) : null;
    const fault = faultOf(json) ?? (entries.has(api ?? '') ? `${api} is named twice` : null);
    if (fault === null && api !== null && isObject(json)) {
      entries.set(api, toEntry(api, json));
      continue;
    }
    faults.push(`entry ${index + 1} is left out: ${fault}`);
    if (api !== null && !entries.has(api)) doubtful.add(api);
  }
  for (const api of entries.keys()) doubtful.delete(api);
  return { entries: [...entries.values()], faults, doubtful };
}

function faultOf(json: Json): string | null {
  if (!isObject(json)) return 'it is not an object';
  if (json['api'] === undefined) return 'it has no api';
  for (const [name, value] of Object.entries(json)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    // A misspelled "readOnly" must not be ignored.
    const fault = check ? check(value) : 'is not known';
    if (fault !== null) return `${name} ${fault}`;
  }
  return null;
}

function toEntry(api: string, json: JsonObject): FoundationEntry {
  const { name, caFile, trustedBlobOrigins, trustedLinkOrigins } = json;
  return {
    api,
    name: isText(name) ? name.trim() : null,
    caFile: isText(caFile) ? caFile : null,
    skipsTlsValidation: json['skipTlsValidation'] === true,
    isReadOnly: json['readOnly'] === true,
    trustedLinkOrigins: toOrigins(trustedLinkOrigins),
    trustedBlobOrigins: toOrigins(trustedBlobOrigins),
  };
}

function toOrigins(value: Json | undefined): readonly string[] {
  return asList(value).flatMap((each) => toOrigin(each) ?? []);
}

function toOrigin(value: Json | undefined): string | null {
  return isText(value) ? (toApiUrl(value)?.origin ?? null) : null;
}
