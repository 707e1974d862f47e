import assert from 'node:assert/strict';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { Json, JsonObject } from '../../../src/cloudfoundry/json.ts';
import { maskPair } from '../../../src/cloudfoundry/maskedPair.ts';
import { maskSecrets } from '../../../src/cloudfoundry/secrets.ts';
import { inStableOrder } from '../../../src/cloudfoundry/stableOrder.ts';
import { toChanges } from '../../../src/wording/comparison/changeRows.ts';
import { tagPair } from '../../../src/wording/comparison/taggedPair.ts';
import { isToDroplet } from '../../../src/webviews/dropletMessages.ts';
import type { Section } from '../../../src/webviews/dropletProtocol.ts';
import { aLifecycle, known, modern, of2016, view } from './droplets.ts';
import { language } from '../../support/language.ts';

/** Calls with so many arguments end in `Maximum call stack size exceeded`. */
const count = 130_000;
const note = 'Only the first 1,000 are shown. The JSON shows all of them.';
const nothing: ReadonlySet<string> = new Set();

function many(value: (index: number) => Json): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`name-${index}`, value(index)]),
  );
}

function list(value: (index: number) => Json): Json {
  return Array.from({ length: count }, (_, index) => value(index));
}

function nested(levels: number): Json {
  return JSON.parse(`${'{"a":['.repeat(levels)}${']}'.repeat(levels)}`) as Json;
}

/** A droplet with very much of one thing, the section that shows it, and what a comparison calls it. */
const large: Readonly<Record<string, readonly [JsonObject, string, string | null]>> = {
  labels: [{ ...modern, metadata: { labels: many(() => 'v') } }, 'Labels', 'label'],
  annotations: [
    { ...modern, metadata: { annotations: many(() => 'v') } },
    'Annotations',
    'annotation',
  ],
  links: [{ ...modern, links: many((index) => ({ href: `/v3/x/${index}` })) }, 'Links', null],
  buildpacks: [
    { ...modern, buildpacks: list((index) => ({ name: `b-${index}`, version: '1.0.0' })) },
    'Buildpacks',
    'buildpack',
  ],
  'requested buildpacks': [
    { ...modern, lifecycle: { type: 'buildpack', data: { buildpacks: list((i) => `b-${i}`) } } },
    'Staging',
    null,
  ],
  'process types': [
    { ...modern, process_types: many(() => 'run me') },
    'Process types',
    'processType',
  ],
  environment: [
    { ...of2016, environment_variables: many(() => 'x') },
    'Environment',
    'environment',
  ],
};

function sectionOf({ sections }: { readonly sections: readonly Section[] }, title: string) {
  return sections.find((section) => section.title === title) ?? assert.fail(title);
}

describe('A droplet of 130,000', () => {
  for (const [name, [raw, title, subject]] of Object.entries(large)) {
    describe(name, () => {
      it('is shown in its panel, which says that it was cut', () => {
        const shown = view(raw);
        assert.ok(isToDroplet(shown));
        const section = sectionOf(shown, title);
        assert.ok(section.kind !== 'changes');
        assert.equal(section.note, note);
        const rows = section.kind === 'fields' ? section.fields : section.rows;
        const values = name === 'requested buildpacks' ? rows[0] : rows;
        const shownCount = Array.isArray(values)
          ? values.length
          : values && 'values' in values
            ? values.values.length
            : 0;
        assert.equal(shownCount, 1000);
        assert.equal(JSON.stringify(shown.document.json).length > 10 * count, true);
      });

      it('is compared as text, and in the summary as far as it goes', () => {
        const pair = maskPair(raw, modern);
        assert.ok(JSON.stringify(inStableOrder(pair.left), null, 2).length > 10 * count);
        const other = raw === large['environment']?.[0] ? of2016 : modern;
        const tagged = tagPair(toDroplet(other), toDroplet(raw), nothing, language);
        const { uncompared } = toChanges(tagged, language);
        const expected = subject === null ? [] : [{ subject, name: null, why: 'tooMany' }];
        assert.deepEqual(
          uncompared.filter(({ why }) => why === 'tooMany'),
          expected,
        );
      });
    });
  }
});

describe('A droplet nested 100,000 levels deep', () => {
  const deep = nested(50_000);
  const raw: JsonObject = {
    ...modern,
    unknown: deep,
    buildpacks: deep,
    metadata: { labels: deep, annotations: deep },
    lifecycle: { type: 'buildpack', data: deep },
    process_types: { web: deep },
    environment_variables: { VCAP_SERVICES: deep },
    links: deep,
  };
  const old: JsonObject = {
    ...of2016,
    unknown: deep,
    environment_variables: { plain: deep, list: [deep] },
  };

  it('is shown in its panel, cut at a readable depth', () => {
    for (const droplet of [raw, old]) {
      const all = new Set(maskSecrets(droplet).secrets.map(({ pointer }) => pointer));
      const other = { currentDroplet: known(toDroplet(modern)) };
      for (const shown of [view(droplet), view(droplet, other, all)]) {
        assert.match(JSON.stringify(shown), /nested too deeply to show/);
      }
    }
  });

  it('is compared with another one', () => {
    for (const droplet of [raw, old]) {
      const pair = maskPair(droplet, modern);
      assert.match(JSON.stringify(inStableOrder(pair.left)), /nested too deeply to show/);
      assert.doesNotThrow(() => JSON.stringify(inStableOrder(maskPair(modern, droplet).right)));
      const lifecycle = aLifecycle(droplet);
      const tagged = tagPair(toDroplet(of2016), lifecycle.droplet, nothing, language);
      assert.doesNotThrow(() => toChanges(tagged, language));
    }
  });
});
