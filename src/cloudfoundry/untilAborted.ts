import { once } from 'node:events';

/** Waits for a promise that others may wait for too: who gives up leaves it alone. @throws the signal's reason. */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) {
    promise.catch(ignore);
    throw signal.reason;
  }
  const done = new AbortController();
  const aborted = once(signal, 'abort', { signal: done.signal }).then((): never => {
    throw signal.reason;
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    done.abort();
    aborted.catch(ignore);
  }
}

function ignore(): void {
  // Nobody waits for it any more.
}
