import assert from 'node:assert/strict';
import { processChanges } from '../../../src/changes/processChanges.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toProcess } from '../../../src/cloudfoundry/resources/process.ts';
import { aDroplet } from '../../support/builders.ts';

function changesOf(processTypes: JsonObject, ...types: readonly string[]) {
  const processes = types.map((type) => toProcess({ guid: type, type, instances: 2 }));
  return processChanges(toDroplet(aDroplet({ process_types: processTypes })), processes);
}

describe('processChanges', () => {
  it('lists which types are created and which are left over', () => {
    assert.deepEqual(changesOf({ web: 'run', worker: 'work' }, 'web', 'clock'), {
      created: ['worker'],
      staying: [{ type: 'clock', instances: 2 }],
    });
  });

  it('finds nothing when app and droplet have the same types', () => {
    assert.deepEqual(changesOf({ web: 'run' }, 'web'), { created: [], staying: [] });
  });

  it('does not guess when the API hides the types of the droplet', () => {
    assert.equal(changesOf({ redacted_message: '[PRIVATE DATA HIDDEN]' }, 'web'), null);
  });
});
