import * as vscode from 'vscode';
import { toApiUrl } from '../../cloudfoundry/apiUrl.ts';
import type { Credentials } from '../../cloudfoundry/auth/signIn.ts';
import type { SignInOffer } from '../../cloudfoundry/connection.ts';
import { UaaError } from '../../cloudfoundry/errors.ts';
import { commandIds } from '../../contributions.ts';
import { foundationOf, type FoundationRow } from '../../explorer/rows.ts';
import { askAddress } from './askAddress.ts';
import { askCredentials, type Draft } from './askCredentials.ts';
import { withCertificates } from './certificates.ts';
import { Solvable, toWayOut, withProgress, type Command } from '../shared/command.ts';
import { confirmLogin, confirmPlain } from './confirmSignIn.ts';
import { givenRow } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** A rejected sign-in, to retry without asking for everything again. */
class Attempt {
  readonly api: URL;
  readonly draft: Draft;

  constructor(api: URL, draft: Draft) {
    this.api = api;
    this.draft = draft;
  }
}

/**
 * Asks for an address and for the credentials that its login server requires, and signs in.
 * Passwords are never stored.
 * @param argument a row, an address, or a rejected attempt, whose values are not asked for again.
 */
export const signIn = {
  id: commandIds.signIn,
  couldNot: vscode.l10n.t('Could not sign in'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const { explorer, foundations } = services;
  const api = await addressOf(services, argument);
  const user = explorer.foundations.find(({ id }) => id === api.origin)?.foundation.user;
  if (!user) await confirmPlain(api);
  const offer = await withCertificates(services, api, () =>
    withProgress(vscode.l10n.t('Checking how to sign in to {0}', api.host), (signal) =>
      foundations.signInOffer(api, signal),
    ),
  );
  await confirmLogin(services, offer);
  const { origin } = foundations.roster.trustIn(api.origin);
  const draft = argument instanceof Attempt ? argument.draft : { user: user ?? '', origin };
  const credentials = await askCredentials(offer, draft);
  try {
    await withCertificates(services, api, () => signInWith(services, offer, credentials));
  } catch (error) {
    throw withAnotherTry(error, api, credentials);
  }
  if (credentials.kind === 'password' && (credentials.origin ?? null) !== origin) {
    await foundations.roster.setTrust(api.origin, { origin: credentials.origin ?? null });
  }
}

async function addressOf(services: Services, argument: unknown): Promise<URL> {
  if (argument instanceof Attempt) return argument.api;
  const address = typeof argument === 'string' ? toApiUrl(argument) : null;
  return address ?? askAddress(services, givenFoundation(services, argument));
}

async function signInWith(
  services: Services,
  offer: SignInOffer,
  credentials: Credentials,
): Promise<void> {
  const { api } = offer;
  const row = await withProgress(vscode.l10n.t('Signing in to {0}', api.host), (signal) =>
    services.foundations.signIn(offer, credentials, signal),
  );
  services.log.info(`Signed in to ${api.origin} as ${row.foundation.user}`);
}

/** After mistyping a password, the user starts over at the password, not at the address. */
function withAnotherTry(error: unknown, api: URL, credentials: Credentials): unknown {
  if (!(error instanceof UaaError)) return error;
  const user = credentials.kind === 'password' ? credentials.username : '';
  const origin = credentials.kind === 'password' ? (credentials.origin ?? null) : null;
  const again = (title: string, draft: Draft) =>
    toWayOut(title, commandIds.signIn, new Attempt(api, draft));
  const { kind: way } = credentials;
  return new Solvable(error, [
    again(vscode.l10n.t('Retry'), { user, origin, way }),
    ...(way === 'password'
      ? [again(vscode.l10n.t('Use Identity Provider…'), { user, origin, way: 'provider' })]
      : []),
  ]);
}

/** The foundation of the given row, unless it is the sample. */
function givenFoundation(services: Services, argument: unknown): FoundationRow | null {
  const row = givenRow(services, argument);
  const foundation = row && foundationOf(row);
  return foundation && foundation.foundation.source !== 'sample' ? foundation : null;
}
