import { gunzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import type { Session } from './session.ts';

/** The least that has to be done to get a page: undici alone, the fastest way to unpack, and `JSON.parse`. */
export class Plain {
  readonly #agent = new Agent({ connections: 1 });
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The parsed answer. It comes packed, byte for byte as for the extension. */
  async get(path: string): Promise<unknown> {
    return JSON.parse((await this.bytes(path)).toString());
  }

  /** The answer's bytes, unpacked. */
  async bytes(path: string): Promise<Buffer> {
    const { body, headers, statusCode } = await request(`${this.#session.api}${path}`, {
      dispatcher: this.#agent,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        authorization: `bearer ${this.#session.accessToken}`,
      },
    });
    const bytes = Buffer.from(await body.arrayBuffer());
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
    return headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
