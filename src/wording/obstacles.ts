import type { Obstacle } from '../changes/guard.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { currentText, unassignableText } from './assignments.ts';
import { shortGuid } from './guids.ts';
import type { Language } from './language.ts';
import { deploymentText } from './rollouts.ts';
import { appStateWord } from './states.ts';

/** Why nothing was sent although the user agreed. */
export function obstacleText({ name }: App, obstacle: Obstacle, language: Language): string {
  return language.l10n.t('Nothing was sent. {0}', why(name, obstacle, language));
}

function why(app: string, obstacle: Obstacle, language: Language): string {
  const { l10n } = language;
  switch (obstacle.kind) {
    case 'currentChanged':
      return l10n.t(
        '{0} has changed since the preview: {1}. Try again to see a new preview.',
        app,
        currentText(obstacle.current, language),
      );
    case 'requestChanged':
      return l10n.t(
        'The link to assign droplet {0} has changed.',
        shortGuid(obstacle.droplet.guid),
      );
    case 'unassignable':
      return unassignableText(obstacle.droplet, obstacle.reason, language);
    case 'deploymentRuns':
      return l10n.t(
        'A deployment of {0} is running ({1}).',
        app,
        deploymentText(obstacle.deployment, language),
      );
    case 'stateChanged':
      return l10n.t('{0} is now {1}.', app, appStateWord(obstacle.app.state, language));
    case 'labelsChanged':
      return l10n.t('Someone else just changed the same labels. Try again to see the new values.');
    case 'isCurrent':
      return isCurrentText(obstacle.droplet, app, language);
    case 'currentUnknown':
      return l10n.t(
        'The API doesn’t say which droplet of {0} is current, and the current droplet can’t be deleted.',
        app,
      );
    case 'roleLost':
      return l10n.t('You no longer have permission to change {0}.', app);
    case 'appGone':
      return l10n.t('{0} was deleted, or you can no longer see it.', app);
    case 'dropletGone':
      return l10n.t('Droplet {0} was deleted.', shortGuid(obstacle.droplet.guid));
  }
}

/** Why a droplet can't be deleted. */
export function isCurrentText(
  { guid }: { readonly guid: string },
  app: string,
  { l10n }: Language,
): string {
  return l10n.t(
    'Droplet {0} is the current droplet of {1} and can’t be deleted.',
    shortGuid(guid),
    app,
  );
}
