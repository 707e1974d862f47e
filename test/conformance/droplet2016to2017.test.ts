import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

// Cloud Controller's `app/presenters/v3/droplet_presenter.rb` and its history: a droplet has a `result` until 3.18;
// the result's `buildpack` became `buildpacks` in 3.6, and its `hash` became `checksum` in 3.15, when the link for
// assigning led to the relationship. From 3.19 on everything stands in the droplet itself.

const withResult =
  'guid state error lifecycle staging_memory_in_mb staging_disk_in_mb result environment_variables created_at updated_at links';

const keysOf = (value: unknown): string => Object.keys(Object(value)).join(' ');

describe('droplets of 3.0 to 3.19', () => {
  let foundation: AskedFoundation;
  let droplets: readonly unknown[];

  const start = async (apiVersion: string): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', apiVersion });
    const { body } = await foundation.ask('GET /v3/droplets?per_page=5000');
    droplets = resources(body);
  };

  const staged = (): unknown =>
    droplets.find(
      (each) => at(each, 'state') === 'STAGED' && at(each, 'lifecycle', 'type') === 'buildpack',
    );

  afterEach(() => foundation.close());

  for (const [version, keys, method, path] of [
    ['3.0.0', 'execution_metadata process_types hash buildpack stack', 'PUT', 'droplets/current'],
    ['3.6.0', 'execution_metadata process_types hash buildpacks stack', 'PUT', 'droplets/current'],
    [
      '3.15.0',
      'execution_metadata process_types checksum buildpacks stack',
      'PATCH',
      'relationships/current_droplet',
    ],
  ] as const) {
    it(`${version} shows the outcome of staging as the result`, async () => {
      await start(version);
      const droplet = staged();
      assert.equal(keysOf(droplet), withResult);
      assert.equal(keysOf(at(droplet, 'result')), keys);
      assert.equal(
        textAt(droplet, 'result', 'execution_metadata'),
        '[PRIVATE DATA HIDDEN IN LISTS]',
      );
      const link = at(droplet, 'links', 'assign_current_droplet');
      assert.equal(textAt(link, 'method'), method);
      assert.ok(textAt(link, 'href').endsWith(`/${path}`));
    });
  }

  it('3.0 has no result before staging is over', async () => {
    await start('3.0.0');
    const copying = droplets.find((each) => at(each, 'state') === 'COPYING');
    assert.ok(copying);
    assert.equal(at(copying, 'result'), null);
  });

  it('3.18 withholds commands and environment from users who may not see them', async () => {
    await start('3.18.0');
    const path = `GET /v3/droplets/${textAt(staged(), 'guid')}`;
    const { body } = await foundation.ask(path, undefined, 'auditor');
    const hidden = '[PRIVATE DATA HIDDEN]';
    assert.equal(textAt(body, 'result', 'execution_metadata'), hidden);
    assert.deepEqual(at(body, 'result', 'process_types'), { redacted_message: hidden });
    assert.deepEqual(at(body, 'environment_variables'), { redacted_message: hidden });
  });

  it('3.19 no longer has a result', async () => {
    await start('3.19.0');
    const droplet = staged();
    assert.ok(!('result' in Object(droplet)));
    assert.equal(textAt(droplet, 'checksum', 'type'), 'sha256');
  });
});
