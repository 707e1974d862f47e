import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { FoundationRow } from '../explorer/rows.ts';
import { inert } from '../window/inert.ts';

type Session = vscode.AuthenticationSession;

/**
 * Shows the user's sessions in VS Code's Accounts menu, where they can be signed out. Other
 * extensions can request a session too: the `accessToken` that they get is a meaningless handle,
 * never the foundation's token.
 */
export class Accounts implements vscode.AuthenticationProvider, vscode.Disposable {
  readonly #explorer: Explorer;
  readonly #changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #disposables: vscode.Disposable;
  #known: readonly Session[] = [];
  readonly onDidChangeSessions = this.#changed.event;

  constructor(secrets: vscode.SecretStorage, explorer: Explorer) {
    this.#explorer = explorer;
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      secrets.onDidChange(() => void this.#tell()),
      // On a first sign-in, the tokens are stored before the row exists.
      explorer.onDidChange((row) => {
        if (!row) void this.#tell();
      }),
    );
  }

  async getSessions(): Promise<Session[]> {
    return [...(await this.#read())];
  }

  /** Signs in like the command. @throws if the user doesn't. */
  async createSession(): Promise<Session> {
    const before = new Set((await this.#read()).map(({ id }) => id));
    await vscode.commands.executeCommand(commandIds.signIn);
    const made = (await this.#read()).find(({ id }) => !before.has(id));
    if (!made) throw new Error(vscode.l10n.t('You didn’t sign in to another foundation.'));
    return made;
  }

  /** Signs out like the command, which also closes open panels. */
  async removeSession(sessionId: string): Promise<void> {
    const row = this.#explorer.foundations.find(({ id }) => id === sessionId);
    if (row) await vscode.commands.executeCommand(commandIds.signOut, row);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #tell(): Promise<void> {
    const before = this.#known;
    const now = await this.#read();
    const added = now.filter((session) => !isIn(before, session));
    const removed = before.filter((session) => !isIn(now, session));
    if (added.length + removed.length > 0) this.#changed.fire({ added, removed, changed: [] });
  }

  async #read(): Promise<readonly Session[]> {
    // The sample has no account, and the command line manages its own session.
    const rows = this.#explorer.foundations.filter(
      ({ foundation: { source } }) => source === 'added' || source === 'setting',
    );
    const signedIn = await Promise.all(rows.map(({ connection }) => connection.isSignedIn()));
    this.#known = rows.filter((_, i) => signedIn[i]).map((row) => this.#toSession(row));
    return this.#known;
  }

  #toSession({ id, foundation }: FoundationRow): Session {
    const before = this.#known.find((session) => session.id === id);
    return {
      id,
      accessToken: before?.accessToken ?? randomUUID(),
      account: {
        id: `${foundation.user} ${foundation.api}`,
        label: inert(`${foundation.user} (${foundation.name})`),
      },
      scopes: [],
    };
  }
}

/** Whether a session of the same user on the same foundation is included. */
function isIn(sessions: readonly Session[], session: Session): boolean {
  return sessions.some(({ id, account }) => id === session.id && account.id === session.account.id);
}
