const pending = Symbol('pending');
const isPending = Promise.resolve(pending);

/**
 * Waits for a shared promise; aborting one wait doesn't affect the others.
 * @throws the signal's reason.
 */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  // Every request comes through here, usually with nothing to wait for: then skip the listener.
  const early = await Promise.race([promise, isPending]);
  if (early !== pending) return early;
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    const onAbort = (): void => reject(signal.reason);
    // Done by hand: a wait that an abort controller ends creates an error each time.
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
