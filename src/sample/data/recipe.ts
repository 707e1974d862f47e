import type { App, DropletState, Lifecycle, Metadata, Space } from '../model.ts';
import type { Generation } from '../options.ts';
import { runtimes, type Runtime } from './catalog.ts';
import { guidOf, numberOf } from './guid.ts';

/** An app in a few words; all that belongs to it is worked out from them. */
export interface AppRecipe {
  readonly name: string;
  readonly runtime: Runtime;
  /** How many droplets a list shows. */
  readonly droplets: number;
  readonly state: 'STARTED' | 'STOPPED';
  /** `newest` is the newest droplet that could be staged, `previous` the one before, after a rollback. */
  readonly current: 'newest' | 'previous' | 'none';
  /** Whether every state that a droplet can be in is shown, on top of the usual ups and downs. */
  readonly hasEveryState: boolean;
  /** Whether a canary deployment waits for somebody to continue it. */
  readonly hasPausedCanary: boolean;
  /** Whether deployments bring new droplets to run, instead of restarts. */
  readonly isRolledOut: boolean;
  /** Whether the program in the newest droplet crashes. */
  readonly hasCrashingNewest: boolean;
  /** The droplet, counted from 1, in which there is nothing to start. */
  readonly emptyDroplet: number | null;
  /** Whether staging the newest droplet failed. */
  readonly hasFailedNewest: boolean;
  /** How many droplets came before those and are gone: the buildpacks have grown older since. */
  readonly goneDroplets: number;
  /** Whether it was never moved to the stack of its time. */
  readonly hasOldStack: boolean;
  readonly metadata: Metadata;
  readonly environment: Readonly<Record<string, string>> | null;
  /** Hours between two droplets. */
  readonly rhythm: number;
}

/** When the foundation started and in which years it lives. */
export interface Era {
  readonly start: number;
  readonly generation: Generation;
  readonly isKorifi: boolean;
}

const hour = 3_600_000;

/** When the `n`th of `total` droplets was made: they came in the app's own rhythm. */
export function dropletTime({ start }: Era, recipe: AppRecipe, n: number, total: number): number {
  const stride = recipe.rhythm * hour;
  const jitter = n === total ? 0 : ((n * 7919) % 97) * 20_000;
  const age = ageOfNewest(recipe, stride) + (total - n) * stride + jitter;
  return Math.floor((start - age) / 1000) * 1000;
}

/** Where something is going on, it began a few minutes ago; elsewhere some part of the rhythm has passed. */
function ageOfNewest({ hasEveryState, hasPausedCanary, name }: AppRecipe, stride: number): number {
  const isBusy = hasEveryState || hasPausedCanary;
  return 4 * 60_000 + (isBusy ? 0 : Math.floor((numberOf(1000, name) / 1000) * stride));
}

/** The lifecycle of an app; 2015 had buildpacks only, and cnb came late. */
function lifecycleOf({ hasOldStack, runtime }: AppRecipe, { generation }: Era): Lifecycle {
  const { lifecycle, requested } = runtimes[runtime];
  const isOld = generation !== 'modern';
  const hasOne = generation.startsWith('2015') || (isOld && lifecycle === 'cnb');
  const type = hasOne ? 'buildpack' : lifecycle;
  const stack = isOld ? 'cflinuxfs2' : hasOldStack ? 'cflinuxfs3' : 'cflinuxfs4';
  return {
    type,
    buildpacks: type === lifecycle ? requested : [],
    stack: type === 'docker' ? null : stack,
    hasCredentials: type === 'cnb' && runtime === 'paketo-java',
  };
}

/** The states of an app's droplets, oldest first, in the words of the era. */
export function dropletStates(recipe: AppRecipe, { generation }: Era): readonly DropletState[] {
  const total = recipe.droplets;
  const states: DropletState[] = [];
  for (let n = 1; n <= total; n += 1) {
    const isFailed = n === total && recipe.hasFailedNewest;
    const state = isFailed ? 'FAILED' : ordinaryState(n, total);
    // In spring 2015 droplets did not expire yet.
    states.push(generation === '2015-04' && state === 'EXPIRED' ? 'STAGED' : state);
  }
  if (!recipe.hasEveryState) return states;
  if (generation === 'modern') {
    states.splice(
      total - 5,
      5,
      'STAGED',
      'FAILED',
      'COPYING',
      'PROCESSING_UPLOAD',
      'AWAITING_UPLOAD',
    );
    return [...states, 'STAGING'];
  }
  states.splice(total - 4, 4, 'STAGED', 'FAILED', 'PENDING', 'STAGING');
  return states;
}

function ordinaryState(n: number, total: number): DropletState {
  // Only the oldest have expired: a foundation keeps a number of staged droplets and lets go of those before.
  if (n <= Math.floor(total * 0.15)) return 'EXPIRED';
  return n % 9 === 4 && n < total - 1 ? 'FAILED' : 'STAGED';
}

/** Which droplet of those is current, counted from 1, or 0 for none. */
export function currentDroplet(recipe: AppRecipe, states: readonly DropletState[]): number {
  if (recipe.current === 'none') return 0;
  const newest = states.lastIndexOf('STAGED');
  if (recipe.current === 'newest' || newest <= 0) return newest + 1;
  return states.lastIndexOf('STAGED', newest - 1) + 1;
}

export function dropletGuid(appGuid: string, n: number): string {
  return guidOf(appGuid, 'droplet', n);
}

/** The app of a recipe; what belongs to it is made later, by `historyOf`. */
export function appOf(space: Space, recipe: AppRecipe, era: Era): App {
  const guid = guidOf(space.guid, 'app', recipe.name);
  const states = dropletStates(recipe, era);
  const current = currentDroplet(recipe, states);
  const total = states.length;
  const createdAt = dropletTime(era, recipe, 1, Math.max(total, 1)) - 2 * hour;
  return {
    guid,
    createdAt,
    updatedAt: current === 0 ? createdAt : dropletTime(era, recipe, current, total) + 90_000,
    metadata: recipe.metadata,
    name: recipe.name,
    space,
    state: recipe.state,
    lifecycle: lifecycleOf(recipe, era),
    environment: recipe.environment,
    currentDropletGuid: current === 0 ? null : dropletGuid(guid, current),
  };
}
