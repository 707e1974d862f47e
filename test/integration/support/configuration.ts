import * as vscode from 'vscode';

/** Says in the user's own settings which foundations there are; undefined takes that back. */
export async function setFoundations(entries: readonly unknown[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('cfDroplets')
    .update('foundations', entries, vscode.ConfigurationTarget.Global);
}
