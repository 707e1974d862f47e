import { startDroplet } from './droplet.ts';
import { startHistory } from './history.ts';
import { startRunsWhere } from './runsWhere.ts';

// One script for all panels, since they have much in common: the page names its own.
const panels = { droplet: startDroplet, history: startHistory, runsWhere: startRunsWhere };
const { panel = '' } = document.querySelector<HTMLElement>('#root')?.dataset ?? {};
Object.entries(panels).find(([name]) => name === panel)?.[1]();
