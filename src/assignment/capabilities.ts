import type { Discovery } from '../cloudfoundry/discovery.ts';
import { isBefore } from '../cloudfoundry/version.ts';

/** What a foundation can do with deployments and what it tells besides, as far as its version says. */
export interface Capabilities {
  readonly deployments: boolean;
  readonly permissions: boolean;
  readonly sidecars: boolean;
  readonly maxInFlight: boolean;
  /** Whether it refuses to assign a droplet while a deployment runs. */
  readonly locksWhileDeploying: boolean;
}

/** Spares requests that cannot succeed. Of the rest, the answer tells. */
export function capabilitiesOf({ era, restartsOnAssign, version }: Discovery): Capabilities {
  const since = (first: string) => era === 'root' && !isBefore(version, first);
  const isKorifi = restartsOnAssign;
  return {
    deployments: since('3.45.0'),
    permissions: since('3.86.0') && !isKorifi,
    sidecars: since('3.65.0') && !isKorifi,
    maxInFlight: since('3.174.0'),
    locksWhileDeploying: since('3.65.0') && !isKorifi,
  };
}
