import * as vscode from 'vscode';
import type { Prompts } from '../../cloudfoundry/auth/prompts.ts';
import type { Credentials } from '../../cloudfoundry/auth/signIn.ts';
import type { SignInOffer } from '../../cloudfoundry/connection.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { ask } from '../shared/ask.ts';
import { Canceled } from '../shared/command.ts';

/** `provider` is `password` with an additional prompt for the identity provider. */
type Way = Credentials['kind'] | 'provider';

/** What is known before anything is asked. */
export interface Draft {
  readonly user: string;
  /** The identity provider that knows the user; null leaves it to the login server. */
  readonly origin: string | null;
  /** How to sign in, if already decided. */
  readonly way?: Way;
}

/**
 * Lets the user choose among the login server's sign-in methods, and asks for what the
 * chosen one needs.
 */
export async function askCredentials(offer: SignInOffer, draft: Draft): Promise<Credentials> {
  const title = vscode.l10n.t('Sign In to {0}', offer.api.host);
  const way = draft.way ?? (await askWay(title, offer));
  switch (way) {
    case 'password':
      return askPassword(title, offer, draft);
    case 'provider':
      return askPassword(title, offer, { ...draft, origin: await askOrigin(title, draft) });
    case 'passcode':
      return askPasscode(title, offer.prompts);
    case 'client':
      return askClient(title);
    case 'token':
      return askToken(title);
  }
}

interface WayItem extends vscode.QuickPickItem {
  readonly way: Way;
}

async function askWay(title: string, { login, prompts }: SignInOffer): Promise<Way> {
  const ways: readonly WayItem[] = [
    ...(login ? waysAt(login, prompts) : []),
    {
      way: 'token',
      label: vscode.l10n.t('Access Token'),
      description: vscode.l10n.t('paste one here; it isn’t renewed automatically'),
    },
  ];
  const picked = await showQuickPick({
    items: ways,
    title,
    placeHolder: vscode.l10n.t('How do you want to sign in?'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new Canceled();
  return picked.way;
}

/**
 * A login server that asks only for a passcode gets its users from elsewhere; their password
 * isn't valid there.
 */
function waysAt(login: URL, { fields }: Prompts): readonly WayItem[] {
  const { t } = vscode.l10n;
  const asksPasscodeAlone = fields.length > 0 && fields.every(({ name }) => name === 'passcode');
  const password: readonly WayItem[] = [
    { way: 'password', label: t('User Name and Password'), description: login.host },
  ];
  const provider: readonly WayItem[] = [
    {
      way: 'provider',
      label: t('User Name and Password for an Identity Provider'),
      description: t('such as LDAP'),
    },
  ];
  return [
    ...(asksPasscodeAlone ? [] : password),
    {
      way: 'passcode',
      label: t('Single Sign-On'),
      description: t('with a passcode from {0}', login.host),
    },
    ...(asksPasscodeAlone ? [] : provider),
    {
      way: 'client',
      label: t('Client ID and Secret'),
      description: t('for pipelines and service accounts'),
    },
  ];
}

async function askOrigin(title: string, { origin }: Draft): Promise<string> {
  const text = await ask({
    title,
    prompt: vscode.l10n.t('Origin of the identity provider. Ask your administrator for it.'),
    placeHolder: 'ldap',
    value: origin ?? '',
    validateInput: required,
  });
  return text.trim();
}

async function askPassword(
  title: string,
  { prompts }: SignInOffer,
  { origin, user }: Draft,
): Promise<Credentials> {
  const username = await ask({
    title,
    prompt:
      origin === null
        ? vscode.l10n.t('User name, often an email address')
        : vscode.l10n.t('User name for the identity provider {0}', origin),
    value: user,
    validateInput: required,
  });
  const password = await ask({
    title,
    prompt: vscode.l10n.t('Password for {0}. It isn’t stored; only the tokens are.', username),
    password: true,
  });
  const answers: Record<string, string> = {};
  for (const { isSecret, label, name } of prompts.fields) {
    if (['username', 'password', 'passcode'].includes(name)) continue;
    answers[name] = await ask({ title, prompt: label, password: isSecret });
  }
  return { kind: 'password', username: username.trim(), password, answers, origin };
}

async function askPasscode(title: string, { passcodePage }: Prompts): Promise<Credentials> {
  if (passcodePage) await vscode.env.openExternal(vscode.Uri.parse(passcodePage.href, true));
  const passcode = await ask({
    title,
    prompt: vscode.l10n.t('One-time passcode from {0}', passcodePage?.href ?? ''),
    password: true,
    validateInput: required,
  });
  return { kind: 'passcode', passcode: passcode.trim() };
}

async function askClient(title: string): Promise<Credentials> {
  const id = await ask({
    title,
    prompt: vscode.l10n.t('Client ID'),
    validateInput: required,
  });
  const secret = await ask({
    title,
    prompt: vscode.l10n.t('Secret for {0}. It’s stored in VS Code’s secret storage.', id),
    password: true,
  });
  return { kind: 'client', id: id.trim(), secret };
}

async function askToken(title: string): Promise<Credentials> {
  const accessToken = await ask({
    title,
    prompt: vscode.l10n.t('Access token, as printed by cf oauth-token'),
    password: true,
    validateInput: required,
  });
  return { kind: 'token', accessToken };
}

function required(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('This field is required.') : undefined;
}
