import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App, CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';
import { notRecorded, part, type Part } from './part.ts';

/** What of the client is asked for the current droplet. */
export type CurrentClient = Pick<CloudFoundryClient, 'app' | 'currentDropletWhole' | 'processes'>;

/** What an app has now, for a droplet to be compared with. */
export interface CurrentParts {
  readonly current: Part<CurrentDroplet>;
  /** The current droplet whole, where it is another one. */
  readonly currentDroplet: Part<Droplet>;
  /** Those of an app that has another current droplet. */
  readonly processes: Part<readonly Process[]>;
}

type Current = Pick<CurrentParts, 'current' | 'currentDroplet'>;

/** Asks which droplet is current and, where it is another one than this, for what a comparison needs. */
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

/**
 * Asks which droplet is current, and for that one whole where it is another than this: one request for both, wherever
 * the API can be asked so.
 */
export async function loadCurrent(
  client: Pick<CurrentClient, 'app' | 'currentDropletWhole'>,
  app: App,
  droplet: Droplet,
  signal: AbortSignal,
): Promise<Current> {
  const isQuestion =
    app.links['current_droplet'] ?? (app.currentDroplet.kind === 'unknown' && app.links['droplet']);
  if (isQuestion) {
    const asked = await part(client.currentDropletWhole(app, signal));
    if (asked.kind === 'missing') return { current: asked, currentDroplet: asked };
    return asked.value
      ? ofWhole(asked.value, droplet)
      : { current: { kind: 'known', value: { kind: 'none' } }, currentDroplet: notRecorded };
  }
  // In 2015 the app's link names the droplet: it has to be the link of now.
  const self = app.links['self'];
  const fresh = self
    ? await part(client.app(self, signal))
    : ({ kind: 'known', value: app } as const);
  if (fresh.kind === 'missing') return { current: fresh, currentDroplet: fresh };
  const { currentDroplet: value } = fresh.value;
  const current: Current['current'] = { kind: 'known', value };
  if (value.kind !== 'assigned' || value.guid === droplet.guid) {
    return { current, currentDroplet: notRecorded };
  }
  const whole = await part(client.currentDropletWhole(fresh.value, signal));
  if (whole.kind === 'missing') return { current, currentDroplet: whole };
  return {
    current,
    currentDroplet: whole.value ? { kind: 'known', value: whole.value } : notRecorded,
  };
}

function ofWhole(whole: Droplet, droplet: Droplet): Current {
  const current: CurrentDroplet = { kind: 'assigned', guid: whole.guid };
  return {
    current: { kind: 'known', value: current },
    currentDroplet: whole.guid === droplet.guid ? notRecorded : { kind: 'known', value: whole },
  };
}
