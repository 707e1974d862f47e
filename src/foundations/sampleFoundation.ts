import type * as vscode from 'vscode';
import { SignedOutError } from '../cloudfoundry/errors.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';
import { connectTo } from './connect.ts';
import { startSample, type Sample } from './sampleProcess.ts';
import { signInAgain } from './signInAgain.ts';
import { memoryTokenStore } from './tokenStore.ts';

interface Options {
  readonly explorer: Explorer;
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri'>;
  readonly log: Log;
}

/** The sample foundation of this window: its process runs while its row is in the tree. */
export class SampleFoundation implements vscode.Disposable {
  readonly #options: Options;
  readonly #watch: { dispose(): void };
  #sample: Sample | null = null;
  #row: FoundationRow | null = null;

  constructor(options: Options) {
    this.#options = options;
    const { explorer } = options;
    this.#watch = explorer.onDidChange(() => {
      if (this.#row && !explorer.foundations.includes(this.#row)) this.#stop();
    });
  }

  /**
   * Starts it unless it is running, and signs in as one of its users unless someone is signed in.
   */
  async open(signal: AbortSignal): Promise<FoundationRow> {
    const row = this.#row;
    if (row && this.#sample?.isRunning()) return this.#reopen(row, this.#sample, signal);
    if (row) {
      this.#options.explorer.remove(row);
      await row.connection.close();
    }
    return this.#start(signal);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#stop();
  }

  async #start(signal: AbortSignal): Promise<FoundationRow> {
    const { explorer, context, log } = this.#options;
    const sample = await startSample(context.extensionUri, log, signal);
    this.#sample = sample;
    const connection = connectTo(sample.foundation, memoryTokenStore(), this.#options);
    try {
      const { login } = await connection.discovery(signal);
      await connection.signIn(sample.credentials, login, signal);
    } catch (error) {
      this.#stop();
      await connection.close();
      throw error;
    }
    this.#row = explorer.add(sample.foundation, connection);
    return this.#row;
  }

  async #reopen(row: FoundationRow, sample: Sample, signal: AbortSignal): Promise<FoundationRow> {
    try {
      await row.connection.client();
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      const { login } = await row.connection.discovery(signal);
      await signInAgain(this.#options.explorer, row, sample.credentials, login, signal);
    }
    return row;
  }

  #stop(): void {
    this.#sample?.stop();
    this.#sample = null;
    this.#row = null;
  }
}
