import * as vscode from 'vscode';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { SignInOffer } from '../cloudfoundry/connection.ts';
import { isSameSite } from '../cloudfoundry/site.ts';
import { foundationOf, type FoundationRow } from '../explorer/rows.ts';
import { askAddress } from './askAddress.ts';
import { askCredentials } from './askCredentials.ts';
import { Cancelled, withProgress } from './command.ts';
import { givenRow } from './pick.ts';
import type { Services } from './services.ts';

/** Asks for an address, and for what its login server wants to know, and signs in. Passwords are kept nowhere. */
export async function signIn(services: Services, argument: unknown): Promise<void> {
  const api = await askAddress(services, givenFoundation(services, argument));
  const offer = await withProgress(vscode.l10n.t('Asking {0} how to sign in', api.host), (signal) =>
    services.foundations.signInOffer(api, signal),
  );
  const user = services.explorer.foundations.find(({ id }) => id === api.origin)?.foundation.user;
  // Who has signed in there before has agreed already.
  if (!user) await confirmLogin(offer);
  await signInWith(services, api, await askCredentials(offer, user ?? ''));
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
async function confirmLogin({ api, login }: SignInOffer): Promise<void> {
  if (isSameSite(api, login)) return;
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

/** The foundation of the given row, unless it is the sample. */
function givenFoundation(services: Services, argument: unknown): FoundationRow | null {
  const row = givenRow(services, argument);
  const foundation = row && foundationOf(row);
  return foundation && foundation.foundation.source !== 'sample' ? foundation : null;
}
