import * as vscode from 'vscode';
import { Cancelled } from './command.ts';

/** Asks for a line of text. It stays open when the user looks elsewhere, for a password say. */
export async function ask(options: vscode.InputBoxOptions): Promise<string> {
  const text = await vscode.window.showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Cancelled();
  return text;
}
