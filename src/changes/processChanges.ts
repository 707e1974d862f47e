import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';

/** What an assignment does to an app's processes: it creates missing ones and never removes any. */
export interface ProcessChanges {
  /** Types that only the droplet has. All except `web` are created with no instances. */
  readonly created: readonly string[];
  /**
   * Types of the app without a command in the droplet: they stay, with their number of instances.
   */
  readonly staying: readonly { readonly type: string; readonly instances: number | null }[];
}

/** Compares by type; null if the API hides or doesn't know the droplet's process types. */
export function processChanges(
  { processTypes }: Droplet,
  processes: readonly Process[],
): ProcessChanges | null {
  if (processTypes.kind !== 'value') return null;
  const types = Object.keys(processTypes.value);
  return {
    created: types.filter((type) => !processes.some((process) => process.type === type)),
    staying: processes
      .filter(({ type }) => !types.includes(type))
      .map(({ type, instances }) => ({ type, instances })),
  };
}
