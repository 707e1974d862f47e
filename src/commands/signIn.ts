import * as vscode from 'vscode';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import { foundationOf, type Foundation } from '../explorer/rows.ts';
import { Cancelled, withProgress } from './command.ts';
import { givenRow } from './pick.ts';
import type { Services } from './services.ts';

/** Asks for address, user name and password, and signs in. The password is kept nowhere. */
export async function signIn(services: Services, argument: unknown): Promise<void> {
  const known = knownFoundation(services, argument);
  const api = await askApi(known?.api ?? '');
  const username = await ask({
    title: vscode.l10n.t('Sign In to {0} (2 of 3)', api.host),
    prompt: vscode.l10n.t('User name, often an email address'),
    value: known?.api === api.origin ? known.user : '',
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Enter a user name.') : undefined),
  });
  const password = await ask({
    title: vscode.l10n.t('Sign In to {0} (3 of 3)', api.host),
    prompt: vscode.l10n.t('Password of {0}. Only the tokens that it buys are kept.', username),
    password: true,
  });
  const credentials = { kind: 'password', username: username.trim(), password } as const;
  await withProgress(vscode.l10n.t('Signing in to {0}', api.host), (signal) =>
    services.foundations.signIn(api, credentials, signal),
  );
  services.log.info(`Signed in to ${api.origin} as ${credentials.username}`);
}

/** The foundation that the user is likely to mean: the given row's, or the only one. */
function knownFoundation(services: Services, argument: unknown): Foundation | null {
  const row = givenRow(services, argument);
  const [only, ...others] = services.explorer.foundations;
  const known = row ? foundationOf(row) : others.length === 0 ? only : undefined;
  return known && !known.foundation.isTemporary ? known.foundation : null;
}

async function askApi(value: string): Promise<URL> {
  const text = await ask({
    title: vscode.l10n.t('Sign In to Foundation (1 of 3)'),
    prompt: vscode.l10n.t('Address of the Cloud Foundry API'),
    placeHolder: 'api.example.org',
    value,
    validateInput: (input) =>
      toApiUrl(input)
        ? undefined
        : vscode.l10n.t('Enter an address, such as https://api.example.org.'),
  });
  const api = toApiUrl(text);
  if (!api) throw new Cancelled();
  return api;
}

async function ask(options: vscode.InputBoxOptions): Promise<string> {
  const text = await vscode.window.showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Cancelled();
  return text;
}
