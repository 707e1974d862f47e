import { Explorer } from '../../../src/explorer/explorer.ts';
import { Foundations } from '../../../src/foundations/foundations.ts';
import { Settings } from '../../../src/foundations/settings.ts';
import { aLog } from '../../support/clients.ts';
import { theExtension } from './extension.ts';
import type { Storage } from './storage.ts';

const open: { dispose(): unknown }[] = [];

/** What the extension has in one window, with the storage that windows share. */
export function aWindow(storage: Storage) {
  const log = aLog();
  const settings = new Settings(log);
  const explorer = new Explorer(() => 50);
  const context = { ...storage, extensionUri: theExtension().extensionUri };
  const foundations = new Foundations({ context, explorer, settings, log });
  open.push(foundations, settings);
  return { foundations, explorer, log, context };
}

/** For `afterEach`. */
export async function closeWindows(): Promise<void> {
  for (const window of open.splice(0)) await window.dispose();
}
