import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const scratch = 'out/screenshots';

/** Those that are shown to users, in README and elsewhere. */
const published = new Set([
  'journey-tree',
  'assign-preview',
  'rollout',
  'undo',
  'panel-lifecycle-dark',
  'panel-lifecycle-light',
  'panel-high-contrast',
  'panel-json',
  'connect',
  'changes',
  'compare',
  'filter',
  'go-to-app',
  'find-droplets',
  'history',
  'history-light',
  'runs-where',
  'palette',
]);

/** Takes a picture for people to look at; with `UPDATE_SCREENSHOTS=1`, a published one to where it is published from. */
export async function takeScreenshot(of: Page | Locator, name: string): Promise<void> {
  const isUpdate = process.env['UPDATE_SCREENSHOTS'] !== undefined && published.has(name);
  await shoot(of, isUpdate ? 'media/screenshots' : scratch, name);
}

/** Takes a picture of the window as a test left it when it failed. */
export async function takeFailureScreenshot(page: Page, test: string): Promise<void> {
  const name = test.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  await shoot(page, scratch, `failed-${name}`);
}

async function shoot(of: Page | Locator, folder: string, name: string): Promise<void> {
  await of.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
