import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Activation', () => {
  it('does not happen at startup', () => {
    const extension = vscode.extensions.getExtension('cf-droplets.cf-droplets');
    assert.equal(extension?.isActive, false);
  });

  it('happens when a command of the extension is run, and registers the commands of the manifest', async () => {
    const extension = vscode.extensions.getExtension('cf-droplets.cf-droplets');
    assert.ok(extension);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest: { contributes: { commands: { command: string }[] } } = extension.packageJSON;
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
