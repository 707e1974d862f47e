import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Droplet } from '../model.ts';
import { presentDroplet } from '../present/droplet.ts';
import { canReadSecrets } from '../users.ts';
import { appOfCall } from './apps.ts';
import { appsOfDropletQuery } from './narrow.ts';

/** How droplets are listed. Korifi takes filters that it then ignores. */
export const dropletCollection: Collection<Droplet> = {
  parameters: [
    'app_guid',
    'app_guids',
    'current',
    'organization_guids',
    'package_guid',
    'space_guids',
    'states',
  ],
  early: ['app_guids', 'states'],
  korifi: [
    'guids',
    'app_guids',
    'space_guids',
    'states',
    'organization_guids',
    'current',
    'order_by',
  ],
  since: { current: 28 },
  labelsSince: 65,
  order: {},
  filters: {
    app_guids: among(({ app }) => app.guid),
    current: () => isCurrent,
    organization_guids: among(({ app }) => app.space.organization.guid),
    space_guids: among(({ app }) => app.space.guid),
    states: among(({ state }) => state),
  },
};

function isCurrent({ app, guid }: Droplet): boolean {
  return app.currentDropletGuid === guid;
}

const korifiDroplets: Collection<Droplet> = {
  ...dropletCollection,
  filters: {
    app_guids: among(({ app }) => app.guid),
    space_guids: among(({ app }) => app.space.guid),
  },
};

export const dropletRoutes: readonly Route[] = [
  signedIn('GET', '/v3/droplets', (call) =>
    list(call, call.state.all('droplets', appsOfDropletQuery(call)), ['current']),
  ),
  signedIn('GET', '/v3/droplets/:guid', single),
  signedIn('GET', '/v3/apps/:guid/droplets', (call) =>
    list(call, call.state.history(appOfCall(call)).droplets, nestedForbidden),
  ),
  signedIn('GET', '/v3/packages/:guid/droplets', ofPackage),
];

const nestedForbidden = ['app_guids', 'organization_guids', 'space_guids'];

function list(call: Call, all: readonly Droplet[], forbidden: readonly string[]): Answer {
  const { api, state } = call;
  const isListed = ({ state: shown }: Droplet) =>
    state.isKorifi ? shown === 'STAGED' : state.generation !== 'modern' || shown !== 'STAGING';
  return answerPage(
    call,
    state.isKorifi ? korifiDroplets : dropletCollection,
    all.filter(isListed),
    (droplet) => presentDroplet(state, api, droplet, 'list'),
    { forbidden: state.isKorifi ? [] : forbidden },
  );
}

/** The droplet that the path names. @throws ApiError 404 */
export function dropletOfCall({ parameter, state }: Call): Droplet {
  const droplet = state.find('droplets', parameter('guid'));
  if (!droplet || (state.isKorifi && droplet.state !== 'STAGED')) throw notFound('Droplet');
  return droplet;
}

function single(call: Call): Answer {
  const { api, state, user } = call;
  const droplet = dropletOfCall(call);
  return ok(presentDroplet(state, api, droplet, canReadSecrets(user) ? 'none' : 'role'));
}

function ofPackage(call: Call): Answer {
  const found = call.state.find('packages', call.parameter('guid'));
  if (!found) throw notFound('Package');
  const all = call.state.history(found.app).droplets;
  return list(
    call,
    all.filter(({ packageGuid }) => packageGuid === found.guid),
    ['current'],
  );
}
