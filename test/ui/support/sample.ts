import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Opens the sample foundation from the view's welcome content. */
export async function openSampleByMouse(workbench: Workbench): Promise<void> {
  await workbench.openView('Cloud Foundry');
  await workbench.sideBar.getByRole('button', { name: 'Open Sample Foundation' }).click();
  await workbench.row(/^acme/).waitFor();
}

/** The row of a droplet in that state. */
export function dropletLabel(state: string): RegExp {
  return new RegExp(`^Droplet [0-9a-f]{8}, ${state},`);
}

/** What a droplet's row calls it. */
export async function shortGuidOf(row: Locator): Promise<string> {
  const label = await row.getAttribute('aria-label');
  const [, guid] = /^Droplet ([0-9a-f]{8}),/.exec(label ?? '') ?? [];
  assert.ok(guid, `This is no row of a droplet: ${label}`);
  return guid;
}
