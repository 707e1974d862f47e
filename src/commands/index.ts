import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import { command } from './shared/command.ts';
import type { Services } from './shared/services.ts';

type Run = (services: Services, argument: unknown) => Promise<void>;

/** A command's id, how its failure is announced, and where its code is: that is loaded when it is first used. */
type Entry = readonly [id: string, couldNot: string, load: () => Promise<Run>];

const arrange = () => import('./foundations/moveFoundation.ts');
const browse = () => import('./browse/browse.ts');
const certificates = () => import('./foundations/certificates.ts');
const filter = () => import('./browse/filter.ts');
const foundation = () => import('./foundations/foundation.ts');
const inspect = () => import('./inspect/inspect.ts');
const compare = () => import('./inspect/compare.ts');
const assign = () => import('./change/assign.ts');

/** Registers every command. */
export function registerCommands(services: Services): vscode.Disposable {
  const { t } = vscode.l10n;
  const ids = commandIds;
  const table: readonly Entry[] = [
    [
      ids.signIn,
      t('Could not sign in'),
      async () => (await import('./foundations/signIn.ts')).signIn,
    ],
    [
      ids.useCliSession,
      t('Could not use the cf CLI session'),
      async () => (await import('./foundations/useCliSession.ts')).useCliSession,
    ],
    [
      ids.openSampleFoundation,
      t('Could not open the sample foundation'),
      async () => (await foundation()).openSampleFoundation,
    ],
    [ids.signOut, t('Could not sign out'), async () => (await foundation()).signOut],
    [
      ids.removeFoundation,
      t('Could not remove the foundation'),
      async () => (await foundation()).removeFoundation,
    ],
    [
      ids.renameFoundation,
      t('Could not rename the foundation'),
      async () => (await arrange()).renameFoundation,
    ],
    [
      ids.moveFoundationUp,
      t('Could not move the foundation'),
      async () => (await arrange()).moveFoundationUp,
    ],
    [
      ids.moveFoundationDown,
      t('Could not move the foundation'),
      async () => (await arrange()).moveFoundationDown,
    ],
    [
      ids.trustCertificateAuthority,
      t('Could not trust the certificate authority'),
      async () => (await certificates()).trustCertificateAuthority,
    ],
    [
      ids.checkCertificates,
      t('Could not check the certificates again'),
      async () => (await certificates()).checkCertificates,
    ],
    [ids.openRow, t('Could not open the row'), async () => (await browse()).openRow],
    [ids.refresh, t('Could not refresh'), async () => (await browse()).refresh],
    [ids.refreshBelow, t('Could not refresh'), async () => (await browse()).refreshBelow],
    [ids.loadMore, t('Could not load more'), async () => (await browse()).loadMore],
    [ids.loadAll, t('Could not load all'), async () => (await browse()).loadAll],
    [ids.retry, t('Could not try again'), async () => (await browse()).retry],
    [ids.filterApps, t('Could not filter the apps'), async () => (await filter()).filterApps],
    [
      ids.filterDroplets,
      t('Could not filter the droplets'),
      async () => (await filter()).filterDroplets,
    ],
    [ids.clearFilter, t('Could not clear the filter'), async () => (await filter()).clearFilter],
    [ids.showDroplet, t('Could not show the droplet'), async () => (await inspect()).showDroplet],
    [
      ids.openDropletJson,
      t('Could not open the droplet as JSON'),
      async () => (await inspect()).openDropletJson,
    ],
    [
      ids.compareWithCurrent,
      t('Could not compare the droplet with the current one'),
      async () => (await compare()).compareWithCurrent,
    ],
    [
      ids.compareWith,
      t('Could not compare the droplet'),
      async () => (await compare()).compareWith,
    ],
    [
      ids.downloadDroplet,
      t('Could not download the droplet'),
      async () => (await import('./inspect/downloadDroplet.ts')).downloadDroplet,
    ],
    [
      ids.showAppHistory,
      t('Could not show the history of the app'),
      async () => (await inspect()).showAppHistory,
    ],
    [ids.copyGuid, t('Could not copy the GUID'), async () => (await inspect()).copyGuid],
    [
      ids.assignDroplet,
      t('Could not assign the droplet'),
      async () => (await assign()).assignDroplet,
    ],
    [
      ids.assignDropletToApp,
      t('Could not assign a droplet'),
      async () => (await assign()).assignDropletToApp,
    ],
    [
      ids.undoAssignment,
      t('Could not undo the assignment'),
      async () => (await import('./change/undoAssignment.ts')).undoAssignment,
    ],
    [
      ids.deployDroplet,
      t('Could not deploy the droplet'),
      async () => (await import('./change/deployDroplet.ts')).deployDroplet,
    ],
    [
      ids.cancelDeployment,
      t('Could not cancel the deployment'),
      async () => (await import('./change/deploymentSteps.ts')).cancelDeployment,
    ],
    [
      ids.continueDeployment,
      t('Could not continue the deployment'),
      async () => (await import('./change/deploymentSteps.ts')).continueDeployment,
    ],
    [
      ids.restartApp,
      t('Could not restart the app'),
      async () => (await import('./change/restartApp.ts')).restartApp,
    ],
    [
      ids.copyAsCfCurl,
      t('Could not copy as cf curl'),
      async () => (await import('./inspect/copyAsCfCurl.ts')).copyAsCfCurl,
    ],
    [
      ids.editLabels,
      t('Could not edit the labels'),
      async () => (await import('./change/editLabels.ts')).editLabels,
    ],
    [
      ids.deleteDroplet,
      t('Could not delete the droplet'),
      async () => (await import('./change/deleteDroplet.ts')).deleteDroplet,
    ],
    [ids.showLog, t('Could not show the log'), async () => showLog],
  ];
  const registered = table.map(([id, couldNot, load]) =>
    command(services.log, id, couldNot, async (argument) => (await load())(services, argument)),
  );
  return vscode.Disposable.from(...registered);
}

async function showLog({ log }: Services): Promise<void> {
  log.show();
}
