import type { Mark } from '../frame.ts';

type Shape = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

const circle: Shape[number] = ['circle', { cx: '8', cy: '8', r: '6.25' }];
const line = (d: string): Shape[number] => ['path', { d }];

const shapes = {
  done: [circle, line('M5.2 8.2l2 2 3.8-4.2')],
  failed: [circle, line('M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4')],
  running: [circle, line('M8 4.6V8l2.3 1.6')],
  ended: [circle, line('M5.4 8h5.2')],
  missing: [['circle', { cx: '8', cy: '8', r: '6.25', 'stroke-dasharray': '2.2 2.2' }]],
  hidden: [
    ['rect', { x: '3.5', y: '7', width: '9', height: '6', rx: '1' }],
    line('M5.5 7V5a2.5 2.5 0 015 0v2'),
  ],
  previous: [line('M8 12.5v-9M4 7.3l4-4 4 4')],
  next: [line('M8 3.5v9M4 8.7l4 4 4-4')],
  twistie: [line('M6 4l4 4-4 4')],
  copy: [
    ['rect', { x: '5.5', y: '5.5', width: '7', height: '8', rx: '1' }],
    line('M10 3.5v-.5a1 1 0 00-1-1H4a1 1 0 00-1 1v6.5a1 1 0 001 1h.5'),
  ],
  reveal: [line('M3.5 3.5v9M3.5 8h8M8.5 5l3 3-3 3')],
  notice: [circle, line('M8 4.8v4M8 10.9v.3')],
} satisfies Record<string, Shape>;

type IconName = keyof typeof shapes | Mark;

/**
 * A drawing in the color of the surrounding text. Hidden from screen readers: there is a
 * word next to it.
 */
export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${name}`);
  for (const [tag, attributes] of shapes[name]) {
    const shape = document.createElementNS(namespace, tag);
    for (const [attribute, value] of Object.entries(attributes)) {
      shape.setAttribute(attribute, value);
    }
    svg.append(shape);
  }
  return svg;
}
