import { CloudControllerError, reasonOf } from '../cloudfoundry/errors.ts';

/** Why a part is not there. `message` is what the server said; empty where nothing was said. */
export interface Missing {
  readonly kind: 'missing';
  readonly reason: 'notRecorded' | 'noPermission' | 'noEndpoint' | 'failed';
  readonly message: string;
}

export type Part<T> = { readonly kind: 'known'; readonly value: T } | Missing;

export const notRecorded: Missing = { kind: 'missing', reason: 'notRecorded', message: '' };

/** Waits for a part; one that cannot be had says why. */
export async function part<T>(answer: Promise<T>): Promise<Part<T>> {
  try {
    return { kind: 'known', value: await answer };
  } catch (error) {
    return toMissing(error);
  }
}

/** What is missing because the question for it failed. */
export function toMissing(error: unknown): Missing {
  return { kind: 'missing', reason: whyMissing(error), message: reasonOf(error) };
}

function whyMissing(error: unknown): Missing['reason'] {
  if (!(error instanceof CloudControllerError)) return 'failed';
  if (error.isUnknownEndpoint) return 'noEndpoint';
  if (error.status === 403) return 'noPermission';
  return error.isNotFound ? 'notRecorded' : 'failed';
}
