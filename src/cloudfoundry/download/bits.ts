import type { HttpStream, HttpTransport } from '../http/transport.ts';
import type { Log } from '../log.ts';
import { LocalAddressError } from '../network/errors.ts';
import type { Requests } from '../http/requests.ts';
import { toContentRange, toLength, toStrongTag } from './contentRange.ts';
import { DownloadError } from './downloadError.ts';
import { leadsInside, redirectTarget } from './redirect.ts';

/** A file, from a given byte to its end. Read or discard its content. */
export interface Bits extends Pick<HttpStream, 'content' | 'discard'> {
  readonly offset: number;
  /** The size of the whole file in bytes; null if the server doesn't say. */
  readonly total: number | null;
  /**
   * The tag by which the server recognizes this exact file; null if the download can't be resumed.
   */
  readonly tag: string | null;
  /**
   * The origin of the blob store if it sent the file unencrypted although the API is
   * encrypted; otherwise null.
   */
  readonly plainOrigin: string | null;
}

/** How much of a file we have, and which file it is. */
export interface Resumption {
  readonly offset: number;
  readonly tag: string;
  readonly total: number | null;
}

/** The most redirects that we follow, by the API and the stores it redirects to. */
const maxRedirects = 3;

/**
 * The bits of one droplet or package. Each time they are opened we ask the API again, since the
 * addresses that it returns expire. Only the API gets the token: a blob store trusts the signed
 * address, and refuses requests with two credentials.
 * @see https://v3-apidocs.cloudfoundry.org/#download-droplet-bits
 */
export class BitsSource {
  readonly #requests: Requests;
  readonly #http: HttpTransport;
  readonly #url: URL;
  readonly #log: Log;

  /** @param url of the API, which answers with a redirect or with the file itself. */
  constructor(requests: Requests, http: HttpTransport, url: URL, log: Log) {
    this.#requests = requests;
    this.#http = http;
    this.#url = url;
    this.#log = log;
  }

  /**
   * Opens the file, resuming where it left off if possible, or else from the beginning.
   * @throws CloudControllerError, DownloadError, RefusedLinkError, and any network error.
   */
  async open(resumption: Resumption | null, signal: AbortSignal): Promise<Bits> {
    const { answer, at } = await this.#follow(resumption, signal);
    const { host } = at;
    const isPlain = at.protocol === 'http:' && this.#url.protocol === 'https:';
    const plainOrigin = isPlain ? at.origin : null;
    if (resumption && (answer.status === 206 || answer.status === 416)) {
      const rest = answer.status === 206 ? toRest(answer, resumption) : null;
      if (rest) return { ...rest, plainOrigin };
      answer.discard();
      this.#log.info(`${host} does not give the rest of the file: it is read from its beginning`);
      return this.open(null, signal);
    }
    if (answer.status >= 400) throw storeFailed(answer, host);
    const whyNot = notTheFile(answer);
    if (whyNot !== null) {
      answer.discard();
      throw new DownloadError('notTheFile', `${host} returned ${whyNot}`);
    }
    return {
      content: answer.content,
      discard: () => answer.discard(),
      offset: 0,
      total: toLength(answer.header('content-length')),
      tag: toStrongTag(answer.header('etag')),
      plainOrigin,
    };
  }

  /** Waits before another attempt. @param repetition 1 for the first. */
  async pause(repetition: number, signal: AbortSignal): Promise<void> {
    await this.#http.pacing.backOff(repetition, signal);
  }

  async #follow(
    resumption: Resumption | null,
    signal: AbortSignal,
  ): Promise<{ readonly answer: HttpStream; readonly at: URL }> {
    const headers = {
      // Compressed in transit, the bytes wouldn't match the checksum.
      'accept-encoding': 'identity',
      ...(resumption && { range: `bytes=${resumption.offset}-`, 'if-range': resumption.tag }),
    };
    let at = this.#url;
    let answer = await this.#requests.open(at, headers, signal);
    for (let count = 1; isRedirect(answer.status); count += 1) {
      if (count > maxRedirects) {
        throw new DownloadError('redirects', `${at.host} redirects too many times`);
      }
      const { trustedBlobOrigins } = this.#http.network;
      const isInside = this.#http.isInside(this.#url);
      const { host } = at;
      at = redirectTarget(answer.header('location'), at, this.#url, {
        trusted: trustedBlobOrigins,
        isInside,
      });
      if (at.protocol === 'http:' && this.#url.protocol === 'https:') {
        this.#log.warn(`${at.origin} is not encrypted: others can read the file on its way`);
      }
      const started = performance.now();
      const isTrusted =
        isInside || at.origin === this.#url.origin || trustedBlobOrigins.includes(at.origin);
      try {
        answer = await this.#http.open({
          method: 'GET',
          url: at,
          headers,
          signal,
          isPublicOnly: !isTrusted,
        });
      } catch (error) {
        throw error instanceof LocalAddressError ? leadsInside(host, at) : error;
      }
      const took = Math.round(performance.now() - started);
      // No path and no query: they are signed.
      this.#log.debug(`GET ${at.origin}/… ${answer.status} ${took} ms`);
    }
    return { answer, at };
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Returns the rest of a partial file; null if the answer is for another file or another part. */
function toRest(
  answer: HttpStream,
  { offset, tag, total }: Resumption,
): Omit<Bits, 'plainOrigin'> | null {
  const range = toContentRange(answer.header('content-range'));
  const isSameFile = (answer.header('etag') ?? tag) === tag;
  const isSameSize = total === null || range?.total === null || range?.total === total;
  if (!range || range.first !== offset || !isSameFile || !isSameSize) return null;
  return {
    content: answer.content,
    discard: () => answer.discard(),
    offset,
    total: total ?? range.total,
    tag,
  };
}

/** What the answer is instead of a file, to end a sentence; null for a file. */
function notTheFile(answer: HttpStream): string | null {
  if (answer.status !== 200) return `${answer.status} instead of the file`;
  const type = answer.header('content-type') ?? '';
  return /^\s*(?:text\/html|application\/xhtml)/i.test(type) ? 'a web page' : null;
}

/**
 * Amazon S3-compatible stores name the error in one word. The rest of their answer may repeat
 * the signed address.
 */
function storeFailed(answer: HttpStream, host: string): DownloadError {
  const { body, status } = answer;
  const word = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body)?.[1];
  const message = `the blobstore ${host} returned ${status}${word === undefined ? '' : ` (${word})`}`;
  return new DownloadError('store', message, { status });
}
