import {
  CloudControllerError,
  ReadOnlyError,
  RefusedLinkError,
  SignedOutError,
  type ApiErrorDetail,
} from '../cloudfoundry/errors.ts';

/** Why a change was refused. `other` has only the API's words. */
export type RefusalKind =
  | 'deploymentRuns'
  | 'notStaged'
  | 'notOfThisApp'
  | 'noProcessTypes'
  | 'sidecarConflict'
  | 'stopFirst'
  | 'noDroplet'
  | 'cannotBeRemoved'
  | 'dropletInUse'
  | 'beingDeleted'
  | 'appGone'
  | 'dropletGone'
  | 'deploymentGone'
  | 'appNotUsable'
  | 'gone'
  | 'deploymentOver'
  | 'notPaused'
  | 'deploymentsDisabled'
  | 'strategyUnsupported'
  | 'notAllowed'
  | 'organizationSuspended'
  | 'spaceSuspended'
  | 'featureDisabled'
  | 'signedOut'
  | 'tooManyRequests'
  | 'malformed'
  | 'unknownEndpoint'
  | 'readOnly'
  | 'refusedLink'
  | 'other';

/** What the user can do about it. */
export type Remedy =
  | 'showDeployment'
  | 'cancelDeployment'
  | 'refresh'
  | 'signIn'
  | 'stopFirst'
  | 'pickAnother'
  | 'restartInstead';

/** A refused change: nothing has happened. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** The best first; empty if someone else must act. */
  readonly remedies: readonly Remedy[];
  /** The words of the API, or ours. */
  readonly said: string;
}

/** Reads a refusal; null for other failures, such as a lost connection or a server error (5xx). */
export function refusalOf(error: unknown): Refusal | null {
  const kind = kindOf(error);
  if (kind === null || !(error instanceof Error)) return null;
  return { kind, remedies: remedies[kind], said: error.message };
}

const remedies: Readonly<Record<RefusalKind, readonly Remedy[]>> = {
  deploymentRuns: ['showDeployment', 'cancelDeployment'],
  notStaged: ['pickAnother', 'refresh'],
  notOfThisApp: ['refresh', 'pickAnother'],
  noProcessTypes: ['pickAnother'],
  sidecarConflict: ['pickAnother'],
  stopFirst: ['stopFirst'],
  noDroplet: ['pickAnother'],
  cannotBeRemoved: ['pickAnother'],
  dropletInUse: ['pickAnother', 'refresh'],
  beingDeleted: ['refresh'],
  appGone: ['refresh'],
  dropletGone: ['refresh', 'pickAnother'],
  deploymentGone: ['refresh'],
  appNotUsable: ['refresh', 'signIn'],
  gone: ['refresh'],
  deploymentOver: ['refresh'],
  notPaused: ['showDeployment', 'refresh'],
  deploymentsDisabled: ['restartInstead'],
  strategyUnsupported: ['restartInstead'],
  notAllowed: ['signIn'],
  organizationSuspended: [],
  spaceSuspended: [],
  featureDisabled: [],
  signedOut: ['signIn'],
  tooManyRequests: [],
  malformed: [],
  unknownEndpoint: [],
  readOnly: [],
  refusedLink: ['refresh'],
  other: [],
};

function kindOf(error: unknown): RefusalKind | null {
  if (error instanceof ReadOnlyError) return 'readOnly';
  if (error instanceof RefusedLinkError) return 'refusedLink';
  if (error instanceof SignedOutError) return 'signedOut';
  if (!(error instanceof CloudControllerError)) return null;
  if (error.status < 400 || error.status === 408 || error.status >= 500) return null;
  for (const detail of error.details) {
    const kind = kindOfDetail(detail, error.status);
    if (kind !== null) return kind;
  }
  return kindOfStatus(error.status);
}

/**
 * Codes are reliable.
 * @see https://github.com/cloudfoundry/cloud_controller_ng/blob/main/errors/v2.yml
 */
const kindsByCode: ReadonlyMap<number, RefusalKind> = new Map([
  [1000, 'signedOut'],
  [1001, 'malformed'],
  [10000, 'unknownEndpoint'],
  [10002, 'signedOut'],
  [10003, 'notAllowed'],
  [10005, 'malformed'],
  [10013, 'tooManyRequests'],
  [10014, 'tooManyRequests'],
  [10017, 'organizationSuspended'],
  [10018, 'tooManyRequests'],
  [10019, 'spaceSuspended'],
  [10020, 'beingDeleted'],
  [20008, 'tooManyRequests'],
  [330002, 'featureDisabled'],
  [390014, 'deploymentsDisabled'],
]);

/**
 * Most refusals share one code (10008, and 10010 for 404), and only the text distinguishes them. If
 * it changes, the kind is `other` and the text itself is shown. The first matching pattern wins.
 */
const patterns: readonly (readonly [pattern: RegExp, kind: RefusalKind])[] = [
  [/deployment in progress/i, 'deploymentRuns'],
  [/must be in staged state|only staged droplets/i, 'notStaged'],
  [/ensure the droplet exists and belongs to this app/i, 'notOfThisApp'],
  [/cannot be removed\. replace it/i, 'cannotBeRemoved'],
  [/unable to create process types/i, 'noProcessTypes'],
  [/sidecar|memory allocation defined is too large/i, 'sidecarConflict'],
  [/stop the app before/i, 'stopFirst'],
  [/assign a droplet before|invalid droplet\. please specify/i, 'noDroplet'],
  [/droplet is currently used/i, 'dropletInUse'],
  [/droplet for this revision no longer exists/i, 'dropletGone'],
  [/cannot cancel a deployment/i, 'deploymentOver'],
  [/cannot continue a deployment/i, 'notPaused'],
  [/not a supported deployment strategy/i, 'strategyUnsupported'],
  [/unable to use app/i, 'appNotUsable'],
  [/is being deleted/i, 'beingDeleted'],
  [/^app not found/i, 'appGone'],
  [/^droplet not found/i, 'dropletGone'],
  [/^deployment not found/i, 'deploymentGone'],
];

function kindOfDetail({ code, detail }: ApiErrorDetail, status: number): RefusalKind | null {
  const certain = code === null ? undefined : kindsByCode.get(code);
  if (certain) return certain;
  const found = patterns.find(([pattern]) => pattern.test(detail))?.[1];
  if (found) return found;
  return code === 10010 && status === 404 ? 'gone' : null;
}

/** For answers without a code, from a gateway or another kind of API. */
function kindOfStatus(status: number): RefusalKind {
  switch (status) {
    case 401:
      return 'signedOut';
    case 403:
      return 'notAllowed';
    case 429:
      return 'tooManyRequests';
  }
  return 'other';
}
