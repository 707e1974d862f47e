import * as vscode from 'vscode';
import { asStrings } from '../cloudfoundry/json.ts';
import type { Log } from '../cloudfoundry/log.ts';
import { settingIds } from '../contributions.ts';

const usualPageSize = 50;

/** The user's settings. Kept between changes: a list of thousands asks for the page size once a row. */
export class Settings implements vscode.Disposable {
  readonly #trustedOriginsChanged = new vscode.EventEmitter<void>();
  readonly #watch: vscode.Disposable;
  #pageSize: number;
  readonly onDidChangeTrustedLinkOrigins = this.#trustedOriginsChanged.event;

  constructor(log: Log) {
    this.#pageSize = readPageSize(log);
    this.#watch = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.pageSize)) this.#pageSize = readPageSize(log);
      if (change.affectsConfiguration(settingIds.trustedLinkOrigins)) {
        this.#trustedOriginsChanged.fire();
      }
    });
  }

  /** Rows that a list adds at a time. */
  get pageSize(): number {
    return this.#pageSize;
  }

  /** Origins that the user trusts to be a foundation's own. From the machine's settings only, as their scope says. */
  get trustedLinkOrigins(): readonly string[] {
    return asStrings(vscode.workspace.getConfiguration().get(settingIds.trustedLinkOrigins));
  }

  dispose(): void {
    this.#watch.dispose();
    this.#trustedOriginsChanged.dispose();
  }
}

/** A value out of range is brought to the nearest allowed one, and logged. */
function readPageSize(log: Log): number {
  const value: unknown = vscode.workspace.getConfiguration().get(settingIds.pageSize);
  if (typeof value !== 'number' || Number.isNaN(value)) return usualPageSize;
  const allowed = Math.min(5000, Math.max(1, Math.trunc(value)));
  if (allowed !== value) {
    log.warn(`${settingIds.pageSize} is ${value}, which is not from 1 to 5000: ${allowed} is used`);
  }
  return allowed;
}
