import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import { authenticationId, commandIds } from './contributions.ts';
import { Explorer } from './explorer/explorer.ts';
import type { AppRow } from './explorer/rows.ts';
import { Accounts } from './foundations/accounts.ts';
import { Foundations } from './foundations/foundations.ts';
import { Settings } from './foundations/settings.ts';
import { ExplorerTree } from './views/tree/explorerTree.ts';
import { createOutputChannel, registerUriHandler } from './window/textless.ts';

/**
 * Creates the extension's parts and connects them. Sends no request to any foundation: the tree
 * does, once open.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = createOutputChannel('Cloud Foundry Droplets', { log: true });
  const settings = new Settings(log);
  const explorer = new Explorer(() => settings.pageSize);
  const foundations = new Foundations({ context, explorer, settings, log });
  const { roster } = foundations;
  const tree = new ExplorerTree(explorer, (row, place) => roster.move(row, place), log);
  const accounts = new Accounts(context.secrets, explorer);

  const revealInTree = (row: AppRow) =>
    tree.view.reveal(row, { select: true, focus: true, expand: true });
  const dropletViews = once(async () => {
    const { DropletViews } = await import('./views/dropletViews.ts');
    return disposed(new DropletViews(context.extensionUri, explorer, log, revealInTree));
  });
  const appWatch = once(async () => {
    const { watchApps } = await import('./views/appWatching.ts');
    return disposed(watchApps(explorer, log));
  });
  const currentDroplets = once(async () => {
    const { CurrentDroplets } = await import('./explorer/currentDroplets.ts');
    return disposed(
      new CurrentDroplets({ explorer, log, isOn: () => settings.showsCurrentDroplets }),
    );
  });
  const appSearching = once(async () => {
    const { searchApps } = await import('./foundations/appSearching.ts');
    const { globalState, globalStorageUri } = context;
    return disposed(searchApps(explorer, globalStorageUri.fsPath, globalState, log));
  });
  const assignmentLog = once(async () => {
    const { AssignmentLog } = await import('./changes/undo.ts');
    return new AssignmentLog();
  });
  const disposed = <T extends vscode.Disposable>(loaded: T): T => {
    context.subscriptions.push(loaded);
    return loaded;
  };

  const services = {
    explorer,
    foundations,
    settings,
    tree,
    state: context.globalState,
    log,
    dropletViews,
    appWatch,
    appSearching,
    assignmentLog,
  };
  context.subscriptions.push(
    log,
    settings,
    foundations,
    tree,
    accounts,
    explorer.onDidOpenApp((row) => void appWatch().then((loaded) => loaded.look(row))),
    explorer.onDidShowApps((row) => void currentDroplets().then((loaded) => loaded.look(row))),
    foundations.onDidForget((id) => void appSearching().then((loaded) => loaded.forget(id))),
    vscode.authentication.registerAuthenticationProvider(
      authenticationId,
      vscode.l10n.t('Cloud Foundry'),
      accounts,
      { supportsMultipleAccounts: true },
    ),
    registerUriHandler({
      handleUri: (uri) => void vscode.commands.executeCommand(commandIds.openLink, uri),
    }),
    registerCommands(services),
  );
}

/** Loads code that most windows never need when it is first used, once. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => (loaded ??= load());
}
