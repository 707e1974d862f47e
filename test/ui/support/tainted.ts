import type { SampleOptions } from '../../../src/sample/options.ts';
import {
  answer,
  json,
  startServer,
  type Received,
  type Reply,
} from '../../support/hostileServer.ts';
import { startSample } from '../../support/sample.ts';

/** What would run a command where VS Code draws links of it, and a flame where it draws icons. */
export const payload = '[go](command:workbench.action.terminal.new) $(flame)';

/** A sample foundation in whose every answer each text that people may read ends with the payload. */
export interface TaintedFoundation {
  readonly api: string;
  /** What is answered instead, by `METHOD /path` without query, or by the method alone. */
  readonly instead: Map<string, Reply>;
  close(): Promise<void>;
}

/** Starts it on loopback. What it is asked with the payload in it, it understands as without. */
export async function startTainted(
  options: Partial<SampleOptions> = {},
): Promise<TaintedFoundation> {
  const instead = new Map<string, Reply>();
  const sample = await startSample(options);
  const tokens = new Map<string, string>();
  const server = await startServer(async (received) => {
    const route = `${received.method} ${clean(received.path).split('?', 1)[0]}`;
    return instead.get(route) ?? instead.get(received.method) ?? forward(received);
  });

  async function forward({ body, headers, method, path }: Received): Promise<Reply> {
    const given = headers.authorization ?? '';
    const got = await fetch(new URL(clean(path), sample.api), {
      method,
      headers: {
        accept: 'application/json',
        authorization: tokens.get(given) ?? given,
        'content-type': headers['content-type'] ?? 'application/json',
      },
      ...(body === '' ? {} : { body: clean(body) }),
      redirect: 'manual',
    });
    const text = await got.text();
    const location = got.headers.get('location');
    const passed = {
      'x-cf-warnings': encodeURIComponent(payload),
      ...(location === null ? {} : { location: tainted('href', location) }),
    };
    if (text === '') return answer(got.status, '', passed);
    const value: unknown = JSON.parse(text);
    const isForToken = path.startsWith('/oauth/token') && got.status === 200;
    return json(isForToken ? withUser(value) : taint(value, ''), got.status, passed);
  }

  /** A token that says that its user is called so, and stands for the sample's own. */
  function withUser(value: unknown): unknown {
    const real = value as { readonly access_token: string };
    const [head, claims = '', ...rest] = real.access_token.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { user_name: string };
    said.user_name += payload;
    const changed = Buffer.from(JSON.stringify(said)).toString('base64url');
    const token = [head, changed, ...rest].join('.');
    tokens.set(`bearer ${token}`, `bearer ${real.access_token}`);
    return { ...real, access_token: token };
  }

  function taint(value: unknown, key: string): unknown {
    if (typeof value === 'string') return tainted(key, value);
    if (Array.isArray(value)) return value.map((element) => taint(element, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, element]) => [
        hasNames.has(key) ? `${name}${payload}` : name,
        taint(element, name),
      ]),
    );
  }

  function tainted(key: string, text: string): string {
    if (key === 'href' || key === 'method') {
      return text.replace(sample.api, server.origin).replace(guid, encoded);
    }
    // The words that decide what can be done: with the payload they would only be unknown ones.
    const isWord = ['error', 'reason', 'state', 'strategy', 'value'].includes(key);
    if (isWord && /^(?:[A-Z_]{4,}|rolling|canary|[a-z_]+)$/.test(text) && text !== 'FAILED') {
      return text;
    }
    if (text.startsWith('audit.') || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text;
    return `${text}${payload}`;
  }

  return {
    api: server.origin,
    instead,
    close: async () => {
      await server.close();
      await sample.close();
    },
  };
}

/** Objects whose keys are texts, too. */
const hasNames = new Set(['labels', 'annotations', 'process_types', 'environment_variables']);

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function encoded(found: string): string {
  return `${found}${encodeURIComponent(payload)}`;
}

/** Without the payload in any of the ways in which it may be encoded. */
function clean(text: string): string {
  const asForm = new URLSearchParams([['', payload]]).toString().slice(1);
  const asPath = encodeURIComponent(payload);
  return [asForm, asPath, payload].reduce((left, form) => left.replaceAll(form, ''), text);
}
