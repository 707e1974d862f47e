// Writes an index again and again until it is killed: run by indexFolder.test.ts as a process of its own.
import { AppIndex } from '../../../../src/search/appIndex.ts';
import { IndexFolder } from '../../../../src/search/indexFolder.ts';

const [, , folder = '', size = ''] = process.argv;
const store = new IndexFolder(folder, { debug: () => undefined }).store('foundation', 'user');
for (let round = 0; ; round += 1) {
  const apps = new AppIndex();
  // The name of every app tells the round, so that a mixture would show.
  for (let n = 0; n < Number(size); n += 1) {
    apps.put({ guid: `app-${n}`, name: `round-${round}`, place: null });
  }
  await store.save({ apps, since: new Date(round), checked: new Date(round) });
  if (round === 0) process.send?.('written');
}
