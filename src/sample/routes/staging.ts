import { notFound } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Collection } from '../http/collection.ts';
import { among } from '../http/filter.ts';
import { answerPage } from '../http/page.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Build, Package } from '../model.ts';
import { presentBuild, presentPackage } from '../present/staging.ts';
import { appOfCall } from './apps.ts';
import { appsOfQuery } from './narrow.ts';

const builds: Collection<Build> = {
  parameters: ['app_guids', 'package_guids', 'states'],
  early: [],
  korifi: ['app_guids', 'package_guids', 'states', 'order_by'],
  labelsSince: 65,
  order: {},
  since: { package_guids: 66 },
  filters: {
    app_guids: among(({ app }) => app.guid),
    package_guids: among(({ packageGuid }) => packageGuid),
    states: among(({ state }) => state),
  },
};

/** Those of one app know fewer parameters: a Cloud Controller 3.228 refuses `package_guids` there. */
const buildsOfApp: Collection<Build> = {
  ...builds,
  parameters: ['states'],
  since: {},
};

export const packageCollection: Collection<Package> = {
  parameters: ['states', 'types', 'app_guids', 'app_guid', 'space_guids', 'organization_guids'],
  early: [],
  korifi: ['guids', 'app_guids', 'states', 'order_by'],
  labelsSince: 65,
  order: {},
  filters: {
    states: among(({ state }) => state),
    types: among(({ type }) => type),
    app_guids: among(({ app }) => app.guid),
    space_guids: among(({ app }) => app.space.guid),
    organization_guids: among(({ app }) => app.space.organization.guid),
  },
};

/** What is staged, and the stagings. */
export const stagingRoutes: readonly Route[] = [
  signedIn('GET', '/v3/builds', (call) =>
    listBuilds(call, builds, call.state.all('builds', appsOfQuery(call))),
  ),
  signedIn('GET', '/v3/builds/:guid', singleBuild),
  signedIn('GET', '/v3/apps/:guid/builds', (call) =>
    listBuilds(call, buildsOfApp, call.state.history(appOfCall(call)).builds),
  ),
  signedIn('GET', '/v3/packages', (call) =>
    listPackages(call, call.state.all('packages', appsOfQuery(call)), []),
  ),
  signedIn('GET', '/v3/packages/:guid', singlePackage),
  signedIn('GET', '/v3/apps/:guid/packages', (call) =>
    listPackages(call, call.state.history(appOfCall(call)).packages, [
      'app_guids',
      'organization_guids',
      'space_guids',
    ]),
  ),
];

function listBuilds(call: Call, collection: Collection<Build>, all: readonly Build[]): Answer {
  return answerPage(call, collection, all, (build) => presentBuild(call.state, call.api, build));
}

function singleBuild({ api, parameter, state }: Call): Answer {
  const build = state.find('builds', parameter('guid'));
  if (!build) throw notFound('Build');
  return ok(presentBuild(state, api, build));
}

function listPackages(call: Call, all: readonly Package[], forbidden: readonly string[]): Answer {
  return answerPage(
    call,
    packageCollection,
    all,
    (item) => presentPackage(call.state, call.api, item),
    { forbidden },
  );
}

function singlePackage({ api, parameter, state }: Call): Answer {
  const item = state.find('packages', parameter('guid'));
  if (!item) throw notFound('Package');
  return ok(presentPackage(state, api, item));
}
