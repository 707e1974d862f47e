import * as vscode from 'vscode';
import { readCliConfig, type CliConfig, type CliSession } from '../cloudfoundry/auth/cliConfig.ts';
import { viewId } from '../contributions.ts';
import { cliFile } from '../foundations/cliFoundation.ts';
import { withViewProgress } from '../window/progress.ts';
import { explainFailure } from './certificates.ts';
import { Refusal } from './command.ts';
import { confirmPlain } from './confirmSignIn.ts';
import type { Services } from './services.ts';

/** Shows the foundation that the `cf` command line is signed in to, with its session. Nothing is written there. */
export async function useCliSession(services: Services): Promise<void> {
  const { explorer, foundations, log } = services;
  const file = cliFile();
  const session = sessionOf(await readCliConfig(file), file);
  const isShown = explorer.foundations.some(
    ({ foundation }) => foundation.source === 'cli' && foundation.api === session.api.origin,
  );
  if (!isShown) await confirmPlain(session.api);
  const row = await foundations.useCli(session);
  log.info(`Using the session of the cf CLI at ${session.api.origin}`);
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await withViewProgress(viewId, () => row.organizations.ensureLoaded());
  await explainFailure(services, row);
}

function sessionOf(config: CliConfig, file: string): CliSession {
  const { t } = vscode.l10n;
  switch (config.kind) {
    case 'session':
      return config.session;
    case 'missing':
      throw new Refusal(
        t('There is no session of the cf CLI: {0} does not exist. Run cf login first.', file),
      );
    case 'signedOut':
      throw new Refusal(t('The cf CLI is signed out, says {0}. Run cf login first.', file));
    case 'kubernetes':
      throw new Refusal(
        t('The cf CLI signs in to Korifi with a kubeconfig, which is not supported yet.'),
      );
    case 'unreadable':
      throw new Refusal(
        t('The session of the cf CLI in {0} cannot be read: {1}.', file, config.reason),
      );
  }
}
