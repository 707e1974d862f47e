// Measures against the sample foundations at the given addresses, a large and a huge one, and sends the figures to the
// process that started it.
import { measureDroplets } from './droplets.ts';
import { measurePainted } from './painted.ts';
import { countRequests } from './requests.ts';
import { measureSearch } from './search.ts';
import { Session } from './session.ts';

const [, , large = '', huge = ''] = process.argv;
const [session, hugeSession] = [new Session(large), new Session(huge)];
await Promise.all([session.signIn(), hugeSession.signIn()]);
const figures = [
  await countRequests(session),
  ...(await measureDroplets(session)),
  ...(await measureSearch(hugeSession)),
  await measurePainted(session),
];
process.send?.({ figures });
process.disconnect();
