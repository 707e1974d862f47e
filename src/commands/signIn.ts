import * as vscode from 'vscode';
import { toApiUrl } from '../cloudfoundry/apiUrl.ts';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import { foundationOf, type FoundationRow } from '../explorer/rows.ts';
import { askAddress } from './askAddress.ts';
import { askCredentials } from './askCredentials.ts';
import { withCertificates } from './certificates.ts';
import { withProgress } from './command.ts';
import { confirmLogin, confirmPlain } from './confirmSignIn.ts';
import { givenRow } from './pick.ts';
import type { Services } from './services.ts';

/**
 * Asks for an address, and for what its login server wants to know, and signs in. Passwords are kept nowhere.
 * @param argument a row, or an address, which is not asked for then.
 */
export async function signIn(services: Services, argument: unknown): Promise<void> {
  const address = typeof argument === 'string' ? toApiUrl(argument) : null;
  const api = address ?? (await askAddress(services, givenFoundation(services, argument)));
  const user = services.explorer.foundations.find(({ id }) => id === api.origin)?.foundation.user;
  if (!user) await confirmPlain(api);
  const offer = await withCertificates(services, api, () =>
    withProgress(vscode.l10n.t('Asking {0} how to sign in', api.host), (signal) =>
      services.foundations.signInOffer(api, signal),
    ),
  );
  await confirmLogin(services, offer);
  const credentials = await askCredentials(offer, user ?? '');
  await withCertificates(services, api, () => signInWith(services, api, credentials));
}

async function signInWith(services: Services, api: URL, credentials: Credentials): Promise<void> {
  const row = await withProgress(vscode.l10n.t('Signing in to {0}', api.host), (signal) =>
    services.foundations.signIn(api, credentials, signal),
  );
  services.log.info(`Signed in to ${api.origin} as ${row.foundation.user}`);
}

/** The foundation of the given row, unless it is the sample. */
function givenFoundation(services: Services, argument: unknown): FoundationRow | null {
  const row = givenRow(services, argument);
  const foundation = row && foundationOf(row);
  return foundation && foundation.foundation.source !== 'sample' ? foundation : null;
}
