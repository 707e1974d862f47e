import * as vscode from 'vscode';
import { toApiUrl } from '../../cloudfoundry/apiUrl.ts';
import type { FoundationRow } from '../../explorer/rows.ts';
import { showQuickPick } from '../../window/quickPick.ts';
import { ask } from '../shared/ask.ts';
import { Canceled } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/** Asks for the address of an API: the user corrects that of a row, or picks a previous one. */
export async function askAddress(services: Services, row: FoundationRow | null): Promise<URL> {
  if (row) return type(row.foundation.api);
  const known = knownAddresses(services);
  if (known.length < 2) return type(known[0]?.api ?? '');
  const another = vscode.l10n.t('Enter Another Address…');
  const picked = await showQuickPick({
    items: [
      ...known.map(({ api, name }) => ({ label: name, description: api, api })),
      { label: another, iconPath: new vscode.ThemeIcon('add'), alwaysShow: true, api: '' },
    ],
    title: vscode.l10n.t('Sign In to Foundation'),
    placeHolder: vscode.l10n.t('Select a foundation, or enter another address'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) throw new Canceled();
  const api = toApiUrl(picked.api);
  return api ?? type('');
}

/** Previous addresses and those in the tree, except the sample's, which needs no sign-in. */
function knownAddresses({ explorer, foundations }: Services): readonly {
  readonly api: string;
  readonly name: string;
}[] {
  const shown = explorer.foundations.map(({ foundation }) => foundation);
  const sample = shown.find(({ source }) => source === 'sample');
  const all = new Set([...foundations.addresses, ...shown.map(({ api }) => api)]);
  return [...all]
    .filter((api) => api !== sample?.api)
    .map((api) => ({
      api,
      name: shown.find((each) => each.api === api)?.name ?? new URL(api).host,
    }));
}

async function type(value: string): Promise<URL> {
  const text = await ask({
    title: vscode.l10n.t('Sign In to Foundation'),
    prompt: vscode.l10n.t('Address of the Cloud Foundry API'),
    placeHolder: 'api.example.org',
    value,
    validateInput: (input) =>
      toApiUrl(input)
        ? undefined
        : vscode.l10n.t('Enter an address, such as https://api.example.org.'),
  });
  const api = toApiUrl(text);
  if (!api) throw new Canceled();
  return api;
}
