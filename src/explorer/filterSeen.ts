import { maskText } from '../cloudfoundry/secretText.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Metadata } from '../cloudfoundry/resources/resource.ts';
import { commitsOf } from './filterMatch.ts';
import type { FilterField } from './filterQuery.ts';
import { parseBuildpack } from './filterValues.ts';

/** The most values that are remembered of a field. */
const most = 1000;

/** Values that loaded rows have, to be completed in a filter. */
export class SeenValues {
  readonly #values = new Map<string, Set<string>>();

  /** Values of a field, in the order in which they were added. */
  of(field: FilterField): readonly string[] {
    return [...(this.#values.get(field) ?? [])];
  }

  /** The versions of the buildpacks whose names contain this, in lower case. */
  versionsOf(buildpack: string): readonly string[] {
    const seen = [...this.#values].filter(
      ([key]) => key.startsWith('version:') && key.toLowerCase().includes(buildpack, 8),
    );
    return [...new Set(seen.flatMap(([, versions]) => Array.from(versions)))];
  }

  labelValuesOf(key: string): readonly string[] {
    return [...(this.#values.get(`label:${key}`) ?? [])];
  }

  add(field: FilterField, value: string | null): void {
    this.#add(field, value);
  }

  addApp(app: App): void {
    this.#add('name', app.name);
    this.#add('stack', app.requested.stack);
    for (const buildpack of app.requested.buildpacks) this.#add('buildpack', buildpack);
    this.#addLabels(app.metadata);
  }

  addDroplet(droplet: Droplet): void {
    this.#add('stack', droplet.stack ?? droplet.requested.stack);
    this.#add('image', droplet.image);
    for (const { buildpackName, name, version } of droplet.buildpacks) {
      this.#add('buildpack', buildpackName ?? name);
      const isComparable = parseBuildpack(`=${version ?? ''}`) !== null;
      const key = `version:${name ?? ''} ${buildpackName ?? ''}`;
      if (isComparable) this.#add(key, version);
    }
    for (const commit of commitsOf(droplet)) this.#add('commit', commit);
    this.#addLabels(droplet.metadata);
  }

  #addLabels({ labels }: Metadata): void {
    for (const [key, value] of Object.entries(labels)) {
      this.#add('label', key);
      this.#add(`label:${key}`, value);
    }
  }

  #add(key: string, value: string | null): void {
    if (value === null || !isPlain(value)) return;
    const values = this.#values.get(key) ?? new Set();
    if (values.size < most) values.add(value);
    this.#values.set(key, values);
  }
}

/** Not secret, and can be typed: an address of a buildpack may contain a password. */
function isPlain(value: string): boolean {
  return (
    value !== '' && value.length <= 200 && !/["\p{C}]/u.test(value) && maskText(value) === value
  );
}
