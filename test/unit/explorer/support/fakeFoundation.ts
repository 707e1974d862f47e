import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection } from '../../../../src/cloudfoundry/connection.ts';
import type { Foundation } from '../../../../src/explorer/rows.ts';
import { aFoundation } from '../../../support/foundations.ts';
import { Gate } from './gate.ts';

/** Guids of the organizations, of the spaces in each of them, of the apps in each of these, and of their droplets. */
interface Places {
  organizations: readonly string[];
  spaces: readonly string[];
  apps: readonly string[];
  droplets: readonly string[];
  /** The current droplet of every app; null if the list of apps doesn't say. */
  current: string | null;
}

/** A foundation as far as its lists go, whose answers can be held back or fail. */
export class FakeFoundation {
  readonly places: Places = {
    organizations: ['o1', 'o2'],
    spaces: ['s1', 's2'],
    apps: ['a1', 'a2', 'a3'],
    droplets: ['d1', 'd2', 'd3'],
    current: 'd1',
  };
  /** Paths asked so far, with query. */
  readonly asked: string[] = [];
  /** Whether each app's droplets have guids of their own, such as `o1-s1-a1-d1`. */
  hasOwnDroplets = false;
  /** Whether somebody is signed in. */
  hasToken = true;
  /** Where `next` of the organizations leads instead of to their next page. */
  misleadsTo: string | null = null;
  readonly #server = http.createServer((request, response) => {
    void this.#answer(request.url ?? '/', response);
  });
  readonly #connections: Connection[] = [];
  #failing: RegExp | null = null;
  #held: { readonly paths: RegExp; readonly gate: Gate } | null = null;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()));
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  get foundation(): Foundation {
    return aFoundation({ api: this.#api });
  }

  connect(): Connection {
    const connection = new Connection({
      api: new URL(this.#api),
      store: {
        load: () =>
          Promise.resolve(
            this.hasToken ? { accessToken: 'token', refreshToken: null, expiresAt: null } : null,
          ),
        save: () => Promise.resolve(),
      },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
    });
    this.#connections.push(connection);
    return connection;
  }

  /** Paths that answer 403 from now on; null for none. */
  fail(paths: RegExp | null): void {
    this.#failing = paths;
  }

  /** Holds back the answers to these paths until the returned function is called. */
  hold(paths: RegExp): () => void {
    const gate = new Gate();
    this.#held = { paths, gate };
    return () => {
      this.#held = null;
      gate.open();
    };
  }

  /** What was asked since the last time, without the origin. */
  takeAsked(): readonly string[] {
    return this.asked.splice(0);
  }

  get #api(): string {
    const address = this.#server.address() as AddressInfo | null;
    return `http://127.0.0.1:${address?.port ?? 0}`;
  }

  async #answer(path: string, response: http.ServerResponse): Promise<void> {
    this.asked.push(path);
    if (this.#held?.paths.test(path)) await this.#held.gate.passed();
    const isFailing = this.#failing?.test(path) ?? false;
    response.writeHead(isFailing ? 403 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isFailing ? {} : this.#body(new URL(path, this.#api))));
  }

  #body(url: URL): unknown {
    const { organizations, spaces, apps, droplets } = this.places;
    const [, version, collection, guid, below] = url.pathname.split('/');
    if (version === '') {
      return {
        links: {
          self: { href: this.#api },
          login: { href: this.#api },
          cloud_controller_v3: { href: `${this.#api}/v3`, meta: { version: '3.228.0' } },
        },
      };
    }
    if (below === 'droplets') {
      const guids = droplets.map((name) => this.#ofApp(guid ?? '', name));
      return page(url, guids, (droplet) => this.#droplet(droplet));
    }
    if (guid !== undefined) return this.#app(guid);
    switch (collection) {
      case 'organizations':
        return page(
          url,
          organizations,
          (name) => ({ guid: name, name, links: {} }),
          this.misleadsTo,
        );
      case 'spaces':
        return page(url, within(url, 'organization_guids', spaces), (name) => ({
          guid: name,
          name,
          links: {},
        }));
      case 'droplets': {
        const guids = url.searchParams.get('guids')?.split(',') ?? [];
        return page(url, guids, (droplet) => this.#droplet(droplet));
      }
      case undefined:
      default:
        return page(url, within(url, 'space_guids', apps), (app) => this.#app(app));
    }
  }

  #app(guid: string): unknown {
    const { current } = this.places;
    const relationships =
      current === null ? {} : { current_droplet: { data: { guid: this.#ofApp(guid, current) } } };
    return {
      guid,
      name: `app ${guid}`,
      state: 'STARTED',
      relationships,
      links: {
        self: { href: `${this.#api}/v3/apps/${guid}` },
        droplets: { href: `${this.#api}/v3/apps/${guid}/droplets` },
      },
    };
  }

  #ofApp(app: string, droplet: string): string {
    return this.hasOwnDroplets ? `${app}-${droplet}` : droplet;
  }

  #droplet(guid: string): unknown {
    return { guid, state: 'STAGED', links: {} };
  }
}

/** Guids are unique in a foundation: those in a place carry its guid. */
function within(url: URL, parameter: string, guids: readonly string[]): readonly string[] {
  const place = url.searchParams.get(parameter) ?? '';
  return guids.map((guid) => `${place}-${guid}`);
}

function page(
  url: URL,
  guids: readonly string[],
  present: (guid: string) => unknown,
  other: string | null = null,
): unknown {
  const number = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('per_page'));
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  return {
    pagination: {
      total_results: guids.length,
      next: other !== null || number * size < guids.length ? { href: other ?? next.href } : null,
    },
    resources: guids.slice((number - 1) * size, number * size).map(present),
  };
}
