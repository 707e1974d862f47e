import assert from 'node:assert/strict';
import {
  cancelRequest,
  continueRequest,
  deleteRequest,
  deploymentRequest,
  metadataRequest,
  restartRequest,
  startRequest,
  stopRequest,
  type ChangeRequest,
} from '../../../src/cloudfoundry/change.ts';
import { RefusedLinkError, UnsupportedError } from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { LinkScope } from '../../../src/cloudfoundry/links.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toDeployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { aDeployment, aDroplet, anApp } from '../../support/builders.ts';
import { aDiscovery } from '../../support/clients.ts';

const scope: LinkScope = {
  api: new URL('https://localhost:8443'),
  own: new Set(['https://api.example.org']),
};
const origin = 'https://api.example.org';
const discovery = aDiscovery(scope.api.origin, { scope });

interface Link {
  readonly href: string;
  readonly method?: string;
}

/** How one request is made from its link, and what the link is if all is well. */
interface Maker {
  readonly link: Link;
  readonly other: string;
  readonly make: (link: Link | undefined) => ChangeRequest;
}

const app = (name: string, link: Link | undefined) => toApp(anApp({ links: { [name]: link } }));
const deployment = (name: string, link: Link | undefined) =>
  toDeployment(aDeployment({ links: { [name]: link } }));
const droplet = (link: Link | undefined) => toDroplet(aDroplet({ links: { self: link } }));

const makers: Readonly<Record<string, Maker>> = {
  startRequest: {
    link: { href: '/v3/apps/app-1/actions/start', method: 'POST' },
    other: '/v3/apps/app-2/actions/start',
    make: (link) => startRequest(app('start', link), scope),
  },
  'startRequest of 2016': {
    link: { href: '/v3/apps/app-1/start', method: 'PUT' },
    other: '/v3/apps/app-2/start',
    make: (link) => startRequest(app('start', link), scope),
  },
  stopRequest: {
    link: { href: '/v3/apps/app-1/actions/stop', method: 'POST' },
    other: '/v3/apps/app-2/actions/stop',
    make: (link) => stopRequest(app('stop', link), scope),
  },
  cancelRequest: {
    link: { href: '/v3/deployments/deployment-1/actions/cancel', method: 'POST' },
    other: '/v3/deployments/deployment-2/actions/cancel',
    make: (link) => cancelRequest(deployment('cancel', link), discovery),
  },
  continueRequest: {
    link: { href: '/v3/deployments/deployment-1/actions/continue', method: 'POST' },
    other: '/v3/deployments/deployment-2/actions/continue',
    make: (link) => continueRequest(deployment('continue', link), discovery),
  },
};

for (const [name, { link, make, other }] of Object.entries(makers)) {
  describe(name, () => {
    it('is the advertised link, rebased onto the address that the user typed, without a body', () => {
      const { body, method, url } = make({ ...link, href: `${origin}${link.href}` });
      assert.equal(method, link.method);
      assert.equal(url.href, `https://localhost:8443${link.href}`);
      assert.equal(body, null);
    });

    for (const [what, bad, reason] of [
      [
        'of something else of the same kind',
        { ...link, href: other },
        /belongs to a resource other/,
      ],
      ['on a foreign host', { ...link, href: `https://evil.example${link.href}` }, /evil\.example/],
      ['that deletes', { ...link, method: 'DELETE' }, /its method is DELETE/],
      ['that only reads', { href: link.href, method: 'GET' }, /its method is GET/],
      ['to something else', { ...link, href: '/v3/apps/app-1' }, /isn’t an address for/],
      ['with a query', { ...link, href: `${link.href}?force=true` }, /isn’t an address for/],
      ['through another path', { ...link, href: link.href.replace('-1/', '-1/../') }, /segments/],
      ['that is missing', undefined, /advertises no link/],
    ] as const) {
      it(`is refused for a link ${what}`, () => {
        assert.throws(
          () => make(bad),
          (error) => error instanceof RefusedLinkError && reason.test(error.message),
        );
      });
    }
  });
}

describe('restartRequest', () => {
  it('is next to the start link', () => {
    const href = `${origin}/v3/apps/app-1/actions/start`;
    const { body, method, url } = restartRequest(app('start', { href, method: 'POST' }), discovery);
    assert.equal(method, 'POST');
    assert.equal(url.href, 'https://localhost:8443/v3/apps/app-1/actions/restart');
    assert.equal(body, null);
  });

  it('is refused when apps are started with PUT, as no such API can restart', () => {
    const old = app('start', { href: '/v3/apps/app-1/start', method: 'PUT' });
    assert.throws(() => restartRequest(old, discovery), RefusedLinkError);
  });

  // `POST /v3/apps/:guid/actions/restart`: 3.35, and from 3.26 on apps are started with POST.
  it('is refused by versions that start apps with POST and have no restart', () => {
    const started = app('start', { href: '/v3/apps/app-1/actions/start', method: 'POST' });
    const before = { ...discovery, version: '3.34.0' };
    assert.throws(() => restartRequest(started, before), UnsupportedError);
    assert.equal(restartRequest(started, { ...discovery, version: '3.35.0' }).method, 'POST');
  });

  it('is refused when the start link is another app’s', () => {
    const link = { href: '/v3/apps/app-2/actions/start', method: 'POST' };
    assert.throws(
      () => restartRequest(app('start', link), discovery),
      /belongs to a resource other/,
    );
  });
});

