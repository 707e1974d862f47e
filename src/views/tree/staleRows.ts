import * as vscode from 'vscode';
import { encodeSegment } from '../../cloudfoundry/links.ts';
import { registerFileDecorationProvider } from '../../window/textless.ts';

const scheme = 'cf-droplets-stale';

/** The URI that marks a row as out of date. */
export function staleUri(rowId: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${encodeSegment(rowId)}` });
}

/** Grays out the rows that couldn't be refreshed. */
export function registerStaleRows(): vscode.Disposable {
  const decoration: vscode.FileDecoration = {
    color: new vscode.ThemeColor('disabledForeground'),
    tooltip: vscode.l10n.t('Not refreshed'),
  };
  return registerFileDecorationProvider({
    provideFileDecoration: (uri) => (uri.scheme === scheme ? decoration : undefined),
  });
}
