import assert from 'node:assert/strict';
import { asksFor, FacetCounts, toggled } from '../../../../src/explorer/runsWhere/facets.ts';
import { parseFilter } from '../../../../src/explorer/filterQuery.ts';
import { aBuildpack, aRow } from './support.ts';

describe('A count that narrows the table', () => {
  it('adds its value to the filter, and takes it away again', () => {
    const one = toggled('web', 'stack', 'cflinuxfs3');
    assert.equal(one, 'web stack:cflinuxfs3');
    const two = toggled(one, 'stack', 'cflinuxfs4');
    assert.equal(two, 'web stack:cflinuxfs3,cflinuxfs4');
    assert.equal(toggled(two, 'stack', 'cflinuxfs3'), 'web stack:cflinuxfs4');
    assert.equal(toggled(one, 'stack', 'cflinuxfs3'), 'web');
  });

  it('is pressed if the filter asks for it, and not if the filter excludes it', () => {
    assert.equal(asksFor('stack:a,b', 'stack', 'b'), true);
    assert.equal(asksFor('STACK:b', 'stack', 'b'), true);
    assert.equal(asksFor('!stack:b', 'stack', 'b'), false);
    assert.equal(asksFor('buildpack:b', 'stack', 'b'), false);
  });

  it('leaves what excludes its value as it is', () => {
    assert.equal(toggled('!stack:a', 'stack', 'b'), '!stack:a stack:b');
  });

  it('quotes a value that contains a space or a comma', () => {
    const text = toggled('', 'stack', 'my stack, old');
    assert.equal(text, 'stack:"my stack, old"');
    assert.equal(asksFor(text, 'stack', 'my stack, old'), true);
    assert.equal(toggled(text, 'stack', 'my stack, old'), '');
  });

  it('has a value for a version that the filter reads as such', () => {
    const counts = new FacetCounts();
    counts.addBuildpacks(aRow({}, { buildpacks: [aBuildpack('java', '4.77.0')] }));
    const [facet] = counts.most(1);
    assert.equal(facet?.value, 'java=4.77.0');
    assert.equal(parseFilter('runsWhere', `buildpack:${facet.value}`).kind, 'filter');
  });

  for (const [name, version] of [
    ['java', 'v4 beta'],
    ['a=b', '1.0'],
    ['a"b', '1.0'],
  ] as const) {
    it(`has no value for what can’t be typed: ${name} ${version}`, () => {
      const counts = new FacetCounts();
      counts.addBuildpacks(aRow({}, { buildpacks: [aBuildpack(name, version)] }));
      assert.equal(counts.most(1)[0]?.value, null);
    });
  }
});
