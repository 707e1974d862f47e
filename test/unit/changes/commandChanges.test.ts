import assert from 'node:assert/strict';
import { commandChanges } from '../../../src/changes/commandChanges.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { aDroplet, aDropletOf2015 } from '../../support/builders.ts';

const hidden = { redacted_message: '[PRIVATE DATA HIDDEN]' };
const of = (processTypes: unknown) => toDroplet(aDroplet({ process_types: processTypes }));
const value = (text: string) => ({ kind: 'value', value: text });
const absent = { kind: 'absent' };

describe('commandChanges', () => {
  it('compares the start commands of every process type in either droplet', () => {
    const current = of({ web: 'run', clock: 'tick' });
    assert.deepEqual(commandChanges(current, of({ web: 'run --new', worker: 'work' })), [
      { type: 'web', from: value('run'), to: value('run --new'), isDifferent: true },
      { type: 'worker', from: absent, to: value('work'), isDifferent: false },
      { type: 'clock', from: value('tick'), to: absent, isDifferent: false },
    ]);
  });

  it('ignores what stays the same', () => {
    const [web] = commandChanges(of({ web: 'run' }), of({ web: 'run' }));
    assert.equal(web?.isDifferent, false);
  });

  it('treats what the API hides as hidden, never as a difference', () => {
    const [web] = commandChanges(of({ web: 'run' }), of(hidden));
    assert.equal(web?.to.kind, 'redacted');
    assert.equal(web.isDifferent, false);
    const [other] = commandChanges(of(hidden), of({ web: 'run' }));
    assert.equal(other?.from.kind, 'redacted');
    assert.equal(other.isDifferent, false);
    assert.deepEqual(commandChanges(of(hidden), of(hidden)), []);
  });

  it('shows the commands of the candidate when there is no current droplet', () => {
    assert.deepEqual(commandChanges(null, of({ web: 'run' })), [
      { type: 'web', from: absent, to: value('run'), isDifferent: false },
    ]);
  });

  it('shows nothing when droplets do not include their commands', () => {
    assert.deepEqual(commandChanges(null, toDroplet(aDropletOf2015())), []);
  });
});
