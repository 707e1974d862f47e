import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Like VS Code's `showOpenDialog`, for one file, with a plain-text title. */
export async function showOpenDialog(
  options: vscode.OpenDialogOptions & { readonly title: string },
): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({ ...options, title: inert(options.title) });
  return chosen?.[0];
}

/** Like VS Code's `showSaveDialog`, with a plain-text title. */
export function showSaveDialog(
  options: vscode.SaveDialogOptions & { readonly title: string },
): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({ ...options, title: inert(options.title) });
}
