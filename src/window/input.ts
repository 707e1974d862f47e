import * as vscode from 'vscode';
import { inert } from './inert.ts';

type Validation = string | vscode.InputBoxValidationMessage | undefined | null;

/** Like VS Code's `showInputBox`, without links in its texts. */
export function showInputBox(options: vscode.InputBoxOptions): Thenable<string | undefined> {
  const { placeHolder, prompt, title } = options;
  return vscode.window.showInputBox({
    ...options,
    ...(title !== undefined && { title: inert(title) }),
    ...(prompt !== undefined && { prompt: inert(prompt) }),
    ...(placeHolder !== undefined && { placeHolder: inert(placeHolder) }),
    ...(options.validateInput && {
      validateInput: async (value: string) => inertValidation(await options.validateInput?.(value)),
    }),
  });
}

function inertValidation(validation: Validation): Validation {
  if (typeof validation === 'string') return inert(validation);
  return validation && { ...validation, message: inert(validation.message) };
}
