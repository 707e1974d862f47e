import * as vscode from 'vscode';
import type { Log } from '../cloudfoundry/log.ts';
import { settingIds } from '../contributions.ts';

const usualPageSize = 50;

/** Rows that a list adds at a time. A value out of range is brought to the nearest allowed one, and logged. */
export function pageSize(log: Log): number {
  const value: unknown = vscode.workspace.getConfiguration().get(settingIds.pageSize);
  if (typeof value !== 'number' || Number.isNaN(value)) return usualPageSize;
  const allowed = Math.min(5000, Math.max(1, Math.trunc(value)));
  if (allowed !== value) {
    log.warn(`${settingIds.pageSize} is ${value}, which is not from 1 to 5000: ${allowed} is used`);
  }
  return allowed;
}

/** Origins that the user trusts to be a foundation's own. Read from the machine's settings only. */
export function trustedLinkOrigins(): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration().get(settingIds.trustedLinkOrigins);
  return Array.isArray(value) ? value.filter((origin) => typeof origin === 'string') : [];
}