describe('deploymentRequest', () => {
  const order = { appGuid: 'app-1', dropletGuid: 'droplet-2' } as const;

  it('names app and droplet, and omits the default strategy, which not every API knows by name', () => {
    const request = deploymentRequest(scope, { ...order, strategy: 'rolling', maxInFlight: null });
    assert.equal(request.method, 'POST');
    assert.equal(request.url.href, 'https://localhost:8443/v3/deployments');
    assert.deepEqual(JSON.parse(request.body ?? ''), {
      relationships: { app: { data: { guid: 'app-1' } } },
      droplet: { guid: 'droplet-2' },
    });
  });

  it('sets how many instances run at once, if wanted', () => {
    const request = deploymentRequest(scope, { ...order, strategy: 'canary', maxInFlight: 3 });
    const body: unknown = JSON.parse(request.body ?? '');
    assert.deepEqual(body, {
      relationships: { app: { data: { guid: 'app-1' } } },
      droplet: { guid: 'droplet-2' },
      strategy: 'canary',
      options: { max_in_flight: 3 },
    });
  });
});

describe('deleteRequest', () => {
  it('deletes the target of the droplet’s own link', () => {
    const { body, method, url } = deleteRequest(
      droplet({ href: `${origin}/v3/droplets/droplet-1` }),
      discovery,
    );
    assert.equal(method, 'DELETE');
    assert.equal(url.href, 'https://localhost:8443/v3/droplets/droplet-1');
    assert.equal(body, null);
  });

  for (const [what, bad] of [
    ['another droplet', { href: '/v3/droplets/droplet-2' }],
    ['an app', { href: '/v3/apps/droplet-1' }],
    ['a foreign host', { href: 'https://evil.example/v3/droplets/droplet-1' }],
    ['a change', { href: '/v3/droplets/droplet-1', method: 'POST' }],
    ['nothing', undefined],
  ] as const) {
    it(`is refused when that link names ${what}`, () => {
      assert.throws(() => deleteRequest(droplet(bad), discovery), RefusedLinkError);
    });
  }

  // Korifi's `api/handlers/droplet.go` knows GET and PATCH alone.
  it('is refused when Korifi would answer that there is no such request', () => {
    const korifi = { ...discovery, isKorifi: true };
    const own = droplet({ href: `${origin}/v3/droplets/droplet-1` });
    assert.throws(() => deleteRequest(own, korifi), UnsupportedError);
  });
});

describe('metadataRequest', () => {
  const labels = { env: 'prod', old: null };

  it('sets and removes labels of apps and droplets', () => {
    for (const [resource, path] of [
      [toApp(anApp()), '/v3/apps/app-1'],
      [toDroplet(aDroplet()), '/v3/droplets/droplet-1'],
    ] as const) {
      const { body, method, url } = metadataRequest(resource, { labels }, scope);
      assert.equal(method, 'PATCH');
      assert.equal(url.pathname, path);
      assert.deepEqual(JSON.parse(body ?? ''), { metadata: { labels } });
    }
  });

  it('is refused when the link is another resource’s', () => {
    const other = droplet({ href: '/v3/droplets/droplet-2' });
    assert.throws(() => metadataRequest(other, { labels }, scope), /belongs to a resource other/);
  });
});

// Cloud Controller's history: the address is older than the link, which came with 3.93.
describe('cancelRequest, when no link is advertised', () => {
  const links = { self: { href: '/v3/deployments/deployment-1' } };
  const running = toDeployment(aDeployment({ links }));
  const at = (version: string) => cancelRequest(running, { ...discovery, version });

  for (const version of ['3.58.0', '3.80.0', '3.92.0']) {
    it(`is the address below the deployment in ${version}`, () => {
      const { body, method, url } = at(version);
      assert.equal(method, 'POST');
      assert.equal(url.href, 'https://localhost:8443/v3/deployments/deployment-1/actions/cancel');
      assert.equal(body, null);
    });
  }

  for (const version of ['3.57.0', '3.93.0', '3.228.0']) {
    it(`is refused in ${version}`, () => {
      assert.throws(() => at(version), RefusedLinkError);
    });
  }

  it('is refused once the deployment is over', () => {
    const over = toDeployment(aDeployment({ value: 'FINALIZED', reason: 'DEPLOYED', links }));
    const old = { ...discovery, version: '3.80.0' };
    assert.throws(() => cancelRequest(over, old), RefusedLinkError);
  });
});
