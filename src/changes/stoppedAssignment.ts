import { startRequest, stopRequest, type ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { LinkScope } from '../cloudfoundry/links.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { assign } from './assign.ts';
import type { AssignmentPlan } from './plan.ts';
import { freshApp, orNull } from './refetch.ts';
import { sendAndVerify, type Verified } from './verified.ts';

/** One request of a sequence, and its purpose. */
export interface AssignmentStep {
  readonly kind: 'stop' | 'assign' | 'start';
  readonly request: ChangeRequest;
}

/**
 * How to assign a droplet if the API allows it only for stopped apps (before 3.46): with
 * downtime, step by step.
 */
interface StoppedAssignment {
  readonly plan: AssignmentPlan;
  readonly steps: readonly AssignmentStep[];
}

/** How far a sequence got. */
export type SequenceOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'stuck';
      /** The step that failed; the steps before it are done. */
      readonly at: AssignmentStep['kind'];
      /** Why: a refusal, or a request with an unexpected outcome. */
      readonly error: unknown;
      /** The app's current state; null if it couldn't be fetched. */
      readonly app: App | null;
    };

/**
 * Builds all requests of the sequence before any is sent.
 * @throws RefusedLinkError for unexpected links
 */
export function stoppedAssignment(plan: AssignmentPlan, scope: LinkScope): StoppedAssignment {
  return {
    plan,
    steps: [
      { kind: 'stop', request: stopRequest(plan.app, scope) },
      { kind: 'assign', request: plan.request },
      { kind: 'start', request: startRequest(plan.app, scope) },
    ],
  };
}

/** A step was sent, but the API says that the app hasn't changed. */
export class StepNotTakenError extends Error {
  override readonly name = 'StepNotTakenError';
}

/**
 * Sends each step once, and each next step only after the previous one is verified.
 * @param onDidBegin called before each step.
 */
export async function runStoppedAssignment(
  client: CloudFoundryClient,
  { plan, steps }: StoppedAssignment,
  onDidBegin: (step: AssignmentStep['kind']) => void = () => undefined,
  delays?: readonly number[],
): Promise<SequenceOutcome> {
  for (const { kind, request } of steps) {
    onDidBegin(kind);
    try {
      switch (kind) {
        case 'stop':
          await setState(client, plan.app, request, 'STOPPED', delays);
          break;
        case 'assign':
          requireDone(await assign(client, plan, delays), () => 'another droplet is current');
          break;
        case 'start':
          await setState(client, plan.app, request, 'STARTED', delays);
          break;
      }
    } catch (error) {
      return { kind: 'stuck', at: kind, error, app: await seen(client, plan.app) };
    }
  }
  return { kind: 'done' };
}

async function setState(
  client: CloudFoundryClient,
  app: App,
  request: ChangeRequest,
  state: 'STARTED' | 'STOPPED',
  delays: readonly number[] | undefined,
): Promise<void> {
  const verified = await sendAndVerify(
    client,
    request,
    () => freshApp(client, app),
    (now) => now.state === state,
    delays,
  );
  requireDone(verified, (now) => `the app is ${now.state}`);
}

/**
 * @param describe what the API says instead
 * @throws why it isn't done, or isn't known to be done
 */
function requireDone<T>(verified: Verified<T>, describe: (answer: T) => string): void {
  switch (verified.kind) {
    case 'done':
      return;
    case 'notDone':
      throw (
        verified.despite ?? new StepNotTakenError(`the API says that ${describe(verified.answer)}`)
      );
    case 'unverified':
      throw verified.error;
  }
}

async function seen(client: CloudFoundryClient, app: App): Promise<App | null> {
  try {
    return await orNull(freshApp(client, app));
  } catch {
    // The API doesn't answer; the failure itself is already reported.
    return null;
  }
}
