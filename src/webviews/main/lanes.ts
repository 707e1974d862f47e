import type { Band, Bar, EntryView } from '../historyProtocol.ts';
import { appendAll } from './dom.ts';

// Each row of the timeline draws its own part of the lanes: lengths that follow the row's height
// need no measuring, and stacked parts look like one line.

const namespace = 'http://www.w3.org/2000/svg';

/** The positions of the lanes, and how far under a row's top its mark is. */
const x = { band: 9, staged: 28, assigned: 46, deployed: 62, revision: 80 } as const;
const barDistance = 9;
const markAt = 17;

type Kind = EntryView['kind'];
type Attributes = Readonly<Record<string, string | number>>;

/** The lanes next to an entry. */
export function entryLanes(entry: EntryView): SVGSVGElement {
  const { band, bandBefore, bars, kind } = entry;
  const changes = !isSame(band, bandBefore);
  const svg = lanes();
  if (changes) svg.append(bandPiece(bandBefore, 'below'), bandPiece(band, 'above'));
  else svg.append(bandPiece(band, 'through'));
  if (changes && laneOf(kind) !== x.staged) {
    svg.append(
      shape('line', `connector ${band.kind}`, {
        x1: x.band,
        x2: laneOf(kind),
        y1: markAt,
        y2: markAt,
      }),
    );
  }
  appendAll(svg, bars.map(barPiece));
  if (kind !== 'deployment') svg.append(drawMark(kind, entry.mark, laneOf(kind), markAt));
  return svg;
}

/** The lanes without an entry: under the heading of a day, and at both ends. */
export function emptyLanes(band: Band, bars: readonly Bar[]): SVGSVGElement {
  const svg = lanes();
  appendAll(svg, [bandPiece(band, 'through'), bars.map(barPiece)]);
  return svg;
}

/** A single mark, for the legend. */
export function legendMark(kind: Kind | 'current'): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'legend-mark');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(
    kind === 'current'
      ? shape('rect', 'band now', { x: 4, y: 1, width: 8, height: 14, rx: 2 })
      : kind === 'deployment'
        ? shape('rect', 'bar done', { x: 4.5, y: 1, width: 7, height: 14, rx: 3.5 })
        : drawMark(kind, 'done', 8, 8),
  );
  return svg;
}

function lanes(): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'lanes');
  svg.setAttribute('aria-hidden', 'true');
  for (const at of [x.staged, x.assigned, x.deployed, x.revision]) {
    svg.append(shape('line', 'guide', { x1: at, x2: at, y1: 0, y2: '100%' }));
  }
  return svg;
}

function laneOf(kind: Kind): number {
  switch (kind) {
    case 'droplet':
    case 'build':
    case 'package':
      return x.staged;
    case 'assignment':
      return x.assigned;
    case 'deployment':
      return x.deployed;
    case 'revision':
      return x.revision;
  }
}

function isSame(a: Band, b: Band): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind === b.kind;
  return a.droplet === b.droplet;
}

/** Leaves a notch between two stretches: in high contrast their colors may be the same. */
function bandPiece(band: Band, part: 'through' | 'above' | 'below'): SVGElement {
  const spans = {
    through: { y: 0, height: '100%' },
    above: { y: 0, height: markAt - 1.5 },
    // Long enough for any row: the excess is cut off.
    below: { y: markAt + 1.5, height: '100%' },
  };
  const [left, width] = band.kind === 'unknown' ? [x.band - 0.5, 1] : [x.band - 4, 8];
  const piece = shape('rect', `band ${band.kind}`, { x: left, width, ...spans[part] });
  if (band.kind !== 'unknown') piece.setAttribute('data-droplet', band.droplet);
  return piece;
}

/**
 * From its mark up to the deployment's end; if it ended before the next entry, as long
 * as the row allows.
 */
function barPiece({ column, mark, isStart, isEnd }: Bar): SVGElement {
  const left = x.deployed - 3.5 + column * barDistance;
  const top = isEnd ? 4 : -8;
  const span = isStart ? { y: top, height: markAt + 7 - top } : { y: top, height: '150%' };
  return shape('rect', `bar ${mark}`, { x: left, width: 7, rx: 3.5, ...span });
}

function drawMark(kind: Kind, mark: EntryView['mark'], cx: number, cy: number): SVGElement {
  const name = `sign ${kind} ${mark}`;
  switch (kind) {
    case 'droplet': {
      const group = shape('g', name, {});
      group.append(shape('circle', '', { cx, cy, r: 5 }));
      const cross = `M${cx - 2.2} ${cy - 2.2}l4.4 4.4m0 -4.4l-4.4 4.4`;
      if (mark === 'failed') group.append(shape('path', '', { d: cross }));
      return group;
    }
    case 'build':
      return shape('rect', name, { x: cx - 4, y: cy - 4, width: 8, height: 8, rx: 1.5 });
    case 'package':
      return shape('rect', name, { x: cx - 3, y: cy - 3, width: 6, height: 6, rx: 1 });
    case 'assignment':
    case 'deployment':
      return shape('path', name, { d: `M${cx} ${cy - 6}l6 6 -6 6 -6 -6z` });
    case 'revision':
      return shape('path', name, { d: `M${cx - 4} ${cy - 4}h5l4 4 -4 4h-5z` });
  }
}

function shape(tag: string, name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS(namespace, tag);
  if (name !== '') made.setAttribute('class', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
