import type { JsonObject } from '../cloudfoundry/json.ts';

// What the foundation knows. Times are milliseconds since 1970, always whole seconds. Fields that a request can
// change are the writable ones.

export interface Metadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Entity {
  readonly guid: string;
  readonly createdAt: number;
  updatedAt: number;
  metadata: Metadata;
}

export interface Organization extends Entity {
  readonly name: string;
  readonly quotaGuid: string;
}

export interface Space extends Entity {
  readonly name: string;
  readonly organization: Organization;
}

export type LifecycleType = 'buildpack' | 'docker' | 'cnb';

/** What staging was, or will be, asked for. */
export interface Lifecycle {
  readonly type: LifecycleType;
  readonly buildpacks: readonly string[];
  readonly stack: string | null;
  /** Credentials of a cnb registry are never shown, only that there are some. */
  readonly hasCredentials: boolean;
}

export interface App extends Entity {
  name: string;
  readonly space: Space;
  state: 'STARTED' | 'STOPPED';
  readonly lifecycle: Lifecycle;
  readonly environment: Readonly<Record<string, string>> | null;
  currentDropletGuid: string | null;
}

export interface DetectedBuildpack {
  readonly name: string;
  readonly detectOutput: string | null;
  readonly buildpackName: string;
  readonly version: string;
}

export type DropletState =
  | 'AWAITING_UPLOAD'
  | 'PROCESSING_UPLOAD'
  | 'PENDING'
  | 'STAGING'
  | 'COPYING'
  | 'STAGED'
  | 'FAILED'
  | 'EXPIRED';

export interface Droplet extends Entity {
  readonly app: App;
  readonly packageGuid: string | null;
  readonly state: DropletState;
  readonly error: string | null;
  readonly lifecycle: Lifecycle;
  /** Whether there are bits to run and to download; an image has none, and those of an expired droplet are gone. */
  readonly hasBits: boolean;
  readonly buildpacks: readonly DetectedBuildpack[] | null;
  readonly stack: string | null;
  readonly image: string | null;
  readonly executionMetadata: string;
  readonly processTypes: Readonly<Record<string, string>> | null;
}

export interface Package extends Entity {
  readonly app: App;
  readonly type: 'bits' | 'docker';
  readonly state: 'AWAITING_UPLOAD' | 'READY' | 'EXPIRED';
  readonly checksum: string | null;
  readonly image: string | null;
}

export interface Person {
  readonly guid: string;
  readonly name: string;
  readonly email: string;
}

export interface Build extends Entity {
  readonly app: App;
  readonly packageGuid: string;
  readonly dropletGuid: string;
  readonly state: 'STAGING' | 'STAGED' | 'FAILED';
  readonly error: string | null;
  readonly lifecycle: Lifecycle;
  readonly createdBy: Person;
}

export interface Process extends Entity {
  readonly app: App;
  readonly type: string;
  /** Overrides the droplet's command; null where the droplet's counts. */
  readonly command: string | null;
  /** Changes whenever the process starts anew. */
  version: string;
  revisionGuid: string | null;
  /** What it runs, which is not always the current droplet of its app. */
  dropletGuid: string | null;
  /** When each of its instances was started, to the millisecond. */
  starts: readonly number[];
}

export interface Revision extends Entity {
  readonly app: App;
  readonly version: number;
  readonly dropletGuid: string;
  readonly processTypes: readonly string[];
  readonly description: string;
}

export type DeploymentReason =
  'DEPLOYING' | 'PAUSED' | 'CANCELING' | 'DEPLOYED' | 'CANCELED' | 'SUPERSEDED';

export interface Deployment extends Entity {
  readonly app: App;
  reason: DeploymentReason;
  readonly strategy: 'rolling' | 'canary';
  readonly maxInFlight: number;
  /** How many instances the order asks for; null where there shall be as many as before. */
  readonly webInstances: number | null;
  /** Percentages of the instances after which a canary waits; null where it waits once, with one instance. */
  readonly steps: readonly number[] | null;
  /** Of the canary's steps, counted from 1. */
  step: number;
  /** How many instances there were before, or before the deployment that this one supersedes. */
  readonly originalInstances: number;
  readonly droplet: Droplet;
  readonly previousDropletGuid: string | null;
  readonly newProcess: { readonly guid: string; readonly type: string };
  readonly revision: { readonly guid: string; readonly version: number } | null;
  lastSuccessfulHealthcheck: number;
  lastStatusChange: number;
  /** When the last thing happened, to the millisecond: what lasts is counted from here. */
  since: number;
  /** Whether a canary was told to finish, after its last step. */
  isContinued: boolean;
  error: string | null;
}

/** Work that goes on after its request was answered. */
export interface Job {
  readonly guid: string;
  readonly createdAt: number;
  updatedAt: number;
  readonly droplet: Droplet;
  readonly orderedBy: Person;
  state: 'PROCESSING' | 'COMPLETE' | 'FAILED';
  error: string | null;
  /** To the millisecond. */
  readonly since: number;
}

export interface AuditEvent extends Entity {
  readonly app: App;
  readonly type: string;
  readonly actor: Person;
  readonly data: JsonObject;
}

/** What belongs to an app. */
export interface Belongings {
  readonly droplets: Droplet;
  readonly packages: Package;
  readonly builds: Build;
  readonly processes: Process;
  readonly revisions: Revision;
  readonly deployments: Deployment;
  readonly events: AuditEvent;
}

export type Kind = keyof Belongings;

/** Everything that belongs to one app, in order of creation. */
export type History = { readonly [K in Kind]: Belongings[K][] };

/** How an organization, a space or an app is written down before the foundation runs. */
export interface DataSet {
  readonly organizations: readonly Organization[];
  readonly spaces: readonly Space[];
  readonly apps: readonly App[];
  /** The app that a droplet of that guid belongs to, told without making what belongs to the app. */
  readonly appOfDroplet: (guid: string) => App | undefined;
  /** Makes what belongs to an app; asked once an app, when the first question touches it. */
  readonly historyOf: (app: App) => History;
  /** The droplets whose program ends as soon as it is started. */
  readonly crashing: readonly string[];
  /** Whether the foundation has a log cache; without it, statistics come without usage and with a warning. */
  readonly hasLogCache: boolean;
}

/** Whether a deployment still holds its app. */
export function isActive(deployment: Deployment): boolean {
  switch (deployment.reason) {
    case 'DEPLOYING':
    case 'PAUSED':
    case 'CANCELING':
      return true;
    case 'DEPLOYED':
    case 'CANCELED':
    case 'SUPERSEDED':
      return false;
  }
}
