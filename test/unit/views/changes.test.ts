import assert from 'node:assert/strict';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toDeployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { toProcess } from '../../../src/cloudfoundry/resources/process.ts';
import type { Lifecycle } from '../../../src/explorer/lifecycle.ts';
import { pointersOfOther } from '../../../src/wording/comparison/taggedPair.ts';
import { essenceLines } from '../../../src/wording/comparison/essence.ts';
import { changesSection } from '../../../src/views/panels/changesSection.ts';
import { prospectOf } from '../../../src/views/panels/prospect.ts';
import { isToDroplet } from '../../../src/webviews/dropletMessages.ts';
import { aDroplet, aDropletOf2015, aDropletOf2016, anApp } from '../../support/builders.ts';
import { aDiscovery } from '../../support/clients.ts';
import { abilitiesOf } from '../../../src/cloudfoundry/versions.ts';
import { aLifecycle, known, missing, view } from './droplets.ts';
import { language } from '../../support/language.ts';

const current = { kind: 'assigned', guid: 'current-guid' } as const;
const mask = '••••••••';

function prospect(lifecycle: Lifecycle, app: JsonObject = anApp()) {
  const discovery = aDiscovery('https://api.example.org');
  const client = { can: abilitiesOf(discovery), scope: discovery.scope };
  const assigned = lifecycle.current.kind === 'known' ? lifecycle.current.value : current;
  return prospectOf({ app: toApp(app), client, parents: null }, lifecycle, assigned);
}

/** The section of a droplet beside the current one. */
function section(
  from: JsonObject,
  to: JsonObject,
  parts: Partial<Lifecycle> = {},
  revealed = new Set<string>(),
) {
  const lifecycle = aLifecycle(to, {
    current: known(current),
    currentDroplet: known(toDroplet({ ...from, guid: 'current-guid' })),
    ...parts,
  });
  const [found] = changesSection(lifecycle, prospect(lifecycle), revealed, language);
  return found?.kind === 'changes' ? found : assert.fail('there is no such section');
}

function rows(found: ReturnType<typeof section>): readonly string[] {
  return found.rows.map(
    ({ subject, from, to, word }) => `${subject}: ${from.text} > ${to.text} ${word}`,
  );
}

function effects(found: ReturnType<typeof section>): readonly string[] {
  return found.effects.map(
    ({ label, values }) => `${label}: ${values.map(({ text }) => text).join(' ')}`,
  );
}

function buildpack(name: string, version: string) {
  return { name, version, buildpack_name: name, detect_output: '' };
}

const before = aDroplet({
  guid: 'current-guid',
  created_at: '2026-01-05T10:00:00Z',
  checksum: { type: 'sha256', value: 'other' },
  buildpacks: [buildpack('java_buildpack', '4.63.0')],
  process_types: { web: 'secret-before', worker: 'secret-worker' },
  metadata: { labels: { branch: 'main' }, annotations: {} },
});
const after = aDroplet({
  guid: 'this-guid',
  created_at: '2026-01-02T10:00:00Z',
  buildpacks: [buildpack('apm_agent', '0.9.2'), buildpack('java_buildpack', '4.61.1')],
  process_types: { web: 'secret-after', clock: 'secret-clock' },
  metadata: { labels: { branch: 'hotfix' }, annotations: {} },
});

function labeled(count: number) {
  const labels = Object.fromEntries(Array.from({ length: count }, (_, n) => [`l${n}`, 'x']));
  return aDroplet({ guid: 'this', metadata: { labels, annotations: {} } });
}

