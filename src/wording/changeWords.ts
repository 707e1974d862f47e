import type { App } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { shortGuid } from './guids.ts';
import type { Language } from './language.ts';
import type { ChangeWords } from './outcomes.ts';

/** An app and one of its droplets. */
interface Pair {
  readonly app: App;
  readonly candidate: Droplet;
}

export function assigning({ app, candidate }: Pair, { l10n }: Language): ChangeWords {
  const droplet = shortGuid(candidate.guid);
  return {
    doing: l10n.t('Assigning droplet {0} to {1}', droplet, app.name),
    couldNot: l10n.t('Could not assign droplet {0} to {1}', droplet, app.name),
  };
}

/** For an API that assigns only to stopped apps: stop, assign, start. */
export function reassigning({ app, candidate }: Pair, language: Language): ChangeWords {
  const droplet = shortGuid(candidate.guid);
  return {
    ...assigning({ app, candidate }, language),
    doing: language.l10n.t(
      'Stopping {0}, assigning droplet {1}, and starting the app',
      app.name,
      droplet,
    ),
  };
}

export function deploying({ app, candidate }: Pair, { l10n }: Language): ChangeWords {
  const droplet = shortGuid(candidate.guid);
  return {
    doing: l10n.t('Starting the deployment of droplet {0} to {1}', droplet, app.name),
    couldNot: l10n.t('Could not deploy droplet {0} to {1}', droplet, app.name),
  };
}

export function deleting({ app, candidate }: Pair, { l10n }: Language): ChangeWords {
  const droplet = shortGuid(candidate.guid);
  return {
    doing: l10n.t('Deleting droplet {0} of {1}', droplet, app.name),
    couldNot: l10n.t('Could not delete droplet {0} of {1}', droplet, app.name),
  };
}

/** @param name of the labeled resource, within a sentence */
export function relabeling(name: string, { l10n }: Language): ChangeWords {
  return {
    doing: l10n.t('Changing the labels of {0}', name),
    couldNot: l10n.t('Could not change the labels of {0}', name),
  };
}

export function canceling({ name }: App, { l10n }: Language): ChangeWords {
  return {
    doing: l10n.t('Canceling the deployment of {0}', name),
    couldNot: l10n.t('Could not cancel the deployment of {0}', name),
  };
}

export function continuing({ name }: App, { l10n }: Language): ChangeWords {
  return {
    doing: l10n.t('Continuing the deployment of {0}', name),
    couldNot: l10n.t('Could not continue the deployment of {0}', name),
  };
}

/** A restart; for a stopped app, a start. */
export function restarting({ name, state }: App, { l10n }: Language): ChangeWords {
  return state === 'STARTED'
    ? {
        doing: l10n.t('Restarting {0}', name),
        couldNot: l10n.t('Could not restart {0}', name),
      }
    : {
        doing: l10n.t('Starting {0}', name),
        couldNot: l10n.t('Could not start {0}', name),
      };
}
