import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { AssignmentPlan } from './plan.ts';
import type { Place } from '../cloudfoundry/place.ts';

/** One assignment made in this window. */
export interface LoggedAssignment {
  /** The foundation's id. */
  readonly foundation: string;
  readonly app: App;
  readonly place: Place;
  /** Null if none was current or it wasn't visible: an app can't go back to having none. */
  readonly from: Droplet | null;
  readonly to: Droplet;
  readonly at: Date;
}

const most = 20;

/**
 * The latest assignments made in this window. An undo is an ordinary assignment: of the previous
 * droplet, through its own link. Other windows and users assign droplets too, so it checks the
 * current state, as every assignment does.
 */
export class AssignmentLog {
  readonly #entries: LoggedAssignment[] = [];

  /** Newest first, at most 20. */
  get entries(): readonly LoggedAssignment[] {
    return this.#entries;
  }

  /** Records an assignment; drops the oldest. */
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
