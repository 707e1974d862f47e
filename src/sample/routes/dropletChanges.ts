import { notAuthorized, notFound, unprocessable } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { objectOf } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Droplet } from '../model.ts';
import { presentDroplet } from '../present/droplet.ts';
import { presentJob } from '../present/job.ts';
import { requireActive } from '../rules/access.ts';
import { deleteDroplet, refusal, startDeletion } from '../rules/jobs.ts';
import { changedMetadata, checkUpdate } from '../rules/metadata.ts';
import { canWrite } from '../users.ts';
import { dropletOfCall } from './droplets.ts';

/** Changing and deleting a droplet. */
export const dropletChangeRoutes: readonly Route[] = [
  signedIn('PATCH', '/v3/droplets/:guid', update),
  signedIn('DELETE', '/v3/droplets/:guid', remove),
  signedIn('GET', '/v3/jobs/:guid', job),
];

function update(call: Call): Answer {
  const request = objectOf(call.body());
  const droplet = writableDroplet(call);
  checkUpdate(request, ['metadata']);
  droplet.metadata = changedMetadata(droplet.metadata, request);
  return ok(presentDroplet(call.state, call.api, droplet, 'none'));
}

/** Since May 2017 a job deletes. */
function remove(call: Call): Answer {
  const { api, state, user } = call;
  const droplet = writableDroplet(call);
  const reason = refusal(state, droplet);
  if (reason !== null) throw unprocessable(reason);
  if (!state.version.since(23)) {
    deleteDroplet(state, user, droplet);
    return { status: 204 };
  }
  const { guid } = startDeletion(state, user, droplet);
  return { status: 202, headers: { Location: `${api}/v3/jobs/${guid}` } };
}

/** As droplets were deleted in 2015 and 2016: at once. */
export function removeDroplet(call: Call): Answer {
  deleteDroplet(call.state, call.user, writableDroplet(call));
  return { status: 204 };
}

function job({ api, parameter, state }: Call): Answer {
  const found = state.jobs.get(parameter('guid'));
  if (!found) throw notFound('Job');
  return ok(presentJob(state, api, found));
}

/** The droplet that may be changed. @throws ApiError 404 where there is none, 403 where this user may not change it */
function writableDroplet(call: Call): Droplet {
  const droplet = dropletOfCall(call);
  if (!canWrite(call.user)) throw notAuthorized();
  requireActive(call.state, call.user, droplet.app);
  return droplet;
}
