import * as vscode from 'vscode';
import { inert, inertLines } from './inert.ts';

/** What is shown above the rows of a view. */
interface TreeHead {
  readonly title: string;
  readonly description: string;
  readonly message: string;
}

/** A view without the texts of its header, which only `setHead` sets. */
export type TreeView<T> = Omit<
  vscode.TreeView<T>,
  'badge' | 'description' | 'message' | 'title'
> & { readonly setHead: (head: TreeHead) => void };

/** Returns each row's item synchronously. */
type Provider<T> = Omit<vscode.TreeDataProvider<T>, 'getTreeItem'> & {
  getTreeItem(row: T): vscode.TreeItem;
};

/**
 * Like VS Code's `createTreeView`: no text of a row or of the header is interpreted as a link, an
 * icon, or markup.
 */
export function createTreeView<T>(
  viewId: string,
  provider: Provider<T>,
  options: Omit<vscode.TreeViewOptions<T>, 'treeDataProvider'>,
): TreeView<T> {
  const treeDataProvider: vscode.TreeDataProvider<T> = {
    ...(provider.onDidChangeTreeData && { onDidChangeTreeData: provider.onDidChangeTreeData }),
    getChildren: (row) => provider.getChildren(row),
    getParent: (row) => provider.getParent?.(row),
    getTreeItem: (row) => inertItem(provider.getTreeItem(row)),
    resolveTreeItem: async (item, row, token) =>
      inertItem((await provider.resolveTreeItem?.(item, row, token)) ?? item),
  };
  const view = vscode.window.createTreeView(viewId, { ...options, treeDataProvider });
  return Object.assign(view, {
    setHead: ({ description, message, title }: TreeHead) => {
      view.title = inert(title);
      view.description = inert(description);
      view.message = inertLines(message);
    },
  });
}

function inertItem(item: vscode.TreeItem): vscode.TreeItem {
  const { accessibilityInformation: spoken, description, label, tooltip } = item;
  if (label !== undefined) {
    item.label = typeof label === 'string' ? inert(label) : { ...label, label: inert(label.label) };
  }
  if (typeof description === 'string') item.description = inert(description);
  if (typeof tooltip === 'string') item.tooltip = inertLines(tooltip);
  if (spoken) item.accessibilityInformation = { ...spoken, label: inert(spoken.label) };
  return item;
}
