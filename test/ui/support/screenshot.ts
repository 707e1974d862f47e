import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const scratch = 'out/screenshots';

/** Takes a picture for people to look at. */
export async function takeScreenshot(of: Page | Locator, name: string): Promise<void> {
  await shoot(of, scratch, name);
}

/** Takes a picture for README: with `UPDATE_SCREENSHOTS=1` to where README has it from. */
export async function takeReadmeScreenshot(of: Page | Locator, name: string): Promise<void> {
  await shoot(of, process.env['UPDATE_SCREENSHOTS'] ? 'media/screenshots' : scratch, name);
}

/** Takes a picture of the window as a test left it when it failed. */
export async function takeFailureScreenshot(page: Page, test: string): Promise<void> {
  const name = test.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  await shoot(page, scratch, `failed-${name}`);
}

async function shoot(of: Page | Locator, folder: string, name: string): Promise<void> {
  await of.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
