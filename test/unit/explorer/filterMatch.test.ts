import assert from 'node:assert/strict';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { matchesApp, matchesDroplet, matchesPlace } from '../../../src/explorer/filterMatch.ts';
import { aDroplet, anApp } from '../../support/builders.ts';
import { aFilter } from './support/filters.ts';

const guid = '585bc3c1-3743-497d-88b0-403ad6b56d16';
const now = new Date('2026-04-02T10:00:00Z');

type Cases = readonly (readonly [text: string, isMatch: boolean])[];

describe('A droplet', () => {
  const droplet = toDroplet(
    aDroplet({
      guid,
      state: 'FAILED',
      error: 'NoAppDetectedError - An app was not detected',
      created_at: '2026-01-02T10:00:00Z', // 90 days before
      updated_at: '2026-04-02T09:00:00Z',
      image: 'registry.example.org/Shop/web:1.2',
      buildpacks: [
        { name: 'java_buildpack', buildpack_name: 'java', version: '4.63.0', detect_output: null },
        { name: 'https://example.org/node', buildpack_name: null, version: null },
      ],
      metadata: {
        labels: { env: 'prod', 'example.org/git-commit': '347752e0a1' },
        annotations: { 'org.opencontainers.image.revision': 'ABCDEF01', note: '999' },
      },
    }),
  );
  const cases: Cases = [
    ['java', true],
    ['JAVA 4.63', true],
    ['java ruby', false],
    ['noappdetected', true],
    ['"not detected"', true],
    ['cflinuxfs4', true],
    ['585b', true],
    ['!java', false],
    ['!ruby', true],
    ['!ruby java', true],
    ['!"not detected"', false],
    ['state:failed', true],
    ['state:staged,failed', true],
    ['state:staged state:failed', false],
    ['!state:failed', false],
    ['!state:staged,expired', true],
    ['guid:585B', true],
    ['guid:743', false],
    ['guid:0000,585', true],
    [`guid:${guid.toUpperCase()}`, true],
    [`!guid:${guid}`, false],
    ['guid:585 ruby', false],
    ['label:env', true],
    ['label:env=stage', false],
    ['!label:env=stage', true],
    ['!label:"env in (prod)"', false],
    ['stack:cflinuxfs4', true],
    ['stack:cflinuxfs3,cflinuxfs4', true],
    ['stack:cflinuxfs', false],
    ['!stack:cflinuxfs4', false],
    ['lifecycle:buildpack', true],
    ['lifecycle:docker,cnb', false],
    ['image:shop/web', true],
    ['image:nginx', false],
    ['!image:nginx', true],
    ['commit:347752e', true],
    ['commit:7752e', false],
    ['commit:abcdef', true],
    ['commit:999', false],
    ['age:>89d', true],
    ['age:>90d', false],
    ['age:>=90d', true],
    ['age:<=90d', true],
    ['age:<90d', false],
    ['age:<2h', false],
    ['age:<2h,>12w', true],
    ['!age:>2h', false],
    ['buildpack:java', true],
    ['buildpack:JAVA_build', true],
    ['buildpack:ruby,java', true],
    ['buildpack:ruby', false],
    ['!buildpack:ruby', true],
    ['buildpack:java<4.64', true],
    ['buildpack:java<4.63', false],
    ['buildpack:java<4.100', true],
    ['buildpack:java<=4.63', true],
    ['buildpack:java=4.63', true],
    ['buildpack:java=v4.63.0', true],
    ['buildpack:java=4.6', false],
    ['buildpack:java>=4.63.0', true],
    ['buildpack:java>4.9', true],
    ['buildpack:java>4.63', false],
    ['buildpack:java>4.63-rc1', true],
    ['!buildpack:java<4.60', true],
    ['buildpack:node', true],
    ['buildpack:node<99', false],
    ['buildpack:node>=0', false],
    ['buildpack:node=1', false],
    ['buildpack:<4.64', true],
  ];
  for (const [text, isMatch] of cases) {
    it(`${isMatch ? 'matches' : "doesn't match"} ${text}`, () => {
      assert.equal(matchesDroplet(aFilter('droplets', text).terms, droplet, now), isMatch);
    });
  }

  it('without a time has no age', () => {
    const timeless = toDroplet(aDroplet({ created_at: null }));
    for (const text of ['age:>1m', 'age:<1m']) {
      assert.equal(matchesDroplet(aFilter('droplets', text).terms, timeless, now), false);
    }
  });

  it('of Korifi, whose staging names no buildpacks, has the requested ones', () => {
    const korifi = toDroplet(
      aDroplet({
        buildpacks: [],
        lifecycle: { type: 'buildpack', data: { buildpacks: ['paketo-java'], stack: 'jammy' } },
        stack: null,
      }),
    );
    const matches = (text: string) => matchesDroplet(aFilter('droplets', text).terms, korifi, now);
    assert.equal(matches('buildpack:java stack:jammy'), true);
    assert.equal(matches('buildpack:java>=0'), false);
  });
});

describe('An app', () => {
  const app = toApp(
    anApp({
      guid,
      name: 'Storefront',
      state: 'STOPPED',
      created_at: '2025-01-01T10:00:00Z',
      updated_at: '2026-04-02T09:00:00Z', // an hour before
      metadata: { labels: { env: 'prod' }, annotations: {} },
    }),
  );
  const cases: Cases = [
    ['store', true],
    ['STORE front', true],
    ['store back', false],
    ['!front', false],
    ['name:FRONT', true],
    ['name:=front', false],
    ['name:=storefront', true],
    ['name:=web,STOREFRONT', true],
    ['!name:=storefront', false],
    ['state:stopped', true],
    ['state:started', false],
    ['!state:started', true],
    ['guid:585', true],
    ['guid:3743', false],
    ['label:env=prod', true],
    ['!label:env', false],
    ['buildpack:java', true],
    ['buildpack:ruby', false],
    ['stack:cflinuxfs4', true],
    ['stack:cflinuxfs3', false],
    ['lifecycle:buildpack', true],
    ['lifecycle:docker', false],
    ['age:<2h', true],
    ['age:>1d', false],
    ['store state:stopped !label:canary sort:name', true],
  ];
  for (const [text, isMatch] of cases) {
    it(`${isMatch ? 'matches' : "doesn't match"} ${text}`, () => {
      assert.equal(matchesApp(aFilter('apps', text).terms, app, now), isMatch);
    });
  }

  it('that was never updated is as old as it is', () => {
    const untouched = toApp(anApp({ created_at: '2026-04-02T09:00:00Z', updated_at: null }));
    assert.equal(matchesApp(aFilter('apps', 'age:<2h').terms, untouched, now), true);
  });
});

describe('The places around a resource', () => {
  const around = { organization: 'Acme', space: 'dev', app: null };
  const cases: Cases = [
    ['org:acme', true],
    ['org:globex,acme space:DEV', true],
    ['org:acm', false],
    ['!org:acme', false],
    ['space:dev !space:prod', true],
    ['app:web', false],
    ['!app:web', true],
    ['java state:failed', true],
  ];
  for (const [text, isMatch] of cases) {
    it(`${isMatch ? 'match' : "don't match"} ${text}`, () => {
      assert.equal(matchesPlace(aFilter('allDroplets', text), around), isMatch);
    });
  }
});
