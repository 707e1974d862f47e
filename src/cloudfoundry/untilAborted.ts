/** Waits for a promise that others may wait for too: who gives up leaves it alone. @throws the signal's reason. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    const onAbort = (): void => reject(signal.reason);
    // By hand, since every request comes by here: an abort controller that ends a wait makes an error each time.
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
