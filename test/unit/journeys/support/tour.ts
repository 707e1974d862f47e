import type { CloudFoundryClient } from '../../../../src/cloudfoundry/client.ts';
import { CloudControllerError, UnsupportedError } from '../../../../src/cloudfoundry/errors.ts';
import type { AnyList, AppRow } from '../../../../src/explorer/rows.ts';
import { isCurrent } from '../../../../src/explorer/runningDroplets.ts';
import { part, type Part } from '../../../../src/explorer/part.ts';
import type { Session } from './session.ts';

/**
 * What a user meets: it works, it is not offered, or a sentence says what the foundation lacks. Anything else, as an
 * error in the words of the API, is a fault.
 */
export interface Cell {
  readonly kind: 'works' | 'absent' | 'says' | 'fault';
  readonly text: string;
}

/** One row of the table: a list or an operation, gone through at one foundation. */
export interface Stop {
  readonly name: string;
  readonly visit: (tour: Tour) => Promise<Cell>;
}

/** A foundation that is gone through, by somebody who has signed in. */
export interface Tour {
  readonly session: Session;
  readonly client: CloudFoundryClient;
  /** Opens an app of a space of acme, dev where none is named, and lists its droplets afresh. */
  readonly open: (app: string, space?: string) => Promise<AppRow>;
}

export const works: Cell = { kind: 'works', text: '' };
export const absent: Cell = { kind: 'absent', text: '' };

export function says(text: string): Cell {
  return { kind: 'says', text };
}

/** Visits a stop. What fails there is a fault, unless it says itself what the foundation lacks. */
export async function visit({ visit: go }: Stop, tour: Tour): Promise<Cell> {
  try {
    return await go(tour);
  } catch (error) {
    if (error instanceof UnsupportedError) return says(error.message);
    const status = error instanceof CloudControllerError ? `${error.status} ` : '';
    return { kind: 'fault', text: `${status}${String(error)}` };
  }
}

/** Whether a list shows rows. @throws what its problem is */
export function listed(list: AnyList): Cell {
  if (list.problem) throw list.problem.error;
  return list.count > 0 ? works : { kind: 'fault', text: 'nothing is listed' };
}

/** What is shown for a part of a page, as the panels do: an endpoint that is not there is said to be missing. */
export async function shown<T>(
  asked: Promise<T>,
  isRight: (value: T) => boolean = () => true,
): Promise<Cell> {
  return ofPart(await part(asked), isRight);
}

export function ofPart<T>(found: Part<T>, isRight: (value: T) => boolean = () => true): Cell {
  if (found.kind === 'known') {
    return isRight(found.value) ? works : { kind: 'fault', text: 'not what was asked for' };
  }
  return found.reason === 'noEndpoint'
    ? says('This foundation’s API doesn’t support this.')
    : { kind: 'fault', text: `${found.reason} ${found.message}` };
}

/** A cell that works where this is so. */
export function expect(isSo: boolean, otherwise: unknown): Cell {
  return isSo ? works : { kind: 'fault', text: JSON.stringify(otherwise) };
}

/** The droplets of an app that could be assigned, newest first. */
export function candidates(row: AppRow) {
  const staged = row.droplets.rows.filter(
    (each) => each.droplet.state === 'STAGED' && !isCurrent(each),
  );
  const [first, second] = staged;
  if (!first || !second) throw new Error(`${row.app.name} has no droplets to be assigned`);
  return { first: first.droplet, second: second.droplet };
}
