import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import { assignability } from './assignability.ts';
import { refetch, type AssignmentPlan, type Unassignable } from './plan.ts';

/** What changed between the preview and the click; `unchanged` is the go-ahead. */
export type Guarded =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'currentChanged'; readonly current: CurrentDroplet }
  | { readonly kind: 'unassignable'; readonly reason: Unassignable }
  | { readonly kind: 'requestChanged' };

/** Looks again just before the write: the user agreed to what the preview showed, and to nothing else. */
export async function guardAssignment(
  client: CloudFoundryClient,
  plan: AssignmentPlan,
): Promise<Guarded> {
  const fresh = await refetch(client, plan.app, plan.candidate);
  const current =
    fresh.app.currentDroplet.kind === 'unknown'
      ? await client.currentDroplet(fresh.app)
      : fresh.app.currentDroplet;
  if (!isSame(current, plan.current)) return { kind: 'currentChanged', current };
  const judged = assignability(fresh.candidate, fresh.app, current, client.scope);
  if (judged.kind !== 'assignable') return { kind: 'unassignable', reason: judged };
  const { method, url } = judged.request;
  const isRequestSame = method === plan.request.method && url.href === plan.request.url.href;
  return isRequestSame ? { kind: 'unchanged' } : { kind: 'requestChanged' };
}

function isSame(a: CurrentDroplet, b: CurrentDroplet): boolean {
  return a.kind === 'assigned' && b.kind === 'assigned' ? a.guid === b.guid : a.kind === b.kind;
}
