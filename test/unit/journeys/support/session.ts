import assert from 'node:assert/strict';
import type { Tokens } from '../../../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../../../src/cloudfoundry/connection.ts';
import { Explorer } from '../../../../src/explorer/explorer.ts';
import type {
  AppRow,
  FoundationRow,
  ListRow,
  Row,
  SpaceRow,
} from '../../../../src/explorer/rows.ts';
import type { RecordedRequest, SampleFoundation } from '../../../../src/sample/foundation.ts';
import type { SampleOptions } from '../../../../src/sample/options.ts';
import { startSample } from '../../../support/sample.ts';
import { aFoundation } from '../../../support/foundations.ts';
import { signInAt } from '../../../support/signIn.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** A window as it opens on a sample foundation in which somebody has signed in earlier. */
export class Session {
  readonly explorer = new Explorer(() => 50);
  readonly row: FoundationRow;
  readonly #sample: SampleFoundation;
  #seen: number;

  private constructor(sample: SampleFoundation, connection: Connection, user: string) {
    this.#sample = sample;
    this.#seen = sample.requests.length;
    const { api } = sample;
    this.row = this.explorer.add(aFoundation({ api, user }), connection);
  }

  static async open(options: Partial<SampleOptions> = {}, user = 'dev'): Promise<Session> {
    const sample = await startSample(options);
    let tokens: Tokens | null = null;
    const store = {
      load: () => Promise.resolve(tokens),
      save: (fresh: Tokens | null) => {
        tokens = fresh;
        return Promise.resolve();
      },
    };
    const connect = () => new Connection({ api: new URL(sample.api), store, log: silent });
    if (options.korifi) {
      tokens = { accessToken: sample.tokenFor(user), refreshToken: null, expiresAt: null };
    } else {
      const earlier = connect();
      await signInAt(earlier, { kind: 'password', username: user, password: user });
      await earlier.close();
    }
    return new Session(sample, connect(), user);
  }

  async close(): Promise<void> {
    await this.row.connection.close();
    await this.#sample.close();
  }

  /** Makes programs of this droplet crash from now on. */
  crash(dropletGuid: string): void {
    this.#sample.crash(dropletGuid);
  }

  /** What went over the wire since the last time. */
  wire(): readonly RecordedRequest[] {
    const fresh = this.#sample.requests.slice(this.#seen);
    this.#seen += fresh.length;
    return fresh;
  }

  /** As `wire`, each request as method and path. */
  lines(): readonly string[] {
    return this.wire().map(({ method, path }) => `${method} ${path}`);
  }

  /** Opens a row as the tree does, and gives what is below it. */
  async open(row: ListRow): Promise<readonly Row[]> {
    this.explorer.setExpanded(row, true);
    return this.explorer.children(row);
  }

  async openSpace(organizationName: string, spaceName: string): Promise<SpaceRow> {
    await this.open(this.row);
    const organization = this.row.organizations.rows.find(
      (row) => row.organization.name === organizationName,
    );
    assert.ok(organization, organizationName);
    await this.open(organization);
    const space = organization.spaces.rows.find((row) => row.space.name === spaceName);
    assert.ok(space, spaceName);
    return space;
  }

  /** Opens the tree down to the droplets of this app of acme / dev. */
  async openApp(name: string): Promise<AppRow> {
    const space = await this.openSpace('acme', 'dev');
    await this.open(space);
    const app = space.apps.rows.find((row) => row.app.name === name);
    assert.ok(app, name);
    await this.open(app);
    return app;
  }
}
