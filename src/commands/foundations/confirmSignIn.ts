import * as vscode from 'vscode';
import type { SignInOffer } from '../../cloudfoundry/connection.ts';
import { isReadableOnTheWay, isSameSite } from '../../cloudfoundry/site.ts';
import { askModal } from '../../window/messages.ts';
import { Canceled } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/**
 * Asks before sending a password and a token where others can read them in transit.
 * @throws Canceled
 */
export async function confirmPlain(api: URL): Promise<void> {
  if (!isReadableOnTheWay(api)) return;
  await confirm(
    vscode.l10n.t('Use {0} without encryption?', api.origin),
    vscode.l10n.t(
      'Anyone on the network path can read your password and token and act as you. Use an https address instead.',
    ),
  );
}

/**
 * The API names its login server. If that is on another site, asks before it gets a password
 * for the first time.
 * @throws Canceled
 */
export async function confirmLogin(
  { foundations: { roster } }: Services,
  { api, login }: SignInOffer,
): Promise<void> {
  if (!login || roster.trustIn(api.origin).login === login.origin) return;
  if (isSameSite(api, login)) return;
  await confirm(
    vscode.l10n.t('Sign in at {0}?', login.host),
    vscode.l10n.t(
      'The foundation {0} uses the login server {1}, which is in another domain. Your credentials will be sent there.',
      api.origin,
      login.origin,
    ),
  );
  await roster.setTrust(api.origin, { login: login.origin });
}

/**
 * The cf CLI session doesn't name the login server that issued it: the server that the API names
 * gets the secrets only if the user agrees.
 * @throws Canceled
 */
export async function confirmUnknownIssuer(
  { foundations: { roster } }: Services,
  { api, login }: SignInOffer,
): Promise<void> {
  if (!login || roster.trustIn(api.origin).login === login.origin) return;
  await confirm(
    vscode.l10n.t('Renew the cf CLI session at {0}?', login.host),
    vscode.l10n.t(
      'The session doesn’t say which login server issued it. The foundation {0} uses {1}. If you continue, the session’s refresh token and client secret are sent there.',
      api.origin,
      login.origin,
    ),
  );
  await roster.setTrust(api.origin, { login: login.origin });
}

async function confirm(question: string, detail: string): Promise<void> {
  const agree = vscode.l10n.t('Continue');
  const answer = await askModal(question, { detail }, agree);
  if (answer !== agree) throw new Canceled();
}
