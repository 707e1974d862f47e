import * as vscode from 'vscode';

/** @param {vscode.ExtensionContext} context */
export function activate({ subscriptions }) {
  const command = vscode.commands.registerCommand('other.askForSession', async () => {
    const session = await vscode.authentication.getSession('cfDroplets', [], {
      createIfNone: true,
    });
    await vscode.window.showInformationMessage(
      `${session.account.label} got <${session.accessToken}>`,
    );
  });
  subscriptions.push(command);
}
