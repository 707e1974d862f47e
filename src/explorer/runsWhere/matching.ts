import type { Term } from '../filter.ts';
import { matchesApp, matchesDroplet, matchesPlace } from '../filterMatch.ts';
import { dropletOfRow, type TableRow } from './tableRow.ts';

/** Whether an app and its current droplet meet all of these terms. */
export function matchesRow(terms: readonly Term[], row: TableRow, now: Date): boolean {
  return terms.every(({ condition, isNegated, text }) => {
    return meets({ text, condition, isNegated: false }, row, now) !== isNegated;
  });
}

/** What only a droplet has, no row meets whose droplet isn't known. */
function meets(term: Term, row: TableRow, now: Date): boolean {
  const terms = [term];
  const { app, place } = row;
  const droplet = dropletOfRow(row);
  const ofApp = () => matchesApp(terms, app, now);
  const ofDroplet = () => droplet !== null && matchesDroplet(terms, droplet, now);
  switch (term.condition.kind) {
    case 'name':
    case 'state':
    case 'lifecycle':
      return ofApp();
    case 'word':
    case 'guid':
    case 'label':
      return ofApp() || ofDroplet();
    case 'stack':
    case 'buildpack':
    case 'image':
    case 'commit':
    case 'age':
      return ofDroplet();
    case 'org':
    case 'space':
    case 'app':
      return matchesPlace(
        { terms },
        {
          organization: place?.organization.name ?? null,
          space: place?.space.name ?? null,
          app: app.name,
        },
      );
    case 'sort':
      return true;
  }
}
