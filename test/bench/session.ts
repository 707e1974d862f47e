import type { Tokens } from '../../src/cloudfoundry/auth/uaa.ts';
import { Connection } from '../../src/cloudfoundry/connection.ts';
import { Explorer } from '../../src/explorer/explorer.ts';
import type { AppRow } from '../../src/explorer/rows.ts';
import { aFoundation } from '../support/foundations.ts';
import { signInAt } from '../support/signIn.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** Somebody who has signed in to the sample foundation in an earlier window. */
export class Session {
  readonly api: string;
  #tokens: Tokens | null = null;

  constructor(api: string) {
    this.api = api;
  }

  get accessToken(): string {
    return this.#tokens?.accessToken ?? '';
  }

  async signIn(): Promise<void> {
    const connection = this.connect();
    await signInAt(connection, { kind: 'password', username: 'dev', password: 'dev' });
    await connection.close();
  }

  connect(): Connection {
    const store = {
      load: () => Promise.resolve(this.#tokens),
      save: (tokens: Tokens | null) => {
        this.#tokens = tokens;
        return Promise.resolve();
      },
    };
    return new Connection({ api: new URL(this.api), store, log: silent });
  }

  /** An explorer with this foundation in it, as after opening a window. */
  explore(connection: Connection, pageSize: () => number): Explorer {
    const explorer = new Explorer(pageSize);
    const { api } = this;
    explorer.add(aFoundation({ api }), connection);
    return explorer;
  }
}

/** Opens one organization, one space in it, and one of its apps: that of this name, or the first. */
export async function openApp(explorer: Explorer, name?: string): Promise<AppRow> {
  const [organization] = await explorer.children(undefined);
  const [space] = await explorer.children(organization);
  const apps = await explorer.children(space);
  const app = apps.find(
    (row): row is AppRow => row.kind === 'app' && (name ?? row.app.name) === row.app.name,
  );
  if (!app) throw new Error('The sample foundation has no such app.');
  await explorer.children(app);
  if (app.droplets.count === 0) throw new Error('The app shows no droplets.');
  return app;
}
