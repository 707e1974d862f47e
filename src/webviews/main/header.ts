import type { Header } from '../dropletProtocol.ts';
import type { DropletPanelTexts } from '../../wording/dropletPanelTexts.ts';
import { button, element } from './dom.ts';
import { placeLine } from './frame.ts';
import { send } from './host.ts';
import { icon } from './icons.ts';

/** Which droplet this is, its status, and the available actions. */
export function headerView(header: Header, texts: DropletPanelTexts): HTMLElement {
  return element(
    'header',
    {},
    element(
      'div',
      { class: 'title' },
      element('h1', {}, header.app),
      element('span', { class: `state ${header.mark}` }, icon(header.mark), header.state),
      header.isCurrent
        ? element(
            'span',
            { class: 'badge', attributes: { title: texts.currentTooltip } },
            texts.current,
          )
        : null,
    ),
    placeLine(header, element('code', {}, header.guid)),
    element(
      'div',
      { class: 'actions' },
      header.canAssign ? action(texts.assign, 'assign', 'primary') : null,
      header.canCompare ? action(texts.compare, 'compare', 'secondary') : null,
      action(texts.openJson, 'openJson', 'secondary'),
      action(texts.copyGuid, 'copyGuid', 'secondary'),
      action(texts.refresh, 'refresh', 'secondary'),
    ),
  );
}

function action(
  label: string,
  type: 'assign' | 'compare' | 'openJson' | 'copyGuid' | 'refresh',
  rank: 'primary' | 'secondary',
): HTMLButtonElement {
  return button(label, rank, `action ${type}`, () => send({ type }));
}
