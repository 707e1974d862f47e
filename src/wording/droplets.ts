import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { shortGuid } from './guids.ts';
import { joined, shown } from './inLine.ts';
import type { Language } from './language.ts';
import { stateWord } from './states.ts';
import { relativeTime } from './times.ts';

/** A droplet on one line: `3f9c01aa · staged · 3 days ago · java_buildpack 4.63.0`. */
export function dropletText(droplet: Droplet, language: Language): string {
  const { locale, now } = language;
  return joined([
    shortGuid(droplet.guid),
    stateWord(droplet.state, language),
    relativeTime(droplet.createdAt, now, locale),
    origin(droplet),
  ]);
}

/**
 * What a droplet was made with, as short as in a row: `java_buildpack 4.63.0`, `docker · image`;
 * null if unknown. Buildpacks and images may be addresses, which may contain passwords.
 */
export function origin(droplet: Droplet): string | null {
  if (droplet.image !== null) return `docker · ${shown(droplet.image)}`;
  const last = droplet.buildpacks.at(-1);
  const name = last?.buildpackName ?? last?.name ?? null;
  if (name === null) return droplet.lifecycleType === 'buildpack' ? null : droplet.lifecycleType;
  return shown(last?.version ? `${name} ${last.version}` : name);
}
