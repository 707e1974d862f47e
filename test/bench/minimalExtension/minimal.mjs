import * as vscode from 'vscode';

/** @param {vscode.ExtensionContext} context */
export function activate({ subscriptions }) {
  const changed = new vscode.EventEmitter();
  const app = new vscode.TreeItem('monolith', vscode.TreeItemCollapsibleState.Collapsed);
  const view = vscode.window.createTreeView('minimal.droplets', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (/** @type {vscode.TreeItem} */ item) => item,
      getChildren: async (/** @type {vscode.TreeItem | undefined} */ item) =>
        item ? droplets() : [app],
    },
  });
  // Asks again when it is expanded again.
  view.onDidCollapseElement(() => changed.fire(app));
  subscriptions.push(changed, view);
}

async function droplets() {
  const { MINIMAL_DROPLETS: address = '', MINIMAL_TOKEN: token = '' } = process.env;
  const answer = await fetch(address, { headers: { authorization: `bearer ${token}` } });
  /** @type {{ resources: { guid: string, state: string, created_at: string }[] }} */
  const { resources } = await answer.json();
  return resources.map(({ guid, state, created_at: created }) => {
    const row = new vscode.TreeItem(guid.slice(0, 8));
    row.id = guid;
    row.description = `${state} ${created}`;
    row.iconPath = new vscode.ThemeIcon('circle-outline');
    return row;
  });
}
