import type { App, Build, Droplet, DropletState, Package, Person } from '../model.ts';
import { detectedBy, runtimes, type Runtime } from './catalog.ts';
import { checksumOf, guidOf, numberOf } from './guid.ts';
import { dropletGuid, dropletTime, type AppRecipe, type Era } from './recipe.ts';

const failures = [
  'BuildpackCompileFailed - App staging failed in the buildpack compile phase',
  'NoAppDetectedError - An app was not successfully detected by any available buildpack',
  'StagingTimeExpired - Staging time expired: staging failed',
  'StagerError - Staging error: insufficient resources',
] as const;

/** Those who staged and assigned before the foundation started. */
const people: readonly Person[] = ['maya', 'jonas', 'ci-pipeline', 'priya'].map((name) => ({
  guid: guidOf('person', name),
  name,
  email: name === 'ci-pipeline' ? 'ci@acme.example' : `${name}@acme.example`,
}));

/** The person who did the `n`th thing to an app. */
export function personOf(n: number): Person {
  const person = people[n % people.length];
  if (!person) throw new Error('there are no people');
  return person;
}

/** The `n`th droplet of an app. */
export function dropletOf(
  app: App,
  recipe: AppRecipe,
  era: Era,
  n: number,
  states: readonly DropletState[],
): Droplet {
  const state = states[n - 1] ?? 'STAGED';
  const createdAt = dropletTime(era, recipe, n, states.length);
  const isBuilt = state === 'STAGED' || state === 'EXPIRED';
  const isImage = app.lifecycle.type === 'docker';
  const fromPackage = packageNumber(state, n);
  return {
    guid: dropletGuid(app.guid, n),
    createdAt,
    updatedAt: createdAt + (state === 'AWAITING_UPLOAD' ? 0 : 45_000),
    metadata: metadataOf(state, app, n),
    app,
    packageGuid: fromPackage === null ? null : guidOf(app.guid, 'package', fromPackage),
    state,
    error: state === 'FAILED' ? (failures[numberOf(failures.length, app.guid, n)] ?? null) : null,
    lifecycle: app.lifecycle,
    hasBits: state === 'STAGED' && !isImage,
    buildpacks: isBuilt
      ? detectedBy(runtimeInEra(recipe.runtime, app), recipe.goneDroplets + n)
      : null,
    stack: app.lifecycle.stack,
    image: isImage ? imageOf(app, n) : null,
    executionMetadata: isBuilt && isImage ? imageMetadata : '',
    processTypes: isBuilt ? typesOf(recipe, n, isImage) : null,
  };
}

function typesOf({ emptyDroplet, runtime }: AppRecipe, n: number, isImage: boolean) {
  if (n === emptyDroplet) return {};
  return isImage ? { web: './serve' } : runtimes[runtime].processTypes;
}

const imageMetadata = '{"cmd":["./serve"],"ports":[{"Port":8080,"Protocol":"tcp"}],"user":"app"}';

/** An image staged in 2015 was staged by a buildpack, because there was nothing else. */
function runtimeInEra(runtime: Runtime, app: App): Runtime {
  return app.lifecycle.type === 'buildpack' && runtimes[runtime].lifecycle !== 'buildpack'
    ? 'node'
    : runtime;
}

function metadataOf(state: DropletState, app: App, n: number): Droplet['metadata'] {
  if (state === 'AWAITING_UPLOAD' || state === 'COPYING') return { labels: {}, annotations: {} };
  return {
    labels: { build: String(n), branch: n % 11 === 3 ? 'hotfix' : 'main' },
    annotations: { 'git-commit': checksumOf(app.guid, 'commit', n).slice(0, 40) },
  };
}

/** Every fifth droplet was staged from the package before it; uploads and copies have no package. */
function packageNumber(state: DropletState, n: number): number | null {
  if (state === 'AWAITING_UPLOAD' || state === 'PROCESSING_UPLOAD' || state === 'COPYING') {
    return null;
  }
  return n > 1 && n % 5 === 0 ? n - 1 : n;
}

function imageOf(app: App, n: number): string {
  return `registry.acme.example/${app.space.name}/${app.name}:1.${Math.floor(n / 3)}.${n % 3}`;
}

/** The package that a droplet was staged from, or undefined where it has none or shares an older one. */
export function packageOf(droplet: Droplet, n: number): Package | undefined {
  const { app, packageGuid: guid, image, state } = droplet;
  if (guid === null || packageNumber(state, n) !== n) return undefined;
  const createdAt = droplet.createdAt - 25_000;
  return {
    guid,
    createdAt,
    updatedAt: createdAt + 20_000,
    metadata: { labels: {}, annotations: {} },
    app,
    type: image === null ? 'bits' : 'docker',
    state: state === 'EXPIRED' && image === null ? 'EXPIRED' : 'READY',
    checksum: state === 'EXPIRED' ? null : checksumOf(app.guid, 'package', n),
    image,
  };
}

/** The build that made a droplet, or undefined where none did. */
export function buildOf(droplet: Droplet, n: number): Build | undefined {
  const { app, packageGuid: guid, state } = droplet;
  if (guid === null) return undefined;
  return {
    guid: guidOf(app.guid, 'build', n),
    createdAt: droplet.createdAt,
    updatedAt: droplet.updatedAt,
    metadata: { labels: {}, annotations: {} },
    app,
    packageGuid: guid,
    dropletGuid: droplet.guid,
    state: state === 'FAILED' ? 'FAILED' : state === 'STAGING' ? 'STAGING' : 'STAGED',
    error: droplet.error,
    lifecycle: app.lifecycle,
    createdBy: personOf(n),
  };
}
