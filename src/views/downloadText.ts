import * as vscode from 'vscode';
import type { DownloadProgress } from '../cloudfoundry/download/meter.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { origin, shortGuid, stateWord } from './tree/words.ts';

/** Why a droplet without download link has none, in a sentence. */
export function notDownloadableText(droplet: Droplet): string {
  const name = shortGuid(droplet.guid);
  if (droplet.image !== null || droplet.lifecycleType === 'docker') {
    return vscode.l10n.t(
      'Droplet {0} has nothing to be downloaded: it is an image in a registry ({1}).',
      name,
      origin(droplet) ?? 'docker',
    );
  }
  if (droplet.state !== 'STAGED') {
    return vscode.l10n.t(
      'Droplet {0} is {1}: only staged droplets can be downloaded.',
      name,
      stateWord(droplet.state),
    );
  }
  return vscode.l10n.t('The API advertises no link to download droplet {0}.', name);
}

/** `120 MB of 200 MB · 12.5 MB/s`, as far as it is known. */
export function progressText({ bytes, rate, total }: DownloadProgress): string {
  const amount =
    total === null
      ? bytesText(bytes)
      : vscode.l10n.t('{0} of {1}', bytesText(bytes), bytesText(total));
  return rate === null ? amount : vscode.l10n.t('{0} · {1}/s', amount, bytesText(rate));
}

/** `1.5 MB`: three digits at most, in units of a thousand. */
export function bytesText(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power);
}
