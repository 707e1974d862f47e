import assert from 'node:assert/strict';
import { toApp, type App } from '../../../src/cloudfoundry/resources/app.ts';
import { restartText, restartWords } from '../../../src/wording/restarts.ts';
import { anApp } from '../../support/builders.ts';
import { language } from '../../support/language.ts';

describe('What is told of a restart', () => {
  it('is a restart where the app ran, and a start where it was stopped', () => {
    assert.equal(restartWords(app('STARTED'), language).doing, 'Restarting web');
    assert.equal(restartWords(app('STOPPED'), language).couldNot, 'Could not start web');
    const running = { kind: 'running', instances: 1 } as const;
    assert.equal(
      restartText(app('STARTED'), running, language),
      'web was restarted: its instance runs.',
    );
    assert.equal(
      restartText(app('STOPPED'), running, language),
      'web was started: its instance runs.',
    );
  });

  it('says whether the API accepted what cannot be seen', () => {
    const unseen = { kind: 'unverified', error: new Error('gone') } as const;
    assert.equal(
      restartText(app('STARTED'), { ...unseen, wasAccepted: true }, language),
      'The API accepted the restart of web, but its instances can’t be checked: gone.',
    );
    assert.equal(
      restartText(app('STOPPED'), { ...unseen, wasAccepted: false }, language),
      'Could not verify whether web was started: the answer was lost, and its instances can’t be checked: gone.',
    );
  });
});

function app(state: string): App {
  return toApp({ ...anApp(), name: 'web', state });
}
