import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { notRecorded, part, toMissing, type Part } from './part.ts';

/** The parts of the client that ask for the current droplet. */
export type CurrentClient = Pick<CloudFoundryClient, 'current' | 'processes'>;

/** The current state of an app, to compare a droplet with. */
export interface CurrentParts {
  readonly current: Part<CurrentDroplet>;
  /** The whole current droplet, if it is another one. */
  readonly currentDroplet: Part<Droplet>;
  /** The processes of an app that has another current droplet. */
  readonly processes: Part<readonly Process[]>;
}

type Current = Pick<CurrentParts, 'current' | 'currentDroplet'>;

/** Asks which droplet is current and, if it isn't this one, for what a comparison needs. */
export async function loadCurrentParts(
  client: CurrentClient,
  app: App,
  droplet: Droplet,
  signal: AbortSignal,
): Promise<CurrentParts> {
  const current = await loadCurrent(client, app, droplet, signal);
  const link = app.links['processes'];
  const isOther =
    current.current.kind === 'known' &&
    !(current.current.value.kind === 'assigned' && current.current.value.guid === droplet.guid);
  const processes = isOther && link && droplet.state === 'STAGED';
  return {
    ...current,
    processes: processes ? await part(client.processes(link, signal)) : notRecorded,
  };
}

/** Asks which droplet is current, and fetches it whole if it isn't this one. */
async function loadCurrent(
  client: Pick<CurrentClient, 'current'>,
  app: App,
  droplet: Droplet,
  signal: AbortSignal,
): Promise<Current> {
  const asked = await part(client.current(app, droplet.guid, signal));
  if (asked.kind === 'missing') return { current: asked, currentDroplet: asked };
  const { current, error, whole } = asked.value;
  return {
    current: { kind: 'known', value: current },
    currentDroplet:
      error === null ? (whole ? { kind: 'known', value: whole } : notRecorded) : toMissing(error),
  };
}
