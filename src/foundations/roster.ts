import type { Connection } from '../cloudfoundry/connection.ts';
import type { Explorer } from '../explorer/explorer.ts';
import { arranged } from '../explorer/arranged.ts';
import type { Foundation, FoundationRow } from '../explorer/rows.ts';
import { listFoundations, toFoundation } from './foundationList.ts';
import {
  changeSaved,
  foundationId,
  loadSaved,
  withName,
  withSaved,
  withoutSaved,
  type SavedFoundation,
} from './savedFoundations.ts';
import type { Settings } from './settings.ts';
import { skipSourceOf, type SkipSource, type SkipSources } from './skipSource.ts';
import { loadTrust, saveTrust, type Trust } from './trust.ts';
import type { State } from './state.ts';

interface Options {
  readonly state: State;
  readonly explorer: Explorer;
  readonly settings: Settings;
  readonly connect: (foundation: Foundation) => Connection;
}

/** Keeps the tree's foundations in sync with the saved ones and the setting. Ignores the sample. */
export class Roster {
  readonly #options: Options;
  /** By the id of the foundation. */
  readonly #cliSkips = new Map<string, { readonly api: string; readonly skips: boolean }>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** A foundation as it is or would be shown in the tree. */
  describe(saved: SavedFoundation): Foundation {
    return toFoundation(saved, this.#known());
  }

  /**
   * Remembers that someone is signed in, and shows the foundation. Uses or closes a
   * given connection.
   */
  async add(
    added: Pick<SavedFoundation, 'api' | 'user' | 'source' | 'file'>,
    connection: Connection | null,
  ): Promise<FoundationRow> {
    const id = foundationId(added);
    await this.#change((saved) => withSaved(saved, added), { id, connection });
    const row = this.#options.explorer.foundations.find((each) => each.id === id);
    if (!row) throw new Error(`There is no row for ${id}.`);
    if (!connection || row.connection === connection) return row;
    // Meanwhile, it has appeared in the tree, signed out.
    await connection.close();
    await row.connection.reload();
    await this.#options.explorer.refresh(row);
    return row;
  }

  /**
   * Forgets a foundation. It leaves the tree, unless the setting names it: then it stays in
   * place, signed out.
   */
  async forget(id: string): Promise<void> {
    const named = this.#options.settings.foundations.entries.map(({ api }) => api);
    await this.#change((saved) => withoutSaved(saved, id, named));
  }

  /** Renames a foundation; null restores the name from the setting, or else the address. */
  async rename(row: FoundationRow, name: string | null): Promise<void> {
    const { explorer } = this.#options;
    if (row.foundation.source === 'sample') {
      explorer.setFoundation(row, { ...row.foundation, name: name ?? row.foundation.name });
      return;
    }
    await this.#change((saved) => withName(withEach(saved, explorer.foundations), row.id, name));
  }

  /** Moves a foundation to this position in the whole tree. */
  async move(row: FoundationRow, place: number): Promise<void> {
    const { explorer } = this.#options;
    const rows = explorer.foundations.filter((other) => other !== row);
    rows.splice(place, 0, row);
    const ids = rows.map(({ id }) => id);
    explorer.arrange(ids);
    await this.#change((saved) => arranged(withEach(saved, rows), ids, foundationId));
  }

  /** The user's trust decisions for an API, whether in the tree or not. */
  trustIn(api: string): Trust {
    return loadTrust(this.#options.state, api);
  }

  /**
   * Remembers the user's trust decisions for an API; null forgets them. Applies from the
   * next connection.
   */
  async setTrust(api: string, change: Partial<Trust> | null): Promise<void> {
    const { state } = this.#options;
    await saveTrust(state, api, change && { ...loadTrust(state, api), ...change });
    await this.sync();
  }

  /**
   * What asks to skip certificate checks for this API, whether in the tree or not; null
   * if nothing does.
   */
  skipSource(api: string): SkipSource | null {
    return skipSourceOf(api, this.#known());
  }

  /** A command line file was read: remembers whether it skips certificate checks. */
  async setCliSkips(at: Pick<SavedFoundation, 'api' | 'file'>, skips: boolean): Promise<void> {
    const id = foundationId({ ...at, source: 'cli' });
    if (this.#cliSkips.get(id)?.skips === skips) return;
    this.#cliSkips.set(id, { api: at.api, skips });
    await this.sync();
  }

  /** Syncs the tree. */
  async sync(made: { readonly id: string; readonly connection: Connection | null } | null = null) {
    const { explorer, connect } = this.#options;
    const listed = listFoundations(this.#known());
    const gone = explorer.foundations.filter(
      ({ id, foundation }) =>
        foundation.source !== 'sample' && !listed.some((each) => each.id === id),
    );
    for (const row of gone) explorer.remove(row);
    for (const foundation of listed) {
      const row = explorer.foundations.find(({ id }) => id === foundation.id);
      if (row) update(explorer, row, foundation);
      else {
        const given = made?.id === foundation.id ? made.connection : null;
        explorer.add(foundation, given ?? connect(foundation));
      }
    }
    explorer.arrange(listed.map(({ id }) => id));
    await Promise.all(gone.map(({ connection }) => connection.close()));
  }

  async #change(
    change: (saved: readonly SavedFoundation[]) => readonly SavedFoundation[],
    made?: Parameters<Roster['sync']>[0],
  ): Promise<void> {
    await changeSaved(this.#options.state, change);
    await this.sync(made);
  }

  #skipsAt(api: string): boolean | null {
    const read = [...this.#cliSkips.values()].filter((each) => each.api === api);
    return read.length === 0 ? null : read.some(({ skips }) => skips);
  }

  #known(): SkipSources {
    const { state, settings } = this.#options;
    return {
      saved: loadSaved(state),
      setting: settings.foundations,
      isStrict: settings.isStrict,
      cliSkips: (api) => this.#skipsAt(api),
      trust: (api) => loadTrust(state, api),
    };
  }
}

function update(explorer: Explorer, row: FoundationRow, foundation: Foundation): void {
  if (row.foundation.source === 'sample') return;
  const before = JSON.stringify(row.foundation);
  if (before === JSON.stringify(foundation)) return;
  const { caFile, skipsValidation, trustedLinkOrigins } = row.foundation;
  explorer.setFoundation(row, foundation);
  if (String(trustedLinkOrigins) !== String(foundation.trustedLinkOrigins)) {
    row.connection.rediscover();
  }
  if (caFile !== foundation.caFile || skipsValidation !== foundation.skipsValidation) {
    void row.connection.reconnect();
  }
}

/** Foundations that only the setting names aren't saved until they get a name or a position. */
function withEach(
  saved: readonly SavedFoundation[],
  rows: readonly FoundationRow[],
): readonly SavedFoundation[] {
  const missing = rows.filter(
    ({ id, foundation }) =>
      foundation.source === 'setting' && !saved.some((each) => foundationId(each) === id),
  );
  return missing.reduce(
    (all, { foundation: { api } }) => withSaved(all, { api, user: '', source: 'setting' }),
    saved,
  );
}
