// Measures against the sample foundation at the given address, and sends the figures to the process that started it.
import { measureDroplets } from './droplets.ts';
import { countRequests } from './requests.ts';
import { Session } from './session.ts';

const [, , api = ''] = process.argv;
const session = new Session(api);
await session.signIn();
const figures = [await countRequests(session), ...(await measureDroplets(session))];
process.send?.({ figures });
process.disconnect();
