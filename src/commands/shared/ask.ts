import type { InputBoxOptions } from 'vscode';
import { showInputBox } from '../../window/input.ts';
import { Canceled } from './command.ts';

/**
 * Asks for a line of text. Stays open when it loses focus, for example while the user
 * looks up a password.
 */
export async function ask(options: InputBoxOptions): Promise<string> {
  const text = await showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new Canceled();
  return text;
}
