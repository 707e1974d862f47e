import { setTimeout } from 'node:timers/promises';

/** Waits until the check passes; throws what it last threw once that takes hopelessly long. */
export async function eventually(check: () => unknown): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await setTimeout(50);
  }
}
