import * as vscode from 'vscode';
import { commandIds as ids, type CommandId } from '../contributions.ts';
import { register, type Command } from './shared/command.ts';
import type { Services } from './shared/services.ts';

// Loaded when a command of the subject is first used.
const foundations = () => import('./foundations/commands.ts');
const browse = () => import('./browse/commands.ts');
const inspect = () => import('./inspect/commands.ts');
const change = () => import('./change/commands.ts');

/** Each command, loaded when it is first used. */
const table: { readonly [Id in CommandId]: () => Promise<Command & { readonly id: Id }> } = {
  [ids.useCliSession]: async () => (await foundations()).useCliSession,
  [ids.signIn]: async () => (await foundations()).signIn,
  [ids.openSampleFoundation]: async () => (await foundations()).openSampleFoundation,
  [ids.signOut]: async () => (await foundations()).signOut,
  [ids.renameFoundation]: async () => (await foundations()).renameFoundation,
  [ids.moveFoundationUp]: async () => (await foundations()).moveFoundationUp,
  [ids.moveFoundationDown]: async () => (await foundations()).moveFoundationDown,
  [ids.removeFoundation]: async () => (await foundations()).removeFoundation,
  [ids.trustCertificateAuthority]: async () => (await foundations()).trustCertificateAuthority,
  [ids.checkCertificates]: async () => (await foundations()).checkCertificates,
  [ids.openRow]: async () => (await browse()).openRow,
  [ids.refresh]: async () => (await browse()).refresh,
  [ids.refreshBelow]: async () => (await browse()).refreshBelow,
  [ids.loadMore]: async () => (await browse()).loadMore,
  [ids.loadAll]: async () => (await browse()).loadAll,
  [ids.stopSearch]: async () => (await browse()).stopSearch,
  [ids.retry]: async () => (await browse()).retry,
  [ids.goToApp]: async () => (await browse()).goToApp,
  [ids.goToDroplet]: async () => (await browse()).goToDroplet,
  [ids.findApps]: async () => (await browse()).findApps,
  [ids.findDroplets]: async () => (await browse()).findDroplets,
  [ids.editSearch]: async () => (await browse()).editSearch,
  [ids.renameResults]: async () => (await browse()).renameResults,
  [ids.removeResults]: async () => (await browse()).removeResults,
  [ids.revealInFoundation]: async () => (await browse()).revealInFoundation,
  [ids.openLink]: async () => (await browse()).openLink,
  [ids.filterApps]: async () => (await browse()).filterApps,
  [ids.filterDroplets]: async () => (await browse()).filterDroplets,
  [ids.clearFilter]: async () => (await browse()).clearFilter,
  [ids.showDroplet]: async () => (await inspect()).showDroplet,
  [ids.openDropletJson]: async () => (await inspect()).openDropletJson,
  [ids.compareWithCurrent]: async () => (await inspect()).compareWithCurrent,
  [ids.compareWith]: async () => (await inspect()).compareWith,
  [ids.downloadDroplet]: async () => (await inspect()).downloadDroplet,
  [ids.showAppHistory]: async () => (await inspect()).showAppHistory,
  [ids.showWhatRunsWhere]: async () => (await inspect()).showWhatRunsWhere,
  [ids.copyGuid]: async () => (await inspect()).copyGuid,
  [ids.copyLink]: async () => (await inspect()).copyLink,
  [ids.assignDroplet]: async () => (await change()).assignDroplet,
  [ids.assignDropletToApp]: async () => (await change()).assignDropletToApp,
  [ids.undoAssignment]: async () => (await change()).undoAssignment,
  [ids.deployDroplet]: async () => (await change()).deployDroplet,
  [ids.cancelDeployment]: async () => (await change()).cancelDeployment,
  [ids.continueDeployment]: async () => (await change()).continueDeployment,
  [ids.restartApp]: async () => (await change()).restartApp,
  [ids.copyAsCfCurl]: async () => (await inspect()).copyAsCfCurl,
  [ids.editLabels]: async () => (await change()).editLabels,
  [ids.deleteDroplet]: async () => (await change()).deleteDroplet,
  [ids.showLog]: async () => (await inspect()).showLog,
};

export function registerCommands(services: Services): vscode.Disposable {
  const registered = Object.entries(table).map(([id, load]) => register(services, id, load));
  return vscode.Disposable.from(...registered);
}
