import * as vscode from 'vscode';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { SignInOffer } from '../cloudfoundry/connection.ts';
import { isSameSite } from '../cloudfoundry/site.ts';
import { foundationOf, type Foundation } from '../explorer/rows.ts';
import { ask } from './ask.ts';
import { askCredentials } from './askCredentials.ts';
import { Cancelled, withProgress } from './command.ts';
import { givenRow } from './pick.ts';
import type { Services } from './services.ts';

/** Asks for an address, and for what its login server wants to know, and signs in. Passwords are kept nowhere. */
export async function signIn(services: Services, argument: unknown): Promise<void> {
  const known = knownFoundation(services, argument);
  const api = await askApi(known?.api ?? services.foundations.lastAddress);
  const offer = await withProgress(vscode.l10n.t('Asking {0} how to sign in', api.host), (signal) =>
    services.foundations.signInOffer(api, signal),
  );
  await confirmLogin(offer, known);
  const user = known?.api === api.origin ? known.user : '';
  await signInWith(services, api, await askCredentials(offer, user));
}

async function signInWith(services: Services, api: URL, credentials: Credentials): Promise<void> {
  const before = services.explorer.foundations.find(({ id }) => id === api.origin)?.foundation;
  const row = await withProgress(vscode.l10n.t('Signing in to {0}', api.host), (signal) =>
    services.foundations.signIn(api, credentials, signal),
  );
  services.log.info(`Signed in to ${api.origin} as ${row.foundation.user}`);
  if (before && before.user !== row.foundation.user) {
    // What another user saw, or revealed, is not for this one.
    (await services.dropletViews()).closeFoundation(row.id);
  }
}

/** The API names its login server: one of another site is asked about before it gets a password for the first time. */
async function confirmLogin({ api, login }: SignInOffer, known: Foundation | null): Promise<void> {
  if (known?.api === api.origin || isSameSite(api, login)) return;
  const agree = vscode.l10n.t('Continue');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Sign in at {0}?', login.host),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The foundation {0} names {1} as its login server, which belongs to another domain. What you enter is sent there.',
        api.origin,
        login.origin,
      ),
    },
    agree,
  );
  if (answer !== agree) throw new Cancelled();
}

/** The foundation that the user is likely to mean: the given row's, or the only one. */
function knownFoundation(services: Services, argument: unknown): Foundation | null {
  const row = givenRow(services, argument);
  const [only, ...others] = services.explorer.foundations;
  const known = row ? foundationOf(row) : others.length === 0 ? only : undefined;
  return known && known.foundation.source !== 'sample' ? known.foundation : null;
}

async function askApi(value: string): Promise<URL> {
  const text = await ask({
    title: vscode.l10n.t('Sign In to Foundation'),
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
