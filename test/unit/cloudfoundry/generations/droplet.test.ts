import assert from 'node:assert/strict';
import { assignability } from '../../../../src/changes/assignability.ts';
import { toDroplet } from '../../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../../src/cloudfoundry/resources/app.ts';
import { aDroplet, aDropletOf2016, anApp } from '../../../support/builders.ts';
import {
  droplet2016,
  droplets2015,
  dropletsOfDescription,
} from '../../../support/documentedDroplets.ts';

const scope = { api: new URL('https://api.example.org'), own: new Set<string>() };

describe('toDroplet, of the documentation', () => {
  it('reads every field of a staged droplet of 2015', () => {
    const droplet = toDroplet(droplets2015.resources[0] ?? {});
    assert.equal(droplet.guid, 'guid-dbc59191-1407-4b4b-81aa-bc2ffa63e05e');
    assert.equal(droplet.state, 'STAGED');
    assert.deepEqual(droplet.checksum, { type: 'sha1', value: 'my-hash' });
    assert.deepEqual(
      droplet.buildpacks.map(({ name }) => name),
      ['https://github.com/cloudfoundry/my-buildpack.git'],
    );
    assert.equal(droplet.error, null);
    assert.equal(droplet.procfile, null);
    assert.deepEqual(droplet.environmentVariables, { kind: 'value', value: {} });
    assert.equal(droplet.createdAt, '1970-01-01T00:00:02Z');
    assert.equal(droplet.updatedAt, null);
    assert.equal(droplet.appGuid, 'guid-995ee15c-34c8-4a57-af3f-b0a5f10b3557');
    assert.equal(droplet.packageGuid, 'guid-46ecf573-e05c-4b6c-ad26-f237662fd6fe');
    assert.equal(droplet.links['assign_current_droplet']?.method, 'PUT');
    assert.equal(droplet.links['self']?.method, 'GET');
  });

  it('reads a droplet of 2015 that is being staged: no checksum without a value', () => {
    const droplet = toDroplet(droplets2015.resources[1] ?? {});
    assert.equal(droplet.state, 'STAGING');
    assert.equal(droplet.checksum, null);
    assert.equal(droplet.buildpacks[0]?.name, 'name-2452');
    assert.deepEqual(droplet.environmentVariables, { kind: 'value', value: { yuu: 'huuu' } });
    assert.equal(
      droplet.links['buildpack']?.href,
      '/v2/buildpacks/a4c8e973-2b1c-41af-ab9c-efdbce671043',
    );
  });

  it('reads every field of a droplet of 2016', () => {
    const droplet = toDroplet(droplet2016);
    assert.equal(droplet.guid, 'guid-3270f557-a3cf-4c29-84b7-75f344829af2');
    assert.equal(droplet.state, 'STAGED');
    assert.equal(droplet.error, 'example error');
    assert.equal(droplet.lifecycleType, 'buildpack');
    assert.deepEqual(droplet.requested, { buildpacks: ['name-1935'], stack: 'name-1936' });
    assert.equal(droplet.stagingMemoryInMb, 123);
    assert.equal(droplet.stagingDiskInMb, null);
    assert.deepEqual(droplet.executionMetadata, { kind: 'absent' });
    assert.deepEqual(droplet.processTypes, { kind: 'absent' });
    assert.equal(droplet.checksum, null);
    assert.equal(droplet.buildpacks[0]?.name, 'http://buildpack.git.url.com');
    assert.equal(droplet.stack, null);
    assert.deepEqual(droplet.environmentVariables, { kind: 'value', value: { cloud: 'foundry' } });
    assert.equal(droplet.updatedAt, '2016-03-14T22:30:42Z');
    assert.equal(droplet.appGuid, 'guid-3726f60f-f276-4484-8725-c36b30ecdaf8');
    assert.equal(droplet.packageGuid, 'guid-7a9cd95f-75b9-4b75-a85d-589f24ed4032');
  });

  it('reads every field of a current droplet, and offers no assignment to "string"', () => {
    const droplet = toDroplet(dropletsOfDescription.resources[0] ?? {});
    assert.equal(droplet.lifecycleType, 'string');
    assert.deepEqual(droplet.requested, { buildpacks: ['string'], stack: 'string' });
    assert.deepEqual(droplet.executionMetadata, { kind: 'value', value: 'string' });
    assert.deepEqual({ ...droplet.metadata.labels }, { labels: 'string' });
    assert.deepEqual({ ...droplet.metadata.annotations }, { annotations: 'string' });
    assert.deepEqual(droplet.checksum, { type: 'string', value: 'string' });
    assert.deepEqual(droplet.buildpacks, [
      { name: 'string', detectOutput: 'string', version: 'string', buildpackName: 'string' },
    ]);
    assert.equal(droplet.stack, 'string');
    assert.equal(droplet.image, 'string');
    assert.deepEqual(Object.keys(droplet.links), [
      'self',
      'package',
      'app',
      'assign_current_droplet',
      'download',
      'upload',
    ]);
    const app = toApp(anApp({ guid: 'string' }));
    const staged = toDroplet({ ...droplet.raw, state: 'STAGED' });
    assert.equal(assignability(droplet, app, { kind: 'none' }, scope).kind, 'notStaged');
    assert.equal(assignability(staged, app, { kind: 'none' }, scope).kind, 'refusedLink');
  });

  it('keeps the object as sent', () => {
    assert.equal(toDroplet(droplet2016).raw, droplet2016);
  });
});

