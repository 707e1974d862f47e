import * as vscode from 'vscode';

// The parts of `vscode.window` that draw no text from others.
export const { createOutputChannel, registerFileDecorationProvider, registerUriHandler } =
  vscode.window;
