import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { AssignmentPlan } from './plan.ts';
import { sendAndVerify, type Verified } from './verified.ts';

/**
 * Sends the planned request once, then asks which droplet is current.
 * @throws CloudControllerError when the API refuses (4xx), and errors that prove that nothing was sent.
 */
export async function assign(
  client: Pick<CloudFoundryClient, 'send' | 'currentDroplet'>,
  { app, candidate, request }: AssignmentPlan,
  delays?: readonly number[],
): Promise<Verified<CurrentDroplet>> {
  return sendAndVerify(
    client,
    request,
    () => client.currentDroplet(app),
    (current) => current.kind === 'assigned' && current.guid === candidate.guid,
    delays,
  );
}
