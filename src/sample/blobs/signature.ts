import { createHmac, randomBytes } from 'node:crypto';

/** Seconds for which an address is good. */
const lifetime = 3600;

const credential = 'sample/blobs/s3/aws4_request';

/** Signs addresses of the blob store, as those of S3 are signed, so that they are good for a while without a token. */
export class Signature {
  readonly #key = randomBytes(32);

  /** The path with a signature. `now` in milliseconds. */
  sign(path: string, now: number): string {
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': credential,
      'X-Amz-Date': new Date(now).toISOString().replace(/[-:]|\.\d+/g, ''),
      'X-Amz-Expires': String(lifetime),
      'X-Amz-SignedHeaders': 'host',
    });
    return `${path}?${query.toString()}&X-Amz-Signature=${this.#of(path, query)}`;
  }

  /** Whether the address was signed here, and is still good. */
  check(path: string, query: URLSearchParams, now: number): 'good' | 'expired' | 'wrong' {
    const given = query.get('X-Amz-Signature');
    const rest = new URLSearchParams([...query].filter(([name]) => name !== 'X-Amz-Signature'));
    if (given !== this.#of(path, rest)) return 'wrong';
    const date = query.get('X-Amz-Date') ?? '';
    const signed = Date.parse(
      date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    );
    return now <= signed + lifetime * 1000 ? 'good' : 'expired';
  }

  #of(path: string, query: URLSearchParams): string {
    return createHmac('sha256', this.#key).update(`${path}?${query.toString()}`).digest('hex');
  }
}
