import {
  commonHeaders,
  errorPage,
  refusedAtTheDoor,
  type Received,
  type Written,
} from '../http/written.ts';
import type { Json } from '../../cloudfoundry/json.ts';
import type { SampleOptions } from '../options.ts';
import { loginInfo } from './loginInfo.ts';
import type { Uaa } from './uaa.ts';
import { UaaError } from './uaaError.ts';

/** The login server as it is seen over HTTP. */
export class LoginServer {
  readonly #uaa: Uaa;
  readonly #options: SampleOptions;
  readonly #address: string;

  /** `address` is what its own links begin with. */
  constructor(uaa: Uaa, options: SampleOptions, address: string) {
    this.#uaa = uaa;
    this.#options = options;
    this.#address = address;
  }

  /** Answers; undefined where the request is none of the login server's. */
  answer(received: Received): Written | undefined {
    const [path = ''] = received.url.split('?', 1);
    const answer = this.#answererOf(`${received.method} ${path}`, received);
    return answer && (refusedAtTheDoor(received) ?? answer());
  }

  #answererOf(question: string, received: Received): (() => Written) | undefined {
    switch (question) {
      case 'GET /login':
      case 'GET /info':
        return () => json(received, 200, loginInfo(this.#options, this.#address));
      case 'GET /passcode':
        return () => this.#passcodePage(received);
      case 'POST /oauth/token':
        return () => this.#token(received);
    }
    return undefined;
  }

  #token(received: Received): Written {
    try {
      const form = new URLSearchParams(received.body);
      const query = new URLSearchParams(received.url.split('?', 2)[1]);
      const granted = json(received, 200, this.#uaa.grant(received.headers, query, form));
      return { ...granted, headers: { ...granted.headers, 'cache-control': 'no-store' } };
    } catch (error) {
      if (error instanceof UaaError) return json(received, error.status, error.body());
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      return errorPage(500, 'Internal Server Error');
    }
  }

  /** A browser would have signed in first. Here everybody is `dev`. */
  #passcodePage({ headers }: Received): Written {
    const user = 'dev';
    const title = 'Temporary Authentication Code';
    return {
      status: 200,
      headers: {
        'Content-Type': 'text/html;charset=UTF-8',
        'cache-control': 'no-store',
        ...commonHeaders(headers),
      },
      text: [
        '<!DOCTYPE html>',
        `<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>`,
        `<body><h1>${title}</h1>`,
        `<p><code>${this.#uaa.passcodeFor(user)}</code></p>`,
        `<p>It signs ${user} in once, within five minutes.</p></body></html>`,
        '',
      ].join('\n'),
    };
  }
}

function json({ headers }: Received, status: number, body: Json): Written {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...commonHeaders(headers) },
    text: JSON.stringify(body),
  };
}
