import * as vscode from 'vscode';
import { readCliConfig, type CliConfig, type CliSession } from '../cloudfoundry/auth/cliConfig.ts';
import { viewId } from '../contributions.ts';
import { cliFile } from '../foundations/cliFoundation.ts';
import { Refusal } from './command.ts';
import type { Services } from './services.ts';

/** Shows the foundation that the `cf` command line is signed in to, with its session. Nothing is asked, nothing is written. */
export async function useCliSession({ explorer, foundations, log }: Services): Promise<void> {
  const file = cliFile();
  const session = sessionOf(await readCliConfig(file), file);
  const row = await foundations.useCli(session);
  log.info(`Using the session of the cf CLI at ${session.api.origin}`);
  if (session.skipsTlsValidation) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The cf CLI skips the validation of certificates at {0} (SSLDisabled in {1}). It stays on here.',
        session.api.host,
        file,
      ),
    );
  }
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await vscode.window.withProgress({ location: { viewId } }, () =>
    row.organizations.ensureLoaded(),
  );
  const { problem } = row.organizations;
  // Where there are other foundations, the reason is a row. Else the welcome content cannot say it.
  if (problem && explorer.state === 'unreachable') throw problem.error;
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
