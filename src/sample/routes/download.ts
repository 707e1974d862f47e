import { blobPath } from '../blobs/blobStore.ts';
import { unprocessable } from '../http/apiError.ts';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { signedIn, type Route } from '../http/router.ts';
import { record } from '../rules/events.ts';
import { dropletOfCall } from './droplets.ts';

/** Where the bits of a droplet are. Everybody who sees the droplet may have them. */
export const downloadRoutes: readonly Route[] = [
  signedIn('GET', '/v3/droplets/:guid/download', download),
];

function download(call: Call): Answer {
  const { state, user } = call;
  const droplet = dropletOfCall(call);
  if (droplet.lifecycle.type !== 'buildpack') {
    // Cloud Controller says docker of everything that no buildpack made.
    throw unprocessable("Cannot download droplets with 'docker' lifecycle.");
  }
  if (droplet.state !== 'STAGED') {
    throw unprocessable('Only staged droplets can be downloaded.');
  }
  record(state, droplet.app, user, 'audit.app.droplet.download', { droplet_guid: droplet.guid });
  const Location = call.blobs + state.signature.sign(blobPath(droplet), state.exactNow());
  return { status: 302, headers: { Location } };
}
