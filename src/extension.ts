import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { authenticationId } from './contributions.ts';
import type { AppWatch } from './explorer/appWatch.ts';
import { Explorer } from './explorer/explorer.ts';
import { Accounts } from './foundations/accounts.ts';
import { Foundations } from './foundations/foundations.ts';
import { Settings } from './foundations/settings.ts';
import type { DropletViews } from './views/dropletViews.ts';
import { ExplorerTree } from './views/tree/explorerTree.ts';

/** Builds what the extension consists of and ties it together. Asks no foundation anything: the tree does, once open. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Cloud Foundry Droplets', { log: true });
  const settings = new Settings(log);
  const explorer = new Explorer(() => settings.pageSize);
  const foundations = new Foundations({ context, explorer, settings, log });
  const tree = new ExplorerTree(explorer);
  const accounts = new Accounts(context.secrets, explorer, foundations);

  let views: Promise<DropletViews> | null = null;
  const dropletViews = () =>
    (views ??= import('./views/dropletViews.ts').then(({ DropletViews }) => {
      const loaded = new DropletViews(context.extensionUri, explorer, log);
      context.subscriptions.push(loaded);
      return loaded;
    }));

  let watch: Promise<AppWatch> | null = null;
  const appWatch = () =>
    (watch ??= import('./explorer/appWatch.ts').then(
      ({ AppWatch }) => new AppWatch(explorer, log),
    ));

  const services = { explorer, foundations, tree, log, dropletViews };
  context.subscriptions.push(
    log,
    settings,
    foundations,
    tree,
    accounts,
    explorer.onDidOpenApp((row) => void appWatch().then((loaded) => loaded.look(row))),
    vscode.authentication.registerAuthenticationProvider(
      authenticationId,
      vscode.l10n.t('Cloud Foundry'),
      accounts,
      { supportsMultipleAccounts: true },
    ),
    registerCommands(services),
  );
}
