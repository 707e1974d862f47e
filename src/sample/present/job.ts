import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Job } from '../model.ts';
import type { State } from '../state.ts';
import { link, time } from './common.ts';

export function presentJob(state: State, api: string, job: Job): JsonObject {
  const { droplet, error, guid } = job;
  const isUnknown = state.jobsFail;
  return {
    guid,
    created_at: time(job.createdAt),
    updated_at: time(job.updatedAt),
    operation: 'droplet.delete',
    state: job.state,
    links: {
      self: link(`${api}/v3/jobs/${guid}`),
      ...(state.find('droplets', droplet.guid) && {
        droplet: link(`${api}/v3/droplets/${droplet.guid}`),
      }),
    },
    errors:
      error === null
        ? []
        : [
            {
              code: isUnknown ? 10001 : 10008,
              title: isUnknown ? 'UnknownError' : 'CF-UnprocessableEntity',
              detail: error,
            },
          ],
    warnings: [],
  };
}
