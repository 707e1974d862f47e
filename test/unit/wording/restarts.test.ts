import assert from 'node:assert/strict';
import { toApp, type App } from '../../../src/cloudfoundry/resources/app.ts';
import { restartText } from '../../../src/wording/restarts.ts';
import { anApp } from '../../support/builders.ts';
import { language } from '../../support/language.ts';

describe('The text about a restart', () => {
  it('says restart if the app ran, and start if it was stopped', () => {
    const done = { kind: 'done', answer: { running: 1, instances: 1 }, despite: null } as const;
    assert.equal(
      restartText(app('STARTED'), done, language),
      'web was restarted: its instance is running.',
    );
    assert.equal(
      restartText(app('STOPPED'), done, language),
      'web was started: its instance is running.',
    );
  });

  it('says whether the API accepted a restart that cannot be checked', () => {
    const unseen = { kind: 'unverified', error: new Error('gone') } as const;
    assert.equal(
      restartText(app('STARTED'), { ...unseen, wasAccepted: true }, language),
      'Restarting web: the API accepted the request, but the result could not be checked: gone. Refresh to see it.',
    );
    assert.equal(
      restartText(app('STOPPED'), { ...unseen, wasAccepted: false }, language),
      'Starting web: the response was lost, and the result could not be checked: gone. Refresh to see it.',
    );
  });
});

function app(state: string): App {
  return toApp({ ...anApp(), name: 'web', state });
}
