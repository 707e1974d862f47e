import type { PlacedApp } from '../../../../src/cloudfoundry/allApps.ts';
import { toDroplet } from '../../../../src/cloudfoundry/generations/droplet.ts';
import { parseJson, type JsonObject } from '../../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../../src/cloudfoundry/resources/droplet.ts';
import { toOrganization } from '../../../../src/cloudfoundry/resources/organization.ts';
import { toSpace } from '../../../../src/cloudfoundry/resources/space.ts';
import {
  toTableDroplet,
  toTableRow,
  type TableRow,
} from '../../../../src/explorer/runsWhere/tableRow.ts';
import { aDroplet, anApp, anOrganization, aSpace } from '../../../support/builders.ts';

/** As the API sends it. */
function asSent(object: object): JsonObject {
  return parseJson(JSON.stringify(object)) as JsonObject;
}

export const place = {
  organization: toOrganization(anOrganization({ name: 'acme' })),
  space: toSpace(aSpace({ name: 'dev' })),
};

/** An app as a list of all spaces contains it. */
export function aPlacedApp(fields: Parameters<typeof anApp>[0] = {}): PlacedApp {
  const app = toApp(asSent(anApp(fields)));
  return { guid: app.guid, app, place };
}

export function aReadDroplet(fields: Parameters<typeof aDroplet>[0] = {}): Droplet {
  return toDroplet(asSent(aDroplet(fields)));
}

/** A row whose droplet was read. */
export function aRow(
  app: Parameters<typeof anApp>[0] = {},
  droplet: Parameters<typeof aDroplet>[0] = {},
): TableRow {
  const row = toTableRow(aPlacedApp({ current: 'droplet-1', ...app }));
  row.current = { kind: 'read', droplet: toTableDroplet(aReadDroplet(droplet)) };
  return row;
}

export function aBuildpack(name: string, version: string | null) {
  return { name: `${name}_buildpack`, buildpack_name: name, version, detect_output: name };
}
