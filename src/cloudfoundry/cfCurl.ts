import type { ChangeRequest } from './change.ts';

/** The request as a command line of the cf command line client, for shells that quote as POSIX does. */
export function toCfCurl({ method, url, body }: ChangeRequest): string {
  const words = ['cf', 'curl', '-X', method, quoted(`${url.pathname}${url.search}`)];
  return [...words, ...(body === null ? [] : ['-d', quoted(body)])].join(' ');
}

/** Between single quotes nothing has a meaning but the quote itself. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
