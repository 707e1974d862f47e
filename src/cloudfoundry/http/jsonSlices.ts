import { setImmediate } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** Characters to parse before yielding to the event loop: a few milliseconds of work. */
const sliceLength = 256 * 1024;

/**
 * Parses a JSON text like `JSON.parse`, but yields to the event loop between parts of its top-level
 * list `resources`: 5,000 apps are 9 MB (a Cloud Controller 3.228, observed), and parsing them at
 * once would block VS Code's extension host noticeably.
 * @throws SyntaxError
 */
export async function parseInSlices(text: string, signal: AbortSignal | undefined): Promise<Json> {
  const start = text.length > sliceLength ? startOfResources(text) : null;
  if (start === null) return JSON.parse(text) as Json;
  const elements: Json[] = [];
  let from = start;
  for (;;) {
    const cut = cutAfter(text, from, from + sliceLength);
    if (cut === null) return JSON.parse(text) as Json;
    const slice = JSON.parse(`[${text.slice(from, cut.at)}]`) as readonly Json[];
    // Only a malformed list has a comma at its end.
    if (slice.length === 0 && elements.length > 0) return JSON.parse(text) as Json;
    for (const element of slice) elements.push(element);
    if (cut.isEnd) return withResources(text.slice(0, start) + text.slice(cut.at), elements);
    from = cut.at + 1;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openings: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closings: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Where the elements of the top-level list `resources` start; null if there is none. */
function startOfResources(text: string): number | null {
  const key = /"resources"\s*:\s*\[/y;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      key.lastIndex = at;
      if (depth === 1 && key.test(text)) return key.lastIndex;
      at = endOfString(text, at);
    } else if (openings.has(code)) depth += 1;
    else if (closings.has(code)) depth -= 1;
  }
  return null;
}

/** The first comma between two elements after `wanted`, or the end of the list; null if neither comes. */
function cutAfter(
  text: string,
  from: number,
  wanted: number,
): { readonly at: number; readonly isEnd: boolean } | null {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === comma) {
      if (depth === 0 && at >= wanted) return { at, isEnd: false };
    } else if (openings.has(code)) depth += 1;
    else if (closings.has(code)) {
      if (depth === 0) return { at, isEnd: true };
      depth -= 1;
    }
  }
  return null;
}

/** The position of the quote that ends a string; the text's length if none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function withResources(rest: string, resources: readonly Json[]): Json {
  const json = JSON.parse(rest) as Json;
  // If the key is there twice, the last one counts, as for `JSON.parse`.
  if (!isObject(json) || !isEmptyList(json['resources'])) return json;
  return { ...json, resources } satisfies JsonObject;
}

function isEmptyList(json: Json | undefined): boolean {
  return Array.isArray(json) && json.length === 0;
}
