import { CloudControllerError, reasonOf } from '../cloudfoundry/errors.ts';

/** Why a part is missing. `message` is what the server said; empty if it said nothing. */
export interface Missing {
  readonly kind: 'missing';
  readonly reason: 'notRecorded' | 'noPermission' | 'noEndpoint' | 'failed';
  readonly message: string;
}

export type Part<T> = { readonly kind: 'known'; readonly value: T } | Missing;

export const notRecorded: Missing = { kind: 'missing', reason: 'notRecorded', message: '' };

/** Waits for a part; if that fails, says why. */
export async function part<T>(answer: Promise<T>): Promise<Part<T>> {
  try {
    return { kind: 'known', value: await answer };
  } catch (error) {
    return toMissing(error);
  }
}

/** A missing part, from the error of its request. */
export function toMissing(error: unknown): Missing {
  return { kind: 'missing', reason: whyMissing(error), message: reasonOf(error) };
}

function whyMissing(error: unknown): Missing['reason'] {
  if (!(error instanceof CloudControllerError)) return 'failed';
  if (error.isUnknownEndpoint) return 'noEndpoint';
  if (error.status === 403) return 'noPermission';
  return error.isNotFound ? 'notRecorded' : 'failed';
}
