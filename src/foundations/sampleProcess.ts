import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import { asObject, asString } from '../cloudfoundry/json.ts';
import type { Log } from '../cloudfoundry/log.ts';
import type { Foundation } from '../explorer/rows.ts';

/** The sample foundation's server, which runs on loopback next to this window. */
export interface Sample {
  readonly foundation: Foundation;
  readonly credentials: Credentials;
  isRunning(): boolean;
  stop(): void;
}

/** Starts the sample foundation in a separate process, which ends with this one. */
export async function startSample(
  extensionUri: vscode.Uri,
  log: Log,
  signal: AbortSignal,
): Promise<Sample> {
  const server = vscode.Uri.joinPath(extensionUri, 'dist', 'sample', 'server.js').fsPath;
  const child = fork(server, ['--port', '0', '--data', 'small'], {
    // The extension host runs on Electron: this makes it run as plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (text) => log.warn(`Sample foundation: ${String(text).trim()}`));
  const onExit = (code: number | null) =>
    log.info(`The sample foundation has ended (${code ?? 'stopped'})`);
  child.on('exit', onExit);
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then((): never => {
        throw new Error(vscode.l10n.t('it exited immediately; see the log for details'));
      }),
    ]);
    const api = asString(asObject(message)['api']);
    if (api === null) throw new Error(vscode.l10n.t('it didn’t report its address'));
    log.info(`The sample foundation listens on ${api}`);
    return {
      foundation: {
        id: api,
        name: vscode.l10n.t('Sample Foundation'),
        api,
        user: 'dev',
        source: 'sample',
        isReadOnly: false,
        caFile: null,
        skipsValidation: false,
        trustedLinkOrigins: [],
        trustedBlobOrigins: [],
      },
      credentials: { kind: 'password', username: 'dev', password: 'dev' },
      isRunning: () => child.exitCode === null && child.signalCode === null,
      stop: () => {
        // When the window closes, the log may no longer be available.
        child.off('exit', onExit);
        child.kill();
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}
