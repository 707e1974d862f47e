import fs from 'node:fs';

/** A question put to a real Cloud Controller, and its answer. */
export interface Exchange {
  readonly name: string;
  readonly request: string;
  readonly body: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: unknown;
}

/** Reads a recording. Bodies keep the order of their keys. */
export function readRecording(file: string): readonly Exchange[] {
  const parsed: unknown = JSON.parse(fs.readFileSync(`test/conformance/${file}`, 'utf8'));
  if (!Array.isArray(parsed)) throw new Error(`${file} is no list`);
  return parsed.map(toExchange);
}

function toExchange(entry: unknown): Exchange {
  if (typeof entry !== 'object' || entry === null) throw new Error('no exchange');
  const fields = new Map<string, unknown>(Object.entries(entry));
  const headers = fields.get('headers') ?? {};
  return {
    name: String(fields.get('q') ?? fields.get('note')),
    request: String(fields.get('request')),
    body: fields.get('body') ?? undefined,
    status: Number(fields.get('status')),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
    response: fields.get('response') ?? undefined,
  };
}
