import { asObject, asString, isList } from '../cloudfoundry/json.ts';
import { toPlace, type IndexedApp } from './appIndex.ts';

/** The part of VS Code's globalState that we use. Any version may have written its values. */
interface State {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** An app that the user went to. */
export interface RecentApp {
  readonly foundation: string;
  readonly user: string;
  readonly app: IndexedApp;
}

const key = 'cfDroplets.recentApps';
const most = 20;

/** The apps that the user went to, the latest first. */
export class RecentApps {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get all(): readonly RecentApp[] {
    const kept = this.#state.get(key);
    return isList(kept) ? kept.flatMap((value) => toRecent(value) ?? []) : [];
  }

  async add(recent: RecentApp): Promise<void> {
    const others = this.all.filter((other) => !isSame(other, recent));
    await this.#state.update(key, [recent, ...others].slice(0, most));
  }

  async remove(recent: Pick<RecentApp, 'foundation' | 'app'>): Promise<void> {
    await this.#state.update(
      key,
      this.all.filter((other) => !isSame(other, recent)),
    );
  }

  /** Forgets a foundation's apps: the user signed out, or removed it. */
  async forget(foundationId: string): Promise<void> {
    const others = this.all.filter(({ foundation }) => foundation !== foundationId);
    if (others.length < this.all.length) await this.#state.update(key, others);
  }
}

function isSame(
  a: Pick<RecentApp, 'foundation' | 'app'>,
  b: Pick<RecentApp, 'foundation' | 'app'>,
): boolean {
  return a.foundation === b.foundation && a.app.guid === b.app.guid;
}

function toRecent(value: unknown): RecentApp | null {
  const kept = asObject(value);
  const app = asObject(kept['app']);
  const foundation = asString(kept['foundation']);
  const user = asString(kept['user']);
  const guid = asString(app['guid']);
  const name = asString(app['name']);
  const place = toPlace(app['place']);
  if (foundation === null || user === null || !guid || !name || !place) return null;
  return { foundation, user, app: { guid, name, place } };
}
