import * as vscode from 'vscode';
import { commandIds as ids, type CommandId } from '../contributions.ts';
import { register, type Command } from './shared/command.ts';
import type { Services } from './shared/services.ts';

/** The module of each command, loaded when the command is first used. */
const table: { readonly [Id in CommandId]: () => Promise<Command & { readonly id: Id }> } = {
  [ids.useCliSession]: async () => (await import('./foundations/useCliSession.ts')).useCliSession,
  [ids.signIn]: async () => (await import('./foundations/signIn.ts')).signIn,
  [ids.openSampleFoundation]: async () =>
    (await import('./foundations/openSampleFoundation.ts')).openSampleFoundation,
  [ids.signOut]: async () => (await import('./foundations/signOut.ts')).signOut,
  [ids.renameFoundation]: async () =>
    (await import('./foundations/renameFoundation.ts')).renameFoundation,
  [ids.moveFoundationUp]: async () =>
    (await import('./foundations/moveFoundationUp.ts')).moveFoundationUp,
  [ids.moveFoundationDown]: async () =>
    (await import('./foundations/moveFoundationDown.ts')).moveFoundationDown,
  [ids.removeFoundation]: async () =>
    (await import('./foundations/removeFoundation.ts')).removeFoundation,
  [ids.trustCertificateAuthority]: async () =>
    (await import('./foundations/trustCertificateAuthority.ts')).trustCertificateAuthority,
  [ids.checkCertificates]: async () =>
    (await import('./foundations/checkCertificates.ts')).checkCertificates,
  [ids.openRow]: async () => (await import('./browse/openRow.ts')).openRow,
  [ids.refresh]: async () => (await import('./browse/refresh.ts')).refresh,
  [ids.refreshBelow]: async () => (await import('./browse/refreshBelow.ts')).refreshBelow,
  [ids.loadMore]: async () => (await import('./browse/loadMore.ts')).loadMore,
  [ids.loadAll]: async () => (await import('./browse/loadAll.ts')).loadAll,
  [ids.stopSearch]: async () => (await import('./browse/stopSearch.ts')).stopSearch,
  [ids.retry]: async () => (await import('./browse/retry.ts')).retry,
  [ids.goToApp]: async () => (await import('./browse/goToApp.ts')).goToApp,
  [ids.goToDroplet]: async () => (await import('./browse/goToDroplet.ts')).goToDroplet,
  [ids.findApps]: async () => (await import('./browse/findApps.ts')).findApps,
  [ids.findDroplets]: async () => (await import('./browse/findDroplets.ts')).findDroplets,
  [ids.editSearch]: async () => (await import('./browse/editSearch.ts')).editSearch,
  [ids.renameResults]: async () => (await import('./browse/renameResults.ts')).renameResults,
  [ids.removeResults]: async () => (await import('./browse/removeResults.ts')).removeResults,
  [ids.revealInFoundation]: async () =>
    (await import('./browse/revealInFoundation.ts')).revealInFoundation,
  [ids.openLink]: async () => (await import('./browse/openLink.ts')).openLink,
  [ids.filterApps]: async () => (await import('./browse/filterApps.ts')).filterApps,
  [ids.filterDroplets]: async () => (await import('./browse/filterDroplets.ts')).filterDroplets,
  [ids.clearFilter]: async () => (await import('./browse/clearFilter.ts')).clearFilter,
  [ids.showDroplet]: async () => (await import('./inspect/showDroplet.ts')).showDroplet,
  [ids.openDropletJson]: async () => (await import('./inspect/openDropletJson.ts')).openDropletJson,
  [ids.compareWithCurrent]: async () =>
    (await import('./inspect/compareWithCurrent.ts')).compareWithCurrent,
  [ids.compareWith]: async () => (await import('./inspect/compareWith.ts')).compareWith,
  [ids.downloadDroplet]: async () => (await import('./inspect/downloadDroplet.ts')).downloadDroplet,
  [ids.showAppHistory]: async () => (await import('./inspect/showAppHistory.ts')).showAppHistory,
  [ids.showWhatRunsWhere]: async () =>
    (await import('./inspect/showWhatRunsWhere.ts')).showWhatRunsWhere,
  [ids.copyGuid]: async () => (await import('./inspect/copyGuid.ts')).copyGuid,
  [ids.copyLink]: async () => (await import('./inspect/copyLink.ts')).copyLink,
  [ids.assignDroplet]: async () => (await import('./change/assignDroplet.ts')).assignDroplet,
  [ids.assignDropletToApp]: async () =>
    (await import('./change/assignDropletToApp.ts')).assignDropletToApp,
  [ids.undoAssignment]: async () => (await import('./change/undoAssignment.ts')).undoAssignment,
  [ids.deployDroplet]: async () => (await import('./change/deployDroplet.ts')).deployDroplet,
  [ids.cancelDeployment]: async () =>
    (await import('./change/cancelDeployment.ts')).cancelDeployment,
  [ids.continueDeployment]: async () =>
    (await import('./change/continueDeployment.ts')).continueDeployment,
  [ids.restartApp]: async () => (await import('./change/restartApp.ts')).restartApp,
  [ids.copyAsCfCurl]: async () => (await import('./inspect/copyAsCfCurl.ts')).copyAsCfCurl,
  [ids.editLabels]: async () => (await import('./change/editLabels.ts')).editLabels,
  [ids.deleteDroplet]: async () => (await import('./change/deleteDroplet.ts')).deleteDroplet,
  [ids.showLog]: async () => (await import('./inspect/showLog.ts')).showLog,
};

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(table).map(([id, load]) => register(services, id, load));
  return vscode.Disposable.from(...registered);
}
