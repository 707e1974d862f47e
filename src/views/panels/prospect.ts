import { planFrom, type Planned } from '../../changes/plan.ts';
import type { Place } from '../../cloudfoundry/place.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Part } from '../../explorer/part.ts';

/** What an assignment of the shown droplet would do. */
export interface Prospect {
  readonly planned: Planned;
  /**
   * Whether buildpack sidecars come and go with the droplet; the API doesn't list a
   * droplet's sidecars.
   */
  readonly replacesSidecars: boolean;
}

interface Around {
  readonly app: App;
  readonly client: Pick<CloudFoundryClient, 'can' | 'scope'>;
  readonly parents: Place | null;
}

/**
 * Uses only loaded data. Permissions and sidecars aren't requested until the user wants to assign.
 */
export function prospectOf(
  { app, client, parents }: Around,
  lifecycle: Lifecycle,
  current: CurrentDroplet,
): Prospect {
  const fetched = {
    app,
    candidate: lifecycle.droplet,
    current,
    currentDroplet: valueOf(lifecycle.currentDroplet),
    processes: valueOf(lifecycle.processes),
    deployments: valueOf(lifecycle.allDeployments),
    permissions: null,
    sidecars: null,
    place: parents,
  };
  return {
    planned: planFrom(fetched, client),
    replacesSidecars: client.can.sidecars,
  };
}

/** Null if a part couldn't be loaded. */
function valueOf<T>(stage: Part<T>): T | null {
  return stage.kind === 'known' ? stage.value : null;
}
