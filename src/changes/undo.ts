import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { AssignmentPlan } from './plan.ts';
import type { Place } from './warnings.ts';

/** One assignment that this window has made. */
export interface LoggedAssignment {
  /** Id of the foundation. */
  readonly foundation: string;
  readonly app: App;
  readonly place: Place;
  /** Null where none was current, or it could not be seen: an app cannot go back to having none. */
  readonly from: Droplet | null;
  readonly to: Droplet;
  readonly at: Date;
}

const most = 20;

/**
 * The latest assignments of this window. An undo is an assignment like any other: of the droplet before, through its own
 * link. Other windows and users make theirs, so it looks at what is, as every assignment does.
 */
export class AssignmentLog {
  readonly #entries: LoggedAssignment[] = [];

  /** Newest first, at most 20. */
  get entries(): readonly LoggedAssignment[] {
    return this.#entries;
  }

  /** Keeps what was just assigned; the oldest goes. */
  record(
    foundation: string,
    plan: AssignmentPlan,
    place: Place,
    at = new Date(),
  ): LoggedAssignment {
    const { app, candidate, currentDroplet } = plan;
    const entry = { foundation, app, place, from: currentDroplet, to: candidate, at };
    this.#entries.unshift(entry);
    this.#entries.length = Math.min(most, this.#entries.length);
    return entry;
  }
}
