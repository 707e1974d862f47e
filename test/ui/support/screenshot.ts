import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

/**
 * Takes a picture for people to look at: into `out/screenshots`, or with `UPDATE_SCREENSHOTS=1` into `media/screenshots`, where
 * README takes them from.
 */
export async function takeScreenshot(of: Page | Locator, name: string): Promise<void> {
  const folder = process.env['UPDATE_SCREENSHOTS'] ? 'media/screenshots' : 'out/screenshots';
  await of.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
