import * as vscode from 'vscode';

/** @param {vscode.ExtensionContext} context */
export function activate({ subscriptions }) {
  const ask = vscode.commands.registerCommand('other.askForSession', async () => {
    const session = await vscode.authentication.getSession('cfDroplets', [], {
      createIfNone: true,
    });
    await vscode.window.showInformationMessage(
      `${session.account.label} got <${session.accessToken}>`,
    );
  });
  // The browser's VS Code gets no links from the system: this hands one on as VS Code does.
  const open = vscode.commands.registerCommand('other.openLink', async () => {
    const link = await vscode.window.showInputBox({ prompt: 'Link to open' });
    await vscode.commands.executeCommand('cfDroplets.openLink', vscode.Uri.parse(link ?? ''));
  });
  subscriptions.push(ask, open);
}
