import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Process } from '../cloudfoundry/resources/process.ts';

/** What an assignment does to an app's processes: missing ones are made, and none is ever removed. */
export interface ProcessChanges {
  /** Types that the droplet has and the app has not. All but `web` are made with no instances. */
  readonly created: readonly string[];
  /** Those that the app has and the droplet has no command for: they stay, with how many instances they have. */
  readonly staying: readonly { readonly type: string; readonly instances: number | null }[];
}

/** Compares by type; null where the API hides, or does not know, the droplet's process types. */
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
