import type { DownloadProgress } from '../cloudfoundry/download/meter.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { origin } from './droplets.ts';
import { shortGuid } from './guids.ts';
import type { Language } from './language.ts';
import { stateWord } from './states.ts';

/** A sentence that says why a droplet has no download link. */
export function notDownloadableText(droplet: Droplet, language: Language): string {
  const { l10n } = language;
  const name = shortGuid(droplet.guid);
  if (droplet.image !== null || droplet.lifecycleType === 'docker') {
    return l10n.t(
      'Droplet {0} can’t be downloaded. It is an image in a registry ({1}).',
      name,
      origin(droplet) ?? 'docker',
    );
  }
  if (droplet.state !== 'STAGED') {
    return l10n.t(
      'Droplet {0} isn’t staged (state: {1}). Only staged droplets can be downloaded.',
      name,
      stateWord(droplet.state, language),
    );
  }
  return l10n.t('The API provides no link to download droplet {0}.', name);
}

/** `120 MB of 200 MB · 12.5 MB/s`, as far as known. */
export function progressText({ bytes, rate, total }: DownloadProgress, language: Language): string {
  const { l10n } = language;
  const amount =
    total === null
      ? bytesText(bytes, language)
      : l10n.t('{0} of {1}', bytesText(bytes, language), bytesText(total, language));
  return rate === null ? amount : l10n.t('{0} · {1}/s', amount, bytesText(rate, language));
}

/** `1.5 MB`: at most three digits, in decimal units. */
export function bytesText(bytes: number, { locale }: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power);
}
