import * as vscode from 'vscode';
import type { Log } from '../../cloudfoundry/log.ts';
import { contextKeys, viewId } from '../../contributions.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import {
  isListRow,
  listOf,
  type AppRow,
  type FoundationRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';
import { createTreeView, type TreeView } from '../../window/treeView.ts';
import { foundationDrag, type MoveFoundation } from './foundationDrag.ts';
import { registerStaleRows } from './staleRows.ts';
import { filteredRows } from '../../explorer/lookup.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

type Drawing = typeof import('./treeItem.ts');

/** The tree view of the explorer: converts rows to tree items, and sets the view's header. */
export class ExplorerTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #explorer: Explorer;
  readonly #log: Pick<Log, 'debug'>;
  readonly #changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  readonly #disposables: vscode.Disposable[] = [this.#changed];
  /** Foundations whose target has been revealed: this happens only once. */
  readonly #revealed = new WeakSet<FoundationRow>();
  /** How rows are drawn; loaded with the first row. */
  #drawing: Drawing | null = null;
  readonly view: TreeView<Row>;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(explorer: Explorer, move: MoveFoundation, log: Pick<Log, 'debug'>) {
    this.#explorer = explorer;
    this.#log = log;
    this.view = createTreeView<Row>(viewId, this, {
      showCollapseAll: true,
      dragAndDropController: foundationDrag(explorer, move),
    });
    this.#disposables.push(
      this.view,
      registerStaleRows(),
      this.view.onDidExpandElement(({ element }) => this.#expanded(element)),
      this.view.onDidCollapseElement(({ element }) => explorer.setExpanded(element, false)),
      explorer.onDidChange((row) => this.#update(row)),
      explorer.onDidRedraw((rows) => this.#changed.fire([...rows])),
    );
    void this.#describe();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    // VS Code requests a row only once it has its parent's children.
    if (!this.#drawing) throw new Error('a row was asked for before its list');
    return this.#drawing.toTreeItem(row, new Date());
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const loading = this.#load();
    const children = [...(await this.#explorer.childrenSoon(row))];
    await loading;
    if (!row) await this.#describe();
    this.#revealTargets(row);
    return children;
  }

  getParent(row: Row): Row | undefined {
    return this.#explorer.parent(row);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    row: Row,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const { askTooltip } = await import('./tooltip.ts');
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    item.tooltip ??= await askTooltip(row, abort.signal);
    return item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /**
   * Expands the tree to the command line's target, once its foundation is connected and its
   * children are requested: VS Code can't reveal rows under a row that it hasn't drawn yet.
   */
  #revealTargets(asked: Row | undefined): void {
    const { foundations } = this.#explorer;
    const isOnly = !asked && foundations.length === 1;
    for (const row of foundations.filter((each) => isOnly || each === asked)) {
      if (!row.target?.organization || !row.organizations.isLoaded || this.#revealed.has(row)) {
        continue;
      }
      this.#revealed.add(row);
      void this.#revealTarget(row);
    }
  }

  async #revealTarget(row: FoundationRow): Promise<void> {
    try {
      const { revealTarget } = await import('./revealTarget.ts');
      await revealTarget(this.#explorer, this.view, row);
    } catch (error) {
      // VS Code refuses to reveal a row that has left the tree meanwhile.
      this.#log.debug(`Could not reveal the cf CLI's target: ${reasonOf(error)}`);
    }
  }

  #expanded(row: Row): void {
    this.#explorer.setExpanded(row, true);
    // Collapsing and expanding a failed list means to retry it.
    if (isListRow(row) && listOf(row).problem && listOf(row).count === 0) {
      void this.#explorer.retry(row);
    }
  }

  #update(row: Row | undefined): void {
    // A single foundation has no row of its own: its list is the root's.
    const isRoot = row?.kind === 'foundation' && this.#explorer.foundations.length === 1;
    this.#changed.fire(isRoot ? undefined : row);
    void this.#describe();
  }

  async #load(): Promise<Drawing> {
    return (this.#drawing ??= await import('./treeItem.ts'));
  }

  async #describe(): Promise<void> {
    const { filterDescription } = await import('./itemParts.ts');
    const { foundationDescription } = await this.#load();
    const { state, foundations } = this.#explorer;
    const [only, ...others] = foundations;
    const filtered = filteredRows(this.#explorer);
    const isAlone = only !== undefined && others.length === 0;
    // VS Code hides the description if the view is alone in its container, but users must notice a
    // filter. It hides the welcome content if there is a message, so set none if there are no rows.
    const lines = filtered.map((row) => `${nameOf(row)} · ${filterDescription(row)}`);
    if (isAlone && only.foundation.skipsValidation && state === 'shown') {
      lines.unshift(vscode.l10n.t('Certificates aren’t checked for this foundation.'));
    }
    this.view.setHead({
      title: isAlone ? only.foundation.name : vscode.l10n.t('Foundations'),
      description: isAlone ? foundationDescription(only) : '',
      message: lines.join('\n'),
    });
    await vscode.commands.executeCommand('setContext', contextKeys.state, state);
    await vscode.commands.executeCommand('setContext', contextKeys.isFiltered, filtered.length > 0);
    await vscode.commands.executeCommand(
      'setContext',
      contextKeys.isUnchecked,
      foundations.some(({ foundation }) => foundation.skipsValidation),
    );
  }
}

function nameOf(row: SpaceRow | AppRow): string {
  return row.kind === 'space' ? row.space.name : row.app.name;
}
