import * as vscode from 'vscode';
import { homedir } from 'node:os';
import {
  readCliConfig,
  type CliConfig,
  type CliSession,
} from '../../cloudfoundry/auth/cliConfig.ts';
import { findCliSessions, type FoundCliSession } from '../../cloudfoundry/auth/cliSessions.ts';
import { viewId, commandIds } from '../../contributions.ts';
import { cliFile } from '../../foundations/cliFoundation.ts';
import { withViewProgress } from '../../window/progress.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { explainFailure, withCertificates } from './certificates.ts';
import { Canceled, Declined, withProgress, type Command } from '../shared/command.ts';
import { confirmPlain, confirmUnknownIssuer } from './confirmSignIn.ts';
import type { Services } from '../shared/services.ts';
import { joined } from '../../wording/inLine.ts';

import path from 'node:path';

/**
 * Shows the foundation that the `cf` command line is signed in to, using its session; if there are
 * several, the user picks one. Never writes to its files.
 */
export const useCliSession = {
  id: commandIds.useCliSession,
  couldNot: vscode.l10n.t('Could not use the cf CLI session'),
  run,
} satisfies Command;

async function run(services: Services): Promise<void> {
  const { explorer, foundations, log } = services;
  const { file, session } = await chooseSession(services);
  const isShown = explorer.foundations.some(
    ({ foundation }) =>
      foundation.source === 'cli' &&
      foundation.api === session.api.origin &&
      (foundation.cliFile ?? null) === file,
  );
  if (!isShown) await confirmPlain(session.api);
  await confirmIssuer(services, session);
  const row = await foundations.useCli(session, file);
  log.info(`Using the session of the cf CLI at ${session.api.origin}`);
  await vscode.commands.executeCommand(`${viewId}.focus`);
  await withViewProgress(viewId, () => row.organizations.ensureLoaded());
  await explainFailure(services, row);
}

/**
 * A session that doesn't name its login server is renewed at the one that the API names, once the
 * user has agreed: the refresh token and client secret go there.
 */
async function confirmIssuer(services: Services, { api, login }: CliSession): Promise<void> {
  const { foundations } = services;
  if (login) return;
  const offer = await withCertificates(services, api, () =>
    withProgress(vscode.l10n.t('Getting the login server of {0}', api.host), (signal) =>
      foundations.signInOffer(api, signal),
    ),
  );
  await confirmUnknownIssuer(services, offer);
}

/** A session and its file; null if it is the command line's default file. */
interface ChosenSession {
  readonly file: string | null;
  readonly session: CliSession;
}

async function chooseSession({ settings }: Services): Promise<ChosenSession> {
  const file = cliFile();
  const found = await findCliSessions(file, settings.cfHomes);
  const isOnlyCurrent = found.every(({ isCurrent }) => isCurrent);
  if (isOnlyCurrent) return { file: null, session: sessionOf(await readCliConfig(file), file) };
  const items = found.map(toItem);
  const picked = await showQuickPick({
    items,
    placeHolder: vscode.l10n.t('Select a cf CLI session'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) throw new Canceled();
  const { isCurrent, session } = picked.found;
  return { file: isCurrent ? null : picked.found.file, session };
}

function toItem(found: FoundCliSession) {
  const { file, session, target, user, isCurrent } = found;
  const home = homedir();
  const shown = file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
  return {
    found,
    label: session.api.host,
    description: joined([user, isCurrent ? vscode.l10n.t('current') : null]),
    detail: joined([target === null ? null : vscode.l10n.t('target {0}', target), shown]),
  };
}

function sessionOf(config: CliConfig, file: string): CliSession {
  const { t } = vscode.l10n;
  switch (config.kind) {
    case 'session':
      return config.session;
    case 'missing':
      throw new Declined(
        t('No cf CLI session found: {0} doesn’t exist. Run cf login first.', file),
      );
    case 'signedOut':
      throw new Declined(t('The cf CLI is signed out ({0}). Run cf login first.', file));
    case 'kubernetes':
      throw new Declined(t('The cf CLI uses a kubeconfig for Korifi, which isn’t supported yet.'));
    case 'unreadable':
      throw new Declined(t('Could not read the cf CLI session in {0}: {1}.', file, config.reason));
  }
}
