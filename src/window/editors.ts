import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Like VS Code's `createWebviewPanel`, in the active column, with a plain-text title. */
export function createWebviewPanel(
  viewType: string,
  title: string,
  options: vscode.WebviewPanelOptions & vscode.WebviewOptions,
): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    viewType,
    inert(title),
    vscode.ViewColumn.Active,
    options,
  );
}

/** Opens a text document in a tab that stays open. */
export async function showDocument(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Opens VS Code's diff editor for two documents, in a tab that stays open. */
export async function showDiff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', left, right, inert(title), {
    preview: false,
  });
}