describe('The preview of changes', () => {
  it('says what differs from the current droplet, secrets masked', () => {
    const found = section(before, after);
    assert.deepEqual(found.summary, [
      '3 days older than the current droplet current-.',
      'The bits differ.',
    ]);
    assert.deepEqual(rows(found), [
      'Buildpack: java_buildpack 4.63.0 > java_buildpack 4.61.1 older',
      'Buildpack: – > apm_agent 0.9.2 added',
      `Process type clock: – > ${mask} added`,
      `Start command of web: ${mask} > ${mask} differs`,
      `Process type worker: ${mask} > – removed`,
      'Label branch: main > hotfix changed',
    ]);
    assert.doesNotMatch(JSON.stringify(found), /secret-/);
  });

  it('reveals each side of a secret separately', () => {
    const ofThis = section(before, after, {}, new Set(['/process_types/web']));
    assert.match(rows(ofThis).join(), new RegExp(`Start command of web: ${mask} > secret-after`));
    const other = toDroplet(before);
    const pointer = pointersOfOther(other).find((found) => found.endsWith('/process_types/web'));
    const ofOther = section(before, after, {}, new Set([pointer ?? assert.fail()]));
    assert.match(rows(ofOther).join(), new RegExp(`Start command of web: secret-before > ${mask}`));
    assert.doesNotMatch(JSON.stringify(ofOther), /secret-(?!before)/);
  });

  it('reveals nothing of a droplet that has become current since', () => {
    const former = pointersOfOther(toDroplet({ ...before, guid: 'former' }));
    assert.doesNotMatch(JSON.stringify(section(before, after, {}, new Set(former))), /secret-/);
  });

  it('reveals no secret in any field of any generation', () => {
    const marker = 'MARKER-51d0';
    const bearing = (n: number): readonly JsonObject[] => [
      aDropletOf2015({
        buildpack: `https://u:${marker}${n}@git.example.org/x.git`,
        procfile: `web: ${marker}${n}`,
        environment_variables: { A: `${marker}${n}`, B: { c: `${marker}${n}` } },
      }),
      aDropletOf2016({
        result: { execution_metadata: `${marker}${n}`, process_types: { web: `${marker}${n}` } },
        environment_variables: { [`KEY${n}`]: marker },
      }),
      aDroplet({
        execution_metadata: `${marker}${n}`,
        process_types: { web: `${marker}${n}`, [`type${n}`]: marker },
        image: `https://u:${marker}${n}@registry.example.org/x`,
        buildpacks: [
          { name: `https://u:${marker}${n}@x.org`, detect_output: `token=${marker}${n}` },
        ],
        metadata: {
          labels: { 'api-key': `${marker}${n}` },
          annotations: { token: `${marker}${n}` },
        },
      }),
    ];
    for (const from of bearing(1)) {
      for (const to of bearing(2)) {
        const found = section(from, to);
        assert.ok(found.rows.length > 0);
        assert.equal(JSON.stringify(found).includes(marker), false, JSON.stringify(found));
      }
    }
  });

  it('says what the API hides, and shows no difference for it', () => {
    const hidden = { process_types: { redacted_message: '[PRIVATE DATA HIDDEN]' } };
    const found = section(aDroplet(), aDroplet({ guid: 'this', ...hidden }));
    assert.deepEqual(rows(found), []);
    assert.deepEqual(found.notes, ['Hidden by the API, so not compared: Process types.']);
    assert.ok(found.summary.includes('The API shows no other differences.'));
    assert.ok(found.summary.includes('Both droplets have the same bits.'));
  });

  it('says when it takes effect, what happens to processes, and the request', () => {
    const processes = known([
      toProcess({ guid: 'p1', type: 'web', instances: 2 }),
      toProcess({ guid: 'p2', type: 'worker', instances: 1 }),
    ]);
    assert.deepEqual(effects(section(before, after, { processes })), [
      'Effect: Takes effect after the next restart. Until then, running instances keep their droplet.',
      'Process types to be created: clock',
      'Process types that are kept: worker (1 instance)',
      'Sidecars: Buildpack sidecars are replaced by those of this droplet, which the API doesn’t list.',
      'Unchanged: Environment, bindings, routes, and instances',
      'Request: PATCH https://api.example.org/v3/apps/app-1/relationships/current_droplet',
      'Advertised by: droplet this-gui',
    ]);
  });

  it('warns of what matters, and does not repeat what the rows say', () => {
    const deployment = toDeployment({
      guid: 'd',
      droplet: { guid: 'this-guid' },
      status: { value: 'ACTIVE', reason: 'DEPLOYING' },
    });
    const found = section(before, after, { allDeployments: known([deployment]) });
    assert.deepEqual(found.warnings, ['A deployment is running (deploying).']);
  });

  it('is absent for the current droplet, and says why a droplet cannot be assigned', () => {
    const own = aLifecycle(aDroplet({ guid: 'current-guid' }), { current: known(current) });
    assert.deepEqual(changesSection(own, prospect(own), new Set(), language), []);
    assert.deepEqual(section(before, aDroplet({ guid: 'this', state: 'FAILED' })).summary, [
      'Droplet this isn’t staged (state: failed). Only staged droplets can be assigned.',
    ]);
  });

  it('says why there is nothing to compare with', () => {
    assert.deepEqual(
      section(before, after, {
        current: known({ kind: 'none' }),
        currentDroplet: missing('notRecorded'),
      }).summary,
      ['The app has no current droplet to compare with.'],
    );
    assert.deepEqual(section(before, after, { currentDroplet: missing('noPermission') }).summary, [
      'Could not compare with the current droplet: Your roles don’t let you see it.',
    ]);
  });

  it('draws no more rows than a user can read', () => {
    const many = section(aDroplet(), labeled(1000));
    assert.equal(many.rows.length, 60);
    assert.deepEqual(many.notes, [
      'More differences: 940. Select Compare with Current Droplet to see them.',
    ]);
    const tooMany = section(aDroplet(), labeled(1001));
    assert.deepEqual(tooMany.rows, []);
    assert.deepEqual(tooMany.notes, [
      'Too many to compare here: Labels. Compare the JSON to see them.',
    ]);
  });

  it('creates a message that the webview accepts', () => {
    const message = { ...view(after), sections: [section(before, after)] };
    assert.ok(isToDroplet(JSON.parse(JSON.stringify(message))));
  });
});

