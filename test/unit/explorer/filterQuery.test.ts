import assert from 'node:assert/strict';
import { noFilter } from '../../../src/cloudfoundry/filters.ts';
import fs from 'node:fs';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import {
  appPredicate,
  dropletPredicate,
  serverPart,
  type Filter,
} from '../../../src/explorer/filter.ts';
import { fieldsOf, parseFilter, type ParsedFilter } from '../../../src/explorer/filterQuery.ts';

const guid = '585bc3c1-3743-497d-88b0-403ad6b56d16';
const nothing = {
  words: [],
  states: [],
  guids: [],
  labelSelector: null,
  orderBy: null,
};

function filterOf(parsed: ParsedFilter): Filter {
  if (parsed.kind === 'invalid') assert.fail(JSON.stringify(parsed.problem));
  return parsed.filter;
}

const dropletFilter = (text: string) => filterOf(parseFilter('droplets', text));
const appFilter = (text: string) => filterOf(parseFilter('apps', text));

describe('A filter as it is typed', () => {
  const cases: readonly (readonly [text: string, read: Partial<Filter>])[] = [
    ['', {}],
    ['   ', {}],
    ['Java  node', { words: ['java', 'node'] }],
    ['state:staged,failed', { states: ['STAGED', 'FAILED'] }],
    ['state:staged state:FAILED', { states: ['STAGED', 'FAILED'] }],
    ['STATE:staged,', { states: ['STAGED'] }],
    [`guid:3F9C,${guid}`, { guids: ['3f9c', guid] }],
    ['label:env=prod,!canary', { labelSelector: 'env=prod,!canary' }],
    ['label:env=prod label:tier', { labelSelector: 'env=prod,tier' }],
    ['label:"env in (prod,stage)"', { labelSelector: 'env in (prod,stage)' }],
    ['sort:-created_at', { orderBy: '-created_at' }],
    ['sort:+created_at', { orderBy: 'created_at' }],
    ['sort:created_at sort:updated_at', { orderBy: 'updated_at' }],
    ['"no such: file"', { words: ['no such: file'] }],
    ['"state:staged"', { words: ['state:staged'] }],
    [':', { words: [':'] }],
    ['""', {}],
    ['"open', { words: ['open'] }],
    [
      'web state:staged sort:created_at',
      { words: ['web'], states: ['STAGED'], orderBy: 'created_at' },
    ],
  ];
  for (const [text, read] of cases) {
    it(`is parsed: ${text}`, () => {
      assert.deepEqual(dropletFilter(text), { ...nothing, ...read, text: text.trim() });
    });
  }

  it('names the field that is unknown, and the known ones', () => {
    assert.deepEqual(parseFilter('droplets', 'web color:red'), {
      kind: 'invalid',
      problem: { kind: 'unknownField', field: 'color', known: ['state', 'guid', 'label', 'sort'] },
    });
    assert.deepEqual(parseFilter('apps', 'state:staged'), {
      kind: 'invalid',
      problem: { kind: 'unknownField', field: 'state', known: ['guid', 'label', 'sort'] },
    });
  });

  for (const text of ['state:', 'state:,', 'guid:""', 'label:', 'sort:']) {
    it(`lacks a value: ${text}`, () => {
      const [field = ''] = text.split(':');
      assert.deepEqual(parseFilter('droplets', text), {
        kind: 'invalid',
        problem: { kind: 'emptyValue', field },
      });
    });
  }

  it('has only fields that the README explains', () => {
    const readme = fs.readFileSync('README.md', 'utf8');
    for (const field of fieldsOf('droplets')) assert.ok(readme.includes(`| \`${field}:`), field);
  });

  it('names the orders that there are', () => {
    assert.deepEqual(parseFilter('droplets', 'sort:name'), {
      kind: 'invalid',
      problem: { kind: 'unknownOrder', value: 'name', known: ['created_at', 'updated_at'] },
    });
    assert.equal(appFilter('sort:-name').orderBy, '-name');
  });
});

describe('The part of a filter that goes to the API', () => {
  it('is state, label selector, order and complete guids', () => {
    assert.deepEqual(
      serverPart(
        dropletFilter(`state:staged label:env=prod sort:-updated_at guid:${guid.toUpperCase()}`),
      ),
      {
        ...noFilter,
        states: ['STAGED'],
        guids: [guid],
        labelSelector: 'env=prod',
        orderBy: '-updated_at',
      },
    );
  });

  it('is nothing that the API would not understand', () => {
    const asked = serverPart(dropletFilter(`java guid:3f9c,${guid}`));
    assert.deepEqual(asked, noFilter);
  });
});

describe('The part of a filter that is matched locally', () => {
  const droplet = toDroplet({
    guid,
    state: 'FAILED',
    error: 'NoAppDetectedError - An app was not detected',
    stack: 'cflinuxfs4',
    buildpacks: [{ name: 'java_buildpack', version: '4.63.0' }],
  });
  const app = toApp({ guid, name: 'Storefront' });

  it('is empty when the API answers all of it', () => {
    const all = `state:staged label:env sort:created_at guid:${guid}`;
    assert.equal(dropletPredicate(dropletFilter(all)), null);
    assert.equal(appPredicate(appFilter('label:env sort:name')), null);
  });

  const droplets: readonly (readonly [text: string, isMatch: boolean])[] = [
    ['java', true],
    ['JAVA 4.63', true],
    ['java ruby', false],
    ['noappdetected', true],
    ['"not detected"', true],
    ['cflinuxfs4', true],
    ['585b', true],
    ['guid:585B', true],
    ['guid:743', false],
    ['guid:0000,585', true],
    [`guid:585,${guid.replace('5', '6')}`, true],
    ['guid:585 ruby', false],
  ];
  for (const [text, isMatch] of droplets) {
    it(`${isMatch ? 'finds' : 'does not find'} the droplet by ${text}`, () => {
      assert.equal(dropletPredicate(dropletFilter(text))?.(droplet), isMatch);
    });
  }

  const apps: readonly (readonly [text: string, isMatch: boolean])[] = [
    ['store', true],
    ['STORE front', true],
    ['store back', false],
    ['guid:585', true],
    ['guid:3743', false],
  ];
  for (const [text, isMatch] of apps) {
    it(`${isMatch ? 'finds' : 'does not find'} the app by ${text}`, () => {
      assert.equal(appPredicate(appFilter(text))?.(app), isMatch);
    });
  }
});
