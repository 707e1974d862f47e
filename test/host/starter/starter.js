// Does what a newcomer would do first: looks at the view, and opens the sample foundation.
import * as vscode from 'vscode';

export async function activate() {
  await vscode.commands.executeCommand('cfDroplets.explorer.focus');
  await vscode.commands.executeCommand('cfDroplets.openSampleFoundation');
}