/** What the preview says of these. */
function lines(from: JsonObject | null, to: JsonObject): readonly string[] {
  const lifecycle = aLifecycle(to, {
    current: known(current),
    currentDroplet: from ? known(toDroplet(from)) : missing('notRecorded'),
  });
  const { planned } = prospect(lifecycle);
  return planned.kind === 'plan' ? essenceLines(planned.plan, language) : assert.fail();
}

describe('The droplet summary in the preview of an assignment', () => {
  it('contains the essentials: what the droplet is made with, and what it starts', () => {
    assert.deepEqual(lines(before, after), [
      'Buildpack: java_buildpack 4.63.0 → java_buildpack 4.61.1 (older)',
      'Buildpack: apm_agent 0.9.2 (added)',
      'Process type clock: added',
      'Process type worker: removed',
      'Start command differs: web',
      '',
    ]);
  });

  it('shows a change of lifecycle, stack and image', () => {
    const docker = aDroplet({
      guid: 'this',
      lifecycle: { type: 'docker', data: {} },
      stack: null,
      image: 'registry.example.org/web:2',
      buildpacks: [],
    });
    assert.deepEqual(lines(aDroplet({ guid: 'current-guid' }), docker), [
      'Lifecycle: buildpack → docker (changed)',
      'Stack: cflinuxfs4 → – (changed)',
      'Image: – → registry.example.org/web:2 (changed)',
      'Buildpack: java_buildpack 4.77 (removed)',
      'Both droplets have the same bits.',
      '',
    ]);
  });

  it('stays short, and is empty when there is nothing to say', () => {
    const many = Array.from({ length: 50 }, (_, n) => buildpack(`b${n}`, '1'));
    const found = lines(before, aDroplet({ guid: 'this', buildpacks: many }));
    assert.equal(found.length, 8);
    assert.match(found[6] ?? '', /^… and \d+ more$/);
    assert.deepEqual(lines(null, after), []);
    assert.deepEqual(lines({ ...after, guid: 'current-guid', checksum: null }, after), []);
  });

  it('shows no secret and breaks no line', () => {
    const name = 'https://u:MARKER@git.example.org/\n\nRequest: none';
    const found = lines(before, aDroplet({ guid: 'this', buildpacks: [buildpack(name, '1\n2')] }));
    assert.doesNotMatch(found.join('\n'), /MARKER/);
    assert.ok(found.every((line) => !line.includes('\n')));
  });
});
