import type { Discovery } from './discovery.ts';
import { isBefore } from './version.ts';

/**
 * Since which v3 API version something works, and whether Korifi has it. A test checks this
 * against the sources.
 */
interface Fact {
  readonly since: string;
  /** The first version that no longer needs it. */
  readonly before?: string;
  readonly onKorifi: boolean;
}

/**
 * Requests that not every version supports. The versions come from Cloud Controller's source at 22
 * versions and from its history; Korifi's part comes from its handlers (`api/handlers`,
 * `api/payloads`).
 */
const facts = {
  /**
   * `GET /v3/organizations` and `/v3/spaces` with `organization_guids`: source of 3.15.
   * Earlier, /v2 has both.
   */
  placesInV3: { since: '3.15.0', onKorifi: true },
  /**
   * `order_by` of organizations and spaces: refused by 3.28, accepted by 3.30. Earlier,
   * we sort them here.
   */
  placesInOrder: { since: '3.30.0', onKorifi: true },
  /** `order_by=name` of apps: source of 3.6. */
  appsByName: { since: '3.6.0', onKorifi: true },
  /**
   * `include=space.organization` of apps: 3.78. Korifi's apps have no such parameter
   * (`api/payloads/app.go`).
   */
  appsWithPlaces: { since: '3.78.0', onKorifi: false },
  /** `stacks` of apps: source of 3.78. Korifi's apps have no such parameter. */
  appsByStack: { since: '3.78.0', onKorifi: false },
  /** `lifecycle_type` of apps: 3.77. Korifi's apps have no such parameter. */
  appsByLifecycle: { since: '3.77.0', onKorifi: false },
  /** `updated_ats` of all lists: 3.88. */
  changedSince: { since: '3.88.0', onKorifi: false },
  /** `GET /v3/apps/:guid/builds`: 3.43. */
  buildsOfApp: { since: '3.43.0', onKorifi: true },
  /**
   * `package_guids` of `GET /v3/builds`: source of 3.78. No version accepts it for an app's builds
   * (3.228, observed).
   */
  buildsByPackage: { since: '3.78.0', onKorifi: true },
  /**
   * `POST …/actions/restart`, which no link names: 3.35.
   * @see https://v3-apidocs.cloudfoundry.org/#restart-an-app
   */
  restart: { since: '3.35.0', onKorifi: true },
  /** Assigning while the app runs: 3.46. Earlier: "Stop the app before changing droplet". */
  assignWhileRunning: { since: '3.46.0', onKorifi: true },
  /** Deployments can be listed: 3.45. */
  deployments: { since: '3.45.0', onKorifi: true },
  /**
   * `POST /v3/deployments` reads the droplet that it names: 3.58. Earlier, it deploys
   * the current one.
   */
  deployDroplet: { since: '3.58.0', onKorifi: true },
  /** `POST /v3/deployments/:guid/actions/cancel` exists without a link to it: from 3.58 to 3.92. */
  cancelWithoutLink: { since: '3.58.0', before: '3.93.0', onKorifi: false },
  /**
   * A running deployment has the filterable status `ACTIVE`: 3.81. Earlier:
   * `DEPLOYING`, `CANCELING`.
   */
  activeStatus: { since: '3.81.0', onKorifi: true },
  /** Assigning is refused while a deployment is running: 3.65. */
  locksWhileDeploying: { since: '3.65.0', onKorifi: false },
  /** `strategy: canary` and `options.max_in_flight`: 3.174. */
  canary: { since: '3.174.0', onKorifi: false },
  maxInFlight: { since: '3.174.0', onKorifi: false },
  appLabels: { since: '3.62.0', onKorifi: true },
  dropletLabels: { since: '3.65.0', onKorifi: true },
  /** `label_selector` of droplets: 3.65. Korifi labels droplets but can't select by label. */
  dropletsByLabel: { since: '3.65.0', onKorifi: false },
  /**
   * `guids` of droplets, an app's or all, which have one message
   * (`app/messages/droplets_list_message.rb`): source of 3.0. In 2015 and 2016 it had `app_guids`
   * and `states` only.
   */
  dropletsByGuid: { since: '3.0.0', onKorifi: true },
  /** `GET /v3/apps/:guid/sidecars`: source of 3.78. */
  sidecars: { since: '3.78.0', onKorifi: false },
  /** `GET /v3/apps/:guid/revisions/deployed`: 3.68. Korifi advertises it but doesn't have it. */
  deployedRevisions: { since: '3.68.0', onKorifi: false },
  /** `GET /v3/apps/:guid/permissions`: 3.86. */
  permissions: { since: '3.86.0', onKorifi: false },
} as const satisfies Readonly<Record<string, Fact>>;

/** A feature that not every foundation has. */
export type Ability = keyof typeof facts;

export interface Abilities extends Readonly<Record<Ability, boolean>> {
  /**
   * Korifi restarts an app when a droplet is assigned; a Cloud Controller leaves its
   * instances alone.
   */
  readonly restartsAssigned: boolean;
}

/**
 * What a foundation can do, according to its version: avoids requests that can't succeed. For the
 * rest, the answer tells. An unreadable version counts as the newest.
 */
export function abilitiesOf({
  era,
  isKorifi,
  version,
}: Pick<Discovery, 'era' | 'isKorifi' | 'version'>): Abilities {
  const has = ({ before, onKorifi, since }: Fact) =>
    isKorifi
      ? onKorifi
      : era === 'root' &&
        !isBefore(version, since) &&
        (before === undefined || isBefore(version, before));
  const entries = Object.entries(facts).map(([ability, fact]) => [ability, has(fact)]);
  const known = Object.fromEntries(entries) as Record<Ability, boolean>;
  return { ...known, restartsAssigned: isKorifi };
}

/** What the newest version can do; for a foundation that hasn't answered yet. */
export const newestAbilities: Abilities = abilitiesOf({
  era: 'root',
  isKorifi: false,
  version: '',
});
