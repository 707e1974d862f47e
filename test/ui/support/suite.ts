import { openSession, type Session, type SessionOptions } from './session.ts';
import { takeFailureScreenshot } from './screenshot.ts';

/** Gives a suite one session, which its tests share; a failed test leaves a picture of the window. */
export function sessionOfSuite(options: () => SessionOptions = () => ({})): () => Session {
  let session: Session | undefined;
  before(async () => {
    session = await openSession(options());
  });
  afterEach(async function () {
    if (session && this.currentTest?.state === 'failed') {
      await takeFailureScreenshot(session.page, this.currentTest.fullTitle());
    }
  });
  after(() => session?.close());
  return () => {
    if (!session) {
      throw new Error('The session has not begun: use it in a test.');
    }
    return session;
  };
}
