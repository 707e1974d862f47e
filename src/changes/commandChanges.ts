import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Redactable } from '../cloudfoundry/resources/resource.ts';

/** The start command of one process type, before and after. Secret. */
export interface CommandChange {
  readonly type: string;
  /** `absent` if the droplet has no such process, or there is no droplet. */
  readonly from: Redactable<string>;
  readonly to: Redactable<string>;
  /** True only if both sides are visible: what the API hides isn't a difference. */
  readonly isDifferent: boolean;
}

/** Compares start commands by process type, in the candidate's order. */
export function commandChanges(
  current: Droplet | null,
  candidate: Droplet,
): readonly CommandChange[] {
  const types = new Set([...typesOf(candidate), ...(current ? typesOf(current) : [])]);
  return [...types].map((type) => {
    const from = current ? commandOf(current, type) : absent;
    const to = commandOf(candidate, type);
    const isDifferent = from.kind === 'value' && to.kind === 'value' && from.value !== to.value;
    return { type, from, to, isDifferent };
  });
}

const absent = { kind: 'absent' } as const;

function typesOf({ processTypes }: Droplet): readonly string[] {
  return processTypes.kind === 'value' ? Object.keys(processTypes.value) : [];
}

function commandOf({ processTypes }: Droplet, type: string): Redactable<string> {
  if (processTypes.kind !== 'value') return processTypes;
  const value = processTypes.value[type];
  return value === undefined ? absent : { kind: 'value', value };
}
