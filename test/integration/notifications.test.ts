import assert from 'node:assert/strict';
import { withoutLinks } from '../../src/views/withoutLinks.ts';

describe('A notification', () => {
  it('makes no link of an app’s name that looks like one', () => {
    const name = '[web](command:workbench.action.quit)';
    assert.equal(
      withoutLinks(`Assigned to ${name}.`),
      `Assigned to [web] (command:workbench.action.quit).`,
    );
  });
});
