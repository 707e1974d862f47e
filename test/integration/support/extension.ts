import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

/** The extension as VS Code has loaded it. */
export function theExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('cf-droplets.cf-droplets');
  assert.ok(extension);
  return extension;
}

/** The lines that the extension itself has logged so far. */
export function logLines(): readonly string[] {
  const folder = process.env['TEST_LOGS'] ?? '';
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.log') && file.includes('cf-droplets.cf-droplets'))
    .flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'))
    .filter((line) => line !== '');
}

/** Does this and returns what it adds to the extension's log as errors, once there is any. */
export async function errorsLoggedBy(run: () => Thenable<unknown>): Promise<readonly string[]> {
  const before = logLines().length;
  await run();
  const added = () =>
    logLines()
      .slice(before)
      .filter((line) => line.includes('[error]'));
  await eventually(() => assert.notEqual(added().length, 0));
  return added();
}

/** The labels of all open tabs. */
export function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

export async function closeTabs(): Promise<void> {
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
}
