import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Log } from '../cloudfoundry/log.ts';
import { settingIds } from '../contributions.ts';
import { parseCfHomes } from './cfHomes.ts';
import { parseFoundationSetting, type FoundationSetting } from './foundationSetting.ts';

const usualPageSize = 50;

/**
 * The user's settings. Cached between changes: a list of thousands reads the page
 * size once per row.
 */
export class Settings implements vscode.Disposable {
  readonly #foundationsChanged = new vscode.EventEmitter<void>();
  readonly #log: Log;
  readonly #watch: vscode.Disposable;
  #pageSize: number;
  #foundations: FoundationSetting;
  readonly onDidChangeFoundations = this.#foundationsChanged.event;

  constructor(log: Log) {
    this.#log = log;
    this.#pageSize = readPageSize(log);
    this.#foundations = readFoundations(log);
    this.#watch = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingIds.pageSize)) this.#pageSize = readPageSize(log);
      if (change.affectsConfiguration(settingIds.foundations)) {
        this.#foundations = readFoundations(log);
        this.#foundationsChanged.fire();
      }
      if (change.affectsConfiguration('http.proxyStrictSSL')) this.#foundationsChanged.fire();
    });
  }

  /** How many rows a list adds at a time. */
  get pageSize(): number {
    return this.#pageSize;
  }

  /** Whether apps' rows tell of their current droplets, which takes requests. */
  get showsCurrentDroplets(): boolean {
    return vscode.workspace.getConfiguration().get(settingIds.showCurrentDroplets) !== false;
  }

  /**
   * The foundations in the settings. From the machine's settings only, as their scope says: never
   * from a workspace's.
   */
  get foundations(): FoundationSetting {
    return this.#foundations;
  }

  /**
   * Additional folders that may be the command line's `CF_HOME`. Also from the
   * machine's settings only.
   */
  get cfHomes(): readonly string[] {
    const value: unknown = vscode.workspace.getConfiguration().get(settingIds.cfHomes);
    const { folders, faults } = parseCfHomes(value, homedir());
    for (const fault of faults) this.#log.warn(`${settingIds.cfHomes}: ${fault}`);
    return folders;
  }

  /**
   * VS Code's own `http.proxyStrictSSL`: many users who turn it off mean all certificates, not
   * only the proxy's.
   */
  get isStrict(): boolean {
    return vscode.workspace.getConfiguration('http').get('proxyStrictSSL') !== false;
  }

  dispose(): void {
    this.#watch.dispose();
    this.#foundationsChanged.dispose();
  }
}

function readFoundations(log: Log): FoundationSetting {
  const value: unknown = vscode.workspace.getConfiguration().get(settingIds.foundations);
  const setting = parseFoundationSetting(value);
  for (const fault of setting.faults) log.warn(`${settingIds.foundations}: ${fault}`);
  return setting;
}

/** Changes a value out of range to the nearest allowed one, and logs that. */
function readPageSize(log: Log): number {
  const value: unknown = vscode.workspace.getConfiguration().get(settingIds.pageSize);
  if (typeof value !== 'number' || Number.isNaN(value)) return usualPageSize;
  const allowed = Math.min(5000, Math.max(1, Math.trunc(value)));
  if (allowed !== value) {
    log.warn(`${settingIds.pageSize} is ${value}, which is not from 1 to 5000: ${allowed} is used`);
  }
  return allowed;
}
