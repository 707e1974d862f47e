const pending = Symbol('pending');
const isPending = Promise.resolve(pending);

/** Waits for a promise that others may wait for too: who gives up leaves it alone. @throws the signal's reason. */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  // Every request comes by here, and mostly there is nothing to wait for: then it needs no listener.
  const early = await Promise.race([promise, isPending]);
  if (early !== pending) return early;
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    const onAbort = (): void => reject(signal.reason);
    // By hand, since an abort controller that ends a wait makes an error each time.
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
