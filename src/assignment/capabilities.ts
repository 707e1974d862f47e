import type { Discovery } from '../cloudfoundry/discovery.ts';
import { isBefore } from '../cloudfoundry/version.ts';

/** What a foundation can do with deployments and what it tells besides, as far as its version says. */
interface Capabilities {
  readonly restart: boolean;
  readonly deployments: boolean;
  /** Whether a deployment can pause after its first instance. */
  readonly canary: boolean;
  readonly permissions: boolean;
  readonly sidecars: boolean;
  readonly maxInFlight: boolean;
  /** Whether it refuses to assign a droplet while a deployment runs. */
  readonly locksWhileDeploying: boolean;
  readonly appLabels: boolean;
  readonly dropletLabels: boolean;
}

/** Spares requests that cannot succeed. Of the rest, the answer tells. */
export function capabilitiesOf({ era, restartsOnAssign, version }: Discovery): Capabilities {
  const since = (first: string) => era === 'root' && !isBefore(version, first);
  const isKorifi = restartsOnAssign;
  return {
    restart: since('3.35.0'),
    appLabels: since('3.62.0'),
    dropletLabels: since('3.65.0'),
    deployments: since('3.45.0'),
    canary: since('3.174.0') && !isKorifi,
    permissions: since('3.86.0') && !isKorifi,
    sidecars: since('3.65.0') && !isKorifi,
    maxInFlight: since('3.174.0'),
    locksWhileDeploying: since('3.65.0') && !isKorifi,
  };
}
