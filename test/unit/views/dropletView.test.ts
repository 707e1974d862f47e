import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toBuild } from '../../../src/cloudfoundry/resources/build.ts';
import { maskSecrets } from '../../../src/cloudfoundry/secrets.ts';
import { failedView, loadingView } from '../../../src/views/panels/dropletView.ts';
import { isToDroplet } from '../../../src/webviews/dropletMessages.ts';
import type { Section, ShownValue } from '../../../src/webviews/dropletProtocol.ts';
import { around, known, modern, of2015, of2016, view } from './droplets.ts';
import { language } from '../../support/language.ts';

/** Everything that a section shows, as lines of text. */
function lines(shown: ReturnType<typeof view>): readonly string[] {
  return shown.sections.flatMap((section) =>
    section.kind === 'fields'
      ? section.fields.map(
          ({ label, values }) =>
            `${section.title} / ${label}: ${values.map(({ text }) => text).join(' ')}`,
        )
      : tableRows(section).map(
          (row) => `${section.title}: ${row.map(({ text }) => text).join(' | ')}`,
        ),
  );
}

function tableRows(section: Section): readonly (readonly ShownValue[])[] {
  return section.kind === 'table' ? section.rows : [];
}

describe('shownView', () => {
  it('shows every field of a droplet of 2015', () => {
    const shown = lines(view(of2015));
    for (const line of [
      'Droplet / State: STAGED',
      'Droplet / Checksum: sha1 my-hash',
      'Droplet / Package GUID: guid-46ecf573',
      'Droplet / App GUID: guid-995ee15c',
      'Droplet / Updated: none',
      'Buildpacks: https://github.com/cloudfoundry/my-buildpack.git | – | – | –',
      'Execution / Procfile: ••••••••',
      'Environment / yuu: ••••••••',
      'Links: assign_current_droplet | PUT | /v3/apps/guid-995ee15c/current_droplet',
      'Links: buildpack | GET | /v2/buildpacks/a4c8e973',
    ]) {
      assert.ok(shown.includes(line), `${line}\nis not in\n${shown.join('\n')}`);
    }
  });

  it('shows every field of a droplet of 2016', () => {
    const shown = lines(view(of2016));
    for (const line of [
      'Error / Droplet: example error',
      'Droplet / Lifecycle: buildpack',
      'Droplet / Stack: none',
      'Buildpacks: http://buildpack.git.url.com | – | – | –',
      'Staging / Requested buildpacks: name-1935',
      'Staging / Requested stack: name-1936',
      'Staging / Memory: 123 MB',
      'Staging / Disk: none',
      'Process types / web: ••••••••',
      'Execution / Execution metadata: ••••••••',
      'Environment / cloud: ••••••••',
    ]) {
      assert.ok(shown.includes(line), `${line}\nis not in\n${shown.join('\n')}`);
    }
  });

  it('shows every field of a current droplet', () => {
    const build = toBuild({
      staging_memory_in_mb: 1024,
      staging_disk_in_mb: 2048,
      staging_log_rate_limit_bytes_per_second: -1,
      lifecycle: { data: { buildpacks: ['https://u:p@git.example.org/'], stack: 'cflinuxfs4' } },
    });
    const shown = lines(view(modern, { build: known(build) }));
    for (const line of [
      'Droplet / Stack: cflinuxfs4',
      'Droplet / Checksum: sha256 e3b0c442',
      'Buildpacks: ruby_buildpack | 1.1.1 | ruby | ruby 1.6.14',
      'Staging / Requested buildpacks: https://••••••••@git.example.org/',
      'Staging / Requested stack: cflinuxfs4',
      'Staging / Memory: 1024 MB',
      'Staging / Disk: 2048 MB',
      'Staging / Log rate: unlimited',
      'Staging / Credentials: ••••••••',
      'Process types / web: ••••••••',
      'Process types / rake: ••••••••',
      'Labels / env: prod',
      'Annotations / note: </script><img onerror=x>',
    ]) {
      assert.ok(shown.includes(line), `${line}\nis not in\n${shown.join('\n')}`);
    }
  });

  const marker = 'MARKER-7c1f';
  const bearing: readonly (readonly [year: number, raw: JsonObject])[] = [
    [
      2015,
      {
        ...of2015,
        procfile: `web: ${marker}`,
        buildpack: `https://u:${marker}@git.example.org/x.git`,
        environment_variables: { a: marker, b: { c: [marker] } },
        detected_start_command: marker,
      },
    ],
    [
      2016,
      {
        ...of2016,
        error: `could not fetch https://u:${marker}@git.example.org`,
        lifecycle: { type: 'buildpack', data: { buildpack: `https://${marker}@git.example.org` } },
        result: {
          execution_metadata: marker,
          process_types: { web: marker },
          buildpack: `https://u:${marker}@git.example.org`,
        },
        environment_variables: { a: marker },
      },
    ],
    [
      2026,
      {
        ...modern,
        lifecycle: { type: 'cnb', data: { credentials: { [marker]: { password: marker } } } },
        execution_metadata: marker,
        process_types: { web: marker },
        buildpacks: [
          { name: `https://u:${marker}@git.example.org`, detect_output: `token=${marker}` },
        ],
        metadata: { labels: { 'api-key': marker }, annotations: { password: marker } },
        links: { download: { href: `https://blobs.example.org/x?sig=${marker}` } },
      },
    ],
  ];
  for (const [year, raw] of bearing) {
    const { secrets } = maskSecrets(raw);

    it(`reveals no secret of a droplet of ${year} before it is requested`, () => {
      for (const message of [
        view(raw),
        loadingView(around, toDroplet(raw), language),
        failedView(around, toDroplet(raw), 'no', language),
      ]) {
        assert.ok(!JSON.stringify(message).includes(marker), JSON.stringify(message));
      }
    });

    it(`reveals each secret of a droplet of ${year} on its own`, () => {
      for (const { pointer } of secrets) {
        const text = JSON.stringify(view(raw, {}, new Set([pointer])));
        assert.ok(text.includes(marker), pointer);
      }
      const all = new Set(secrets.map(({ pointer }) => pointer));
      assert.ok(!JSON.stringify(view(raw, {}, all)).includes('••••••••'));
    });

    it(`also shows each secret of a droplet of ${year} among the fields`, () => {
      const shown = view(raw).sections.flatMap((section) =>
        section.kind === 'fields'
          ? section.fields.flatMap(({ values }) => values)
          : tableRows(section).flat(),
      );
      const places = new Set(
        shown.map((value) => (value.kind === 'secret' ? value.pointer : null)),
      );
      const missing = secrets.filter(({ pointer }) => !places.has(pointer));
      assert.deepEqual(missing, []);
    });
  }

  it('distinguishes what the API hides from what we mask', () => {
    const shown = view({
      ...modern,
      execution_metadata: '[PRIVATE DATA HIDDEN]',
      process_types: { redacted_message: '[PRIVATE DATA HIDDEN]' },
    });
    const hidden = shown.sections.flatMap((section) =>
      section.kind === 'fields'
        ? section.fields.filter(({ values }) => values.some(({ kind }) => kind === 'hidden'))
        : [],
    );
    assert.deepEqual(
      hidden.map(({ label }) => label),
      ['Process types', 'Execution metadata'],
    );
    assert.deepEqual(shown.document.hidden, [
      '/execution_metadata',
      '/process_types/redacted_message',
    ]);
  });

  it('creates messages that the webview accepts', () => {
    for (const raw of [of2015, of2016, modern, {}]) {
      assert.ok(isToDroplet(JSON.parse(JSON.stringify(view(raw)))));
    }
    assert.ok(isToDroplet(loadingView(around, toDroplet(modern), language)));
    assert.ok(isToDroplet(failedView(around, toDroplet(modern), 'no', language)));
  });

  it('says when the droplet is shown as the list gave it', () => {
    assert.match(view(modern, { partial: 'The link is refused.' }).notice ?? '', /refused/);
  });
});
