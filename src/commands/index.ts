import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import { loadAll, loadMore, refresh, refreshBelow, retry } from './browse.ts';
import { command } from './command.ts';
import { clearFilter, filterApps, filterDroplets } from './filter.ts';
import { openSampleFoundation, removeFoundation, signOut } from './foundation.ts';
import { copyGuid, openDropletJson, showDroplet } from './inspect.ts';
import type { Services } from './services.ts';

type Run = (services: Services, argument: unknown) => Promise<void>;

/** Every command: its id, how its failure is announced, and what it does. */
export function registerCommands(services: Services): vscode.Disposable {
  const { t } = vscode.l10n;
  const table: readonly (readonly [id: string, couldNot: string, run: Run])[] = [
    [
      commandIds.signIn,
      t('Could not sign in'),
      async (...args) => (await import('./signIn.ts')).signIn(...args),
    ],
    [
      commandIds.useCliSession,
      t('Could not use the cf CLI session'),
      async (all) => (await import('./useCliSession.ts')).useCliSession(all),
    ],
    [
      commandIds.openSampleFoundation,
      t('Could not open the sample foundation'),
      openSampleFoundation,
    ],
    [commandIds.signOut, t('Could not sign out'), signOut],
    [commandIds.removeFoundation, t('Could not remove the foundation'), removeFoundation],
    [commandIds.refresh, t('Could not refresh'), refresh],
    [commandIds.refreshBelow, t('Could not refresh'), refreshBelow],
    [commandIds.loadMore, t('Could not load more'), loadMore],
    [commandIds.loadAll, t('Could not load all'), loadAll],
    [commandIds.retry, t('Could not try again'), retry],
    [commandIds.filterApps, t('Could not filter the apps'), filterApps],
    [commandIds.filterDroplets, t('Could not filter the droplets'), filterDroplets],
    [commandIds.clearFilter, t('Could not clear the filter'), clearFilter],
    [commandIds.showDroplet, t('Could not show the droplet'), showDroplet],
    [commandIds.openDropletJson, t('Could not open the droplet as JSON'), openDropletJson],
    [commandIds.copyGuid, t('Could not copy the GUID'), copyGuid],
    [
      commandIds.assignDroplet,
      t('Could not assign the droplet'),
      async (...args) => (await import('./assignDroplet.ts')).assignDroplet(...args),
    ],
    [
      commandIds.assignDropletToApp,
      t('Could not assign a droplet'),
      async (...args) => (await import('./assignDroplet.ts')).assignDropletToApp(...args),
    ],
    [commandIds.showLog, t('Could not show the log'), async ({ log }) => log.show()],
  ];
  const registered = table.map(([id, couldNot, run]) =>
    command(services.log, id, couldNot, (argument) => run(services, argument)),
  );
  return vscode.Disposable.from(...registered);
}
