import * as vscode from 'vscode';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskText } from '../../cloudfoundry/secretText.ts';
import { toVisible } from '../../cloudfoundry/visibleText.ts';

/** The short name of a droplet, as everybody says it. */
export function shortGuid(guid: string): string {
  return guid.slice(0, 8);
}

/** A droplet's state in a word; states that we do not know stay as the API says them. */
export function stateWord(state: string): string {
  switch (state) {
    case 'STAGED':
      return vscode.l10n.t('staged');
    case 'STAGING':
      return vscode.l10n.t('staging');
    case 'FAILED':
      return vscode.l10n.t('failed');
    case 'EXPIRED':
      return vscode.l10n.t('expired');
    case 'PENDING':
      return vscode.l10n.t('pending');
    case 'COPYING':
      return vscode.l10n.t('copying');
    case 'AWAITING_UPLOAD':
      return vscode.l10n.t('awaiting upload');
    case 'PROCESSING_UPLOAD':
      return vscode.l10n.t('processing upload');
  }
  return shown(state.toLowerCase());
}

/** An app's state in a word. */
export function appStateWord(state: string): string {
  switch (state) {
    case 'STARTED':
      return vscode.l10n.t('started');
    case 'STOPPED':
      return vscode.l10n.t('stopped');
  }
  return shown(state.toLowerCase());
}

/**
 * What a droplet was made with, as short as a row: `java_buildpack 4.63.0`, `docker · image`; null if nothing says.
 * Buildpacks and images may be addresses, and these may hold passwords.
 */
export function origin(droplet: Droplet): string | null {
  if (droplet.image !== null) return `docker · ${shown(droplet.image)}`;
  const last = droplet.buildpacks.at(-1);
  const name = last?.buildpackName ?? last?.name ?? null;
  if (name === null) return droplet.lifecycleType === 'buildpack' ? null : droplet.lifecycleType;
  return shown(last?.version ? `${name} ${last.version}` : name);
}

/** What a foundation says, fit for a line: visible, not too long, and without secrets. */
function shown(text: string): string {
  return toVisible(maskText(text), 200);
}
