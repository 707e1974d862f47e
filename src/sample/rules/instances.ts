import type { Process } from '../model.ts';
import type { State } from '../state.ts';

/** What an instance of a process is doing, and since when, in milliseconds. */
export interface Instance {
  readonly state: 'DOWN' | 'STARTING' | 'RUNNING' | 'CRASHED';
  readonly since: number;
}

/** How long an instance takes to come up, in milliseconds. */
export const startup = 2000;

/** The instances of a process, as they are by now. */
export function instancesOf(state: State, { app, dropletGuid, starts }: Process): Instance[] {
  return starts.map((start) => {
    if (app.state === 'STOPPED') return { state: 'DOWN', since: app.updatedAt };
    const isUp = start + state.lasting(startup);
    if (state.exactNow() < isUp) return { state: 'STARTING', since: start };
    const crashes = dropletGuid !== null && state.crashes(dropletGuid, start);
    return { state: crashes ? 'CRASHED' : 'RUNNING', since: isUp };
  });
}

/** How many instances serve requests. */
export function runningCount(state: State, process: Process): number {
  return instancesOf(state, process).filter((instance) => instance.state === 'RUNNING').length;
}

/** Gives the process that many instances; new ones start at that time. */
export function scale(process: Process, count: number, at: number): void {
  process.starts = Array.from({ length: count }, (_one, index) => process.starts[index] ?? at);
}
