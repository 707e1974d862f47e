import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** VS Code's own globalState and SecretStorage, as it gives them to an extension; not those of ours. */
export type Storage = Pick<vscode.ExtensionContext, 'globalState' | 'secrets'>;

export async function realStorage(): Promise<Storage> {
  const extension = vscode.extensions.getExtension<Storage>('cf-droplets-development.storage');
  assert.ok(extension);
  return extension.activate();
}
