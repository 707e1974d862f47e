import assert from 'node:assert/strict';
import { toDroplet } from '../../../../src/cloudfoundry/generations/droplet.ts';
import { toV2Organization } from '../../../../src/cloudfoundry/generations/v2.ts';
import { encodeSegment } from '../../../../src/cloudfoundry/links.ts';
import { toApp } from '../../../../src/cloudfoundry/resources/app.ts';
import { toAuditEvent } from '../../../../src/cloudfoundry/resources/auditEvent.ts';
import { toOrganization } from '../../../../src/cloudfoundry/resources/organization.ts';
import { toRevision } from '../../../../src/cloudfoundry/resources/revision.ts';
import { anApp, aDroplet } from '../../../support/builders.ts';

const count = 130_000;
const half = 'guid-\ud800';

function many<T>(value: T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, value]));
}

function first<T>(entries: Record<string, T>, most: number): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).slice(0, most));
}

describe('A resource of a server without limits', () => {
  it('is read with 1,001 of 130,000 labels, annotations and links: one more than is shown', () => {
    const app = toApp(
      anApp({
        metadata: { labels: many('v'), annotations: many('v') },
        links: many({ href: '/v3/apps/app-1' }),
      }),
    );
    assert.equal(Object.keys(app.metadata.labels).length, 1001);
    assert.equal(Object.keys(app.metadata.annotations).length, 1001);
    assert.equal(Object.keys(app.links).length, 1001);
  });

  it('is read with all of its 50 labels and 200 annotations', () => {
    const labels = first(many('v'), 50);
    const annotations = first(many('v'), 200);
    const { metadata } = toApp(anApp({ metadata: { labels, annotations } }));
    assert.deepEqual({ ...metadata.labels }, labels);
    assert.deepEqual({ ...metadata.annotations }, annotations);
  });

  it('keeps the whole of a droplet as it was sent', () => {
    const json = aDroplet({ metadata: { labels: many('v') } });
    assert.equal(toDroplet(json).raw, json);
  });

  it('has a guid that fits into addresses', () => {
    const { guid } = toApp(anApp({ guid: half }));
    assert.equal(guid, 'guid-\ufffd');
    assert.equal(toV2Organization({ metadata: { guid: half }, entity: {} }).guid, guid);
    assert.equal(toRevision({ guid: 'r', droplet: { guid: half } }).dropletGuid, guid);
    assert.equal(toAuditEvent({ data: { droplet_guid: half } }).dropletGuid, guid);
    assert.equal(encodeSegment(half), 'guid-%EF%BF%BD');
  });

  it('has a name and a guid of 255 characters when 200,000 were sent', () => {
    const long = 'x'.repeat(200_000);
    const { guid, name } = toOrganization({ guid: long, name: long });
    assert.equal(name, `${'x'.repeat(255)}…`);
    assert.equal(guid, name);
    const longest = 'n'.repeat(255);
    assert.equal(toOrganization({ guid: 'g', name: longest }).name, longest);
  });

  it('is not cut in the middle of a character', () => {
    const { name } = toOrganization({ guid: 'g', name: `${'x'.repeat(254)}😀😀` });
    assert.ok(name.isWellFormed());
  });

  for (const [what, name] of [
    ['zero width', '\u200b\u200d\ufeff\u2060'],
    ['fillers of Hangul', '\u3164\u115f\uffa0'],
    ['a blank of Braille', '\u2800'],
    ['tags and selectors', '\u{e0041}\ufe0f'],
    ['blanks', ' \u00a0\u2003\u3000'],
    ['soft hyphens', '\u00ad\u00ad'],
  ] as const) {
    it(`is called by its guid when its name shows as nothing: ${what}`, () => {
      assert.equal(toOrganization({ guid: 'guid-1', name }).name, 'guid-1');
    });
  }

  it('keeps a name in any script, and a name of a single letter or symbol', () => {
    for (const name of ['x', '-', 'é', '日本', 'עברית', '👩‍💻', '\u0915\u094d']) {
      assert.equal(toOrganization({ guid: 'guid-1', name }).name, name);
    }
  });
});
