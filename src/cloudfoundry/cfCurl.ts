import type { ChangeRequest } from './change.ts';

/** The request as a `cf curl` command line, quoted for POSIX shells. */
export function toCfCurl({ method, url, body }: ChangeRequest): string {
  const words = ['cf', 'curl', '-X', method, quoted(`${url.pathname}${url.search}`)];
  return [...words, ...(body === null ? [] : ['-d', quoted(body)])].join(' ');
}

/** Within single quotes, only the quote itself is special. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
