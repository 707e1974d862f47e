import * as vscode from 'vscode';
import type { Prompt, Prompts } from '../cloudfoundry/auth/prompts.ts';
import type { Credentials } from '../cloudfoundry/auth/signIn.ts';
import type { SignInOffer } from '../cloudfoundry/connection.ts';
import { showQuickPick } from '../window/quickPick.ts';
import { ask } from './ask.ts';
import { Cancelled } from './command.ts';

type Way = Credentials['kind'];

/** Lets the user choose among the ways in that the login server offers, and asks for what that way needs. */
export async function askCredentials(offer: SignInOffer, user: string): Promise<Credentials> {
  const title = vscode.l10n.t('Sign In to {0}', offer.api.host);
  switch (await askWay(title, offer)) {
    case 'password':
      return askPassword(title, offer.prompts.fields, user);
    case 'passcode':
      return askPasscode(title, offer.prompts);
    case 'client':
      return askClient(title);
    case 'token':
      return askToken(title);
  }
}

async function askWay(title: string, { login, prompts }: SignInOffer): Promise<Way> {
  // Where people are known to another server only, a passcode is all that the login server asks for.
  const hasPasswords = prompts.fields.length > 0 || !prompts.passcodePage;
  const ways: (vscode.QuickPickItem & { readonly way: Way })[] = [
    ...(hasPasswords
      ? [
          {
            way: 'password' as const,
            label: vscode.l10n.t('User and Password'),
            description: login.host,
          },
        ]
      : []),
    ...(prompts.passcodePage
      ? [
          {
            way: 'passcode' as const,
            label: vscode.l10n.t('Single Sign-On'),
            description: vscode.l10n.t('with a passcode from {0}', login.host),
          },
        ]
      : []),
    {
      way: 'client',
      label: vscode.l10n.t('Client ID and Secret'),
      description: vscode.l10n.t('for pipelines and technical users'),
    },
    {
      way: 'token',
      label: vscode.l10n.t('Access Token'),
      description: vscode.l10n.t('pasted; it is not renewed'),
    },
  ];
  const picked = await showQuickPick({
    items: ways,
    title,
    placeHolder: vscode.l10n.t('How do you sign in?'),
    ignoreFocusOut: true,
  });
  if (!picked) throw new Cancelled();
  return picked.way;
}

async function askPassword(
  title: string,
  fields: readonly Prompt[],
  user: string,
): Promise<Credentials> {
  const username = await ask({
    title,
    prompt: vscode.l10n.t('User name, often an email address'),
    value: user,
    validateInput: required,
  });
  const password = await ask({
    title,
    prompt: vscode.l10n.t('Password of {0}. Only the tokens that it buys are kept.', username),
    password: true,
  });
  const answers: Record<string, string> = {};
  for (const field of fields) {
    if (field.name === 'username' || field.name === 'password') continue;
    answers[field.name] = await ask({ title, prompt: field.label, password: field.isSecret });
  }
  return { kind: 'password', username: username.trim(), password, answers };
}

async function askPasscode(title: string, { passcodePage }: Prompts): Promise<Credentials> {
  if (passcodePage) await vscode.env.openExternal(vscode.Uri.parse(passcodePage.href, true));
  const passcode = await ask({
    title,
    prompt: vscode.l10n.t('One-time passcode, shown at {0}', passcodePage?.href ?? ''),
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
    prompt: vscode.l10n.t('Secret of {0}. It is kept in the secret storage.', id),
    password: true,
  });
  return { kind: 'client', id: id.trim(), secret };
}

async function askToken(title: string): Promise<Credentials> {
  const accessToken = await ask({
    title,
    prompt: vscode.l10n.t('Access token, as cf oauth-token prints it'),
    password: true,
    validateInput: required,
  });
  return { kind: 'token', accessToken };
}

function required(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('This is needed.') : undefined;
}