describe('toDroplet, of other times and places', () => {
  it('reads the very first droplets: _links, a bare hash, a start command', () => {
    const droplet = toDroplet({
      guid: 'd',
      state: 'FAILED',
      hash: 'abc',
      buildpack_git_url: 'https://github.com/x/y.git',
      failure_reason: 'no bits',
      detected_start_command: 'rackup',
      _links: { app: { href: '/v3/apps/a' }, self: { href: '/v3/droplets/d' } },
    });
    assert.deepEqual(droplet.checksum, { type: 'sha1', value: 'abc' });
    assert.equal(droplet.buildpacks[0]?.name, 'https://github.com/x/y.git');
    assert.equal(droplet.error, 'no bits');
    assert.deepEqual(droplet.processTypes, { kind: 'value', value: { web: 'rackup' } });
    assert.equal(droplet.appGuid, 'a');
    assert.equal(droplet.links['self']?.href, '/v3/droplets/d');
  });

  it('reads a droplet of autumn 2016: limits with units, a buildpack as an object', () => {
    const droplet = toDroplet(aDropletOf2016());
    assert.equal(droplet.stagingMemoryInMb, 1024);
    assert.equal(droplet.stagingDiskInMb, 4096);
    assert.equal(droplet.buildpacks[0]?.detectOutput, 'ruby 2.3');
    assert.equal(droplet.stack, 'cflinuxfs2');
    assert.deepEqual(droplet.environmentVariables, {
      kind: 'redacted',
      message: '[PRIVATE DATA HIDDEN IN LISTS]',
    });
  });

  it('reads a droplet of spring 2017: a checksum and several buildpacks in the result', () => {
    const droplet = toDroplet(
      aDropletOf2016({
        lifecycle: { type: 'buildpack', data: { buildpacks: ['a', 'b'], stack: 'cflinuxfs2' } },
        result: {
          checksum: { type: 'sha256', value: 'abc' },
          buildpacks: [{ name: 'a' }, { name: 'b', detect_output: 'B' }],
          stack: 'cflinuxfs2',
        },
      }),
    );
    assert.deepEqual(droplet.checksum, { type: 'sha256', value: 'abc' });
    assert.deepEqual(
      droplet.buildpacks.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual(droplet.requested.buildpacks, ['a', 'b']);
  });

  it('reads a droplet of 2016 that is being staged, with null as a result', () => {
    const droplet = toDroplet(aDropletOf2016({ state: 'STAGING', result: null }));
    assert.equal(droplet.checksum, null);
    assert.deepEqual(droplet.buildpacks, []);
    assert.equal(droplet.stagingMemoryInMb, 1024);
  });

  it('reads a docker droplet', () => {
    const modern = toDroplet(
      aDroplet({
        lifecycle: { type: 'docker', data: {} },
        checksum: null,
        buildpacks: null,
        stack: null,
        image: 'registry/x:1',
        links: { package: null },
      }),
    );
    assert.equal(modern.lifecycleType, 'docker');
    assert.equal(modern.image, 'registry/x:1');
    assert.deepEqual([modern.checksum, modern.stack, modern.packageGuid], [null, null, null]);
    assert.deepEqual(modern.buildpacks, []);
    const old = toDroplet(
      aDropletOf2016({
        lifecycle: { type: 'docker', data: {} },
        result: { image: 'registry/x:1', process_types: { web: '' }, execution_metadata: '{}' },
      }),
    );
    assert.equal(old.image, 'registry/x:1');
    assert.deepEqual(old.requested, { buildpacks: [], stack: null });
  });

  it('reads a cnb droplet, whose credentials are three asterisks', () => {
    const droplet = toDroplet(
      aDroplet({
        lifecycle: { type: 'cnb', data: { buildpacks: ['docker://x'], credentials: '***' } },
      }),
    );
    assert.equal(droplet.lifecycleType, 'cnb');
    assert.deepEqual(droplet.requested.buildpacks, ['docker://x']);
  });

  it("reads Korifi's droplet: a filled lifecycle, null links, no checksum", () => {
    const droplet = toDroplet(
      aDroplet({
        lifecycle: { type: 'buildpack', data: { buildpacks: ['go'], stack: '' } },
        execution_metadata: '',
        checksum: null,
        buildpacks: [],
        links: {
          self: { href: 'https://api.example.org/v3/droplets/d' },
          package: { href: 'https://api.example.org/v3/packages/p' },
          assign_current_droplet: {
            href: 'https://api.example.org/v3/apps/app-1/relationships/current_droplet',
            method: 'PATCH',
          },
          download: null,
        },
      }),
    );
    assert.deepEqual(droplet.requested, { buildpacks: ['go'], stack: '' });
    assert.equal(droplet.links['download'], undefined);
    assert.equal(droplet.packageGuid, 'p');
    assert.equal(
      assignability(droplet, toApp(anApp()), { kind: 'none' }, scope).kind,
      'assignable',
    );
  });

  it('never treats the mark for withheld values as content', () => {
    for (const mark of [
      '[PRIVATE DATA HIDDEN]',
      '[PRIVATE DATA HIDDEN IN LISTS]',
      'PRIVATE DATA HIDDEN',
    ]) {
      for (const droplet of [
        toDroplet(
          aDroplet({ execution_metadata: mark, process_types: { redacted_message: mark } }),
        ),
        toDroplet(
          aDropletOf2016({
            result: { execution_metadata: mark, process_types: { redacted_message: mark } },
          }),
        ),
      ]) {
        assert.deepEqual(droplet.executionMetadata, { kind: 'redacted', message: mark });
        assert.deepEqual(droplet.processTypes, { kind: 'redacted', message: mark });
      }
    }
  });

  it('shows a process type that happens to be called redacted_message', () => {
    const droplet = toDroplet(aDroplet({ process_types: { redacted_message: 'bin/run' } }));
    assert.deepEqual(droplet.processTypes.kind === 'value' && { ...droplet.processTypes.value }, {
      redacted_message: 'bin/run',
    });
  });

  it('finds the app in the link when there is no relationship, as before 3.78', () => {
    const { relationships: _, ...droplet } = aDroplet({ app: 'a-2' });
    assert.equal(toDroplet(droplet).appGuid, 'a-2');
  });

  it('keeps unknown states, and does not assign droplets in them', () => {
    const droplet = toDroplet(aDroplet({ state: 'FERMENTING' }));
    assert.equal(droplet.state, 'FERMENTING');
    assert.deepEqual(assignability(droplet, toApp(anApp()), { kind: 'none' }, scope), {
      kind: 'notStaged',
      state: 'FERMENTING',
    });
  });

  it('keeps unknown links', () => {
    const droplet = toDroplet(aDroplet({ links: { teleport: { href: '/v3/x', method: 'post' } } }));
    assert.deepEqual(droplet.links['teleport'], { href: '/v3/x', method: 'POST' });
  });
});
