import type { JsonObject } from '../../cloudfoundry/json.ts';
import { notFound, unprocessable } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import { property, textAt } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { App, Droplet } from '../model.ts';
import { link, toOne } from '../present/common.ts';
import { presentDroplet } from '../present/droplet.ts';
import { writableApp } from '../rules/access.ts';
import { assign, assignEarly } from '../rules/assign.ts';
import { appOfCall } from './apps.ts';

/** Which droplet an app is to run: asking and assigning. */
export const currentDropletRoutes: readonly Route[] = [
  signedIn('GET', '/v3/apps/:guid/droplets/current', current),
  signedIn('PUT', '/v3/apps/:guid/droplets/current', replace),
  signedIn('GET', '/v3/apps/:guid/relationships/current_droplet', relationship),
  signedIn('PATCH', '/v3/apps/:guid/relationships/current_droplet', change),
];

/** The whole droplet, whoever asks: this one path never withholds anything. */
function current(call: Call): Answer {
  const droplet = currentOf(call, appOfCall(call));
  return ok(presentDroplet(call.state, call.api, droplet, 'none'));
}

/** As it was assigned until 3.14. */
function replace(call: Call): Answer {
  const app = writableApp(call.state, call.user, call.parameter('guid'));
  assignEarly(call.state, call.user, app, textAt(call.body(), 'droplet_guid'));
  return current(call);
}

function relationship(call: Call): Answer {
  const app = appOfCall(call);
  return ok(presentRelationship(call.api, app, currentOf(call, app).guid));
}

function change(call: Call): Answer {
  const body = call.body();
  const guid = textAt(body, 'data', 'guid');
  const isRemoval =
    property(body, 'data') !== undefined && (property(body, 'data', 'guid') ?? null) === null;
  if (isRemoval) {
    throw unprocessable('Current droplet cannot be removed. Replace it with a preferred droplet.');
  }
  const app = writableApp(call.state, call.user, call.parameter('guid'));
  assign(call.state, call.user, app, guid);
  return ok(presentRelationship(call.api, app, app.currentDropletGuid ?? ''));
}

function currentOf({ state }: Call, app: App): Droplet {
  const droplet = state.shownDroplet(app);
  if (!droplet) throw notFound('Droplet');
  return droplet;
}

function presentRelationship(api: string, { guid }: App, dropletGuid: string): JsonObject {
  return {
    ...toOne(dropletGuid),
    links: {
      self: link(`${api}/v3/apps/${guid}/relationships/current_droplet`),
      related: link(`${api}/v3/apps/${guid}/droplets/current`),
    },
  };
}
