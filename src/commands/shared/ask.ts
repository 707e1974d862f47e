import type { InputBoxOptions } from 'vscode';
import { showInputBox } from '../../window/input.ts';
import { Canceled } from './command.ts';

/** Asks for a line of text. It stays open when the user looks elsewhere, for a password say. */
export async function ask(options: InputBoxOptions): Promise<string> {
  const text = await showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Canceled();
  return text;
}
