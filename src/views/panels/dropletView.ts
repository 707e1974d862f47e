import { toDroplet } from '../../cloudfoundry/generations/droplet.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskSecrets } from '../../cloudfoundry/secrets.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { DropletView, Header } from '../../webviews/dropletProtocol.ts';
import type { PanelHeader } from '../../webviews/frame.ts';
import { changesSection } from './changesSection.ts';
import { isCurrent } from './laterStages.ts';
import { type Language } from '../../wording/language.ts';
import type { Prospect } from './prospect.ts';
import { toSections } from './sections.ts';
import { tagSecrets } from '../../wording/shown.ts';
import { toStages } from './stages.ts';
import { dropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { markOf, stateWord } from '../../wording/states.ts';

type Situation = Pick<Header, 'isCurrent' | 'canAssign' | 'canCompare'>;

/** The panel's state, apart from its content. */
interface Status extends Pick<Message<'shown'>, 'isRefreshing' | 'notice'> {
  readonly canAssign: boolean;
  /** What an assignment would do; null if it can't be determined. */
  readonly prospect: Prospect | null;
}

type Message<T extends DropletView['type']> = Extract<DropletView, { readonly type: T }>;

/** What the panel shows until the droplet has loaded. */
export function loadingView(
  around: PanelHeader,
  listed: Droplet,
  language: Language,
): Message<'loading'> {
  const masked = toDroplet(maskSecrets(listed.raw).json);
  const header = toHeader(
    around,
    masked,
    {
      isCurrent: false,
      canAssign: false,
      canCompare: false,
    },
    language,
  );
  return { type: 'loading', texts: dropletPanelTexts(language), header };
}

/** What the panel shows if the droplet couldn't be loaded. */
export function failedView(
  around: PanelHeader,
  listed: Droplet,
  message: string,
  language: Language,
): Message<'failed'> {
  return { ...loadingView(around, listed, language), type: 'failed', message };
}

/** What the panel shows of a loaded droplet. Contains only secrets that are revealed. */
export function shownView(
  around: PanelHeader,
  lifecycle: Lifecycle,
  revealed: ReadonlySet<string>,
  status: Status,
  language: Language,
): Message<'shown'> {
  const masked = maskSecrets(lifecycle.droplet.raw, revealed);
  const droplet = toDroplet(masked.json);
  const partial = lifecycle.partial;
  return {
    type: 'shown',
    texts: dropletPanelTexts(language),
    header: toHeader(
      around,
      droplet,
      {
        isCurrent: isCurrent(lifecycle) === true,
        canAssign: status.canAssign,
        canCompare: lifecycle.currentDroplet.kind === 'known',
      },
      language,
    ),
    isRefreshing: status.isRefreshing,
    notice:
      status.notice ??
      (partial === null
        ? null
        : language.l10n.t(
            'This is the droplet as it appears in the list, with some fields hidden. {0}',
            partial,
          )),
    stages: toStages(lifecycle, droplet, language),
    sections: [
      ...changesSection(lifecycle, status.prospect, revealed, language),
      ...toSections(lifecycle, tagSecrets(lifecycle.droplet.raw, revealed, language), language),
    ],
    document: {
      json: masked.json,
      secrets: masked.secrets.map(({ pointer }) => ({
        pointer,
        isRevealed: revealed.has(pointer),
      })),
      hidden: masked.hidden,
    },
  };
}

function toHeader(
  around: PanelHeader,
  droplet: Droplet,
  situation: Situation,
  language: Language,
): Header {
  return {
    ...around,
    guid: droplet.guid,
    state: stateWord(droplet.state, language),
    mark: markOf(droplet.state),
    ...situation,
  };
}
