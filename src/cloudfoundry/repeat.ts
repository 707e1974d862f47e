import type { HttpAnswer, HttpRequest, HttpTransport } from './http.ts';
import type { Log } from './log.ts';
import type { Pacing } from './pacing.ts';
import { judge, maxRepetitions, type Attempt } from './retry.ts';

/** When a foundation may be asked, and where it is written that it asks to wait. */
interface Paced {
  readonly pacing: Pacing;
  readonly log: Log;
}

type Asked = Pick<HttpRequest, 'method' | 'url' | 'signal'>;

/**
 * Attempts a request until it is answered for good, as `judge` says: a GET where the API seems down for a moment, and
 * whatever a rate limit refused. The last attempt counts, whatever it was. It takes no turn of its own among the others.
 */
export async function repeat<A extends HttpAnswer>(
  { pacing, log }: Paced,
  { method, url, signal }: Asked,
  attempt: () => Promise<Attempt<A>>,
): Promise<Attempt<A>> {
  for (let repetition = 1; ; repetition += 1) {
    await pacing.ready(signal);
    const made = await attempt();
    const verdict = judge(method, made);
    if (repetition > maxRepetitions || verdict.kind === 'settled') return made;
    if (verdict.kind === 'backOff') {
      await pacing.backOff(repetition, signal);
    } else {
      log.info(`${url.host} asks to wait ${verdict.wait / 1000} s (429)`);
      pacing.pause(verdict.wait);
    }
  }
}

/**
 * Sends a request without the user's token, with repetitions as any other has them.
 * @throws as `HttpTransport.send` does.
 */
export async function sendRepeated(
  http: Pick<HttpTransport, 'send' | 'pacing' | 'log'>,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const attempt = await repeat(http, request, async (): Promise<Attempt> => {
    try {
      return { kind: 'answered', answer: await http.send(request) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  });
  if (attempt.kind === 'failed') throw attempt.error;
  return attempt.answer;
}
