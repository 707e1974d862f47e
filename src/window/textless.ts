import * as vscode from 'vscode';

// What of `vscode.window` draws no text that somebody else wrote.
export const { createOutputChannel, registerFileDecorationProvider } = vscode.window;
