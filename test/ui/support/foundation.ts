import { anApp, anOrganization, aPage, aRoot, aSpace } from '../../support/builders.ts';
import {
  json,
  startServer,
  unknownRequest,
  type Received,
  type Reply,
  type TestServer,
} from '../../support/hostileServer.ts';
import { aToken } from '../../support/tokens.ts';
import type { Workbench } from './workbench.ts';

type Droplet = Readonly<Record<string, unknown>> & { readonly guid: string };

/** A Cloud Foundry with one app `billing` in acme / dev, whose answers a test may change as it goes. */
export interface TestFoundation {
  readonly server: TestServer;
  /** What is answered instead, by `METHOD /path` without query. */
  readonly instead: Map<string, (request: Received) => Reply>;
}

export const user = { name: 'dev@example.org', password: 'correct horse' };

/** Starts it on a free port of loopback; the first droplet is the current one. `closeServers` ends it. */
export async function startFoundation(droplets: readonly Droplet[]): Promise<TestFoundation> {
  const instead: TestFoundation['instead'] = new Map();
  const app = anApp({ current: droplets[0]?.guid ?? null });
  const answers = new Map<string, Reply>([
    ['GET /v3/organizations', json(aPage([anOrganization({ name: 'acme' })]))],
    ['GET /v3/spaces', json(aPage([aSpace({ name: 'dev' })]))],
    ['GET /v3/apps', json(aPage([app]))],
    ['GET /v3/apps/app-1', json(app)],
    ['GET /v3/apps/app-1/droplets', json(aPage(droplets))],
    ['GET /v3/apps/app-1/droplets/current', json(droplets[0])],
    ...droplets.map((droplet) => [`GET /v3/droplets/${droplet.guid}`, json(droplet)] as const),
  ]);
  const server = await startServer((request) => {
    const route = `${request.method} ${request.path.split('?', 1)[0]}`;
    const other = instead.get(route);
    if (other) return other(request);
    if (route === 'GET /') return json(aRoot(server.origin));
    if (route === 'POST /oauth/token') return tokenAnswer(request);
    return answers.get(route) ?? unknownRequest;
  });
  return { server, instead };
}

function tokenAnswer({ body }: Received): Reply {
  const form = new URLSearchParams(body);
  const isKnown = form.get('username') === user.name && form.get('password') === user.password;
  return isKnown
    ? json({
        access_token: aToken('access'),
        refresh_token: aToken('refresh'),
        expires_in: 3600,
      })
    : json({ error: 'unauthorized', error_description: 'Bad credentials' }, 401);
}

/** Signs in as a user does: the command, then address, name and password. */
export async function signIn(
  workbench: Workbench,
  api: string,
  who: typeof user = user,
): Promise<void> {
  await workbench.runCommandByKeys('Cloud Foundry: Sign In to Foundation…');
  await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
  await workbench.answer(api);
  await answerAs(workbench, who);
}

/** Answers what is asked of somebody who signs in, once the address is known. */
export async function answerAs(
  workbench: Workbench,
  { name, password }: typeof user = user,
): Promise<void> {
  await workbench.question('How do you want to sign in?').waitFor();
  await workbench.answer('User Name and Password');
  await workbench.quickInput.getByText('User name, often an email address').waitFor();
  await workbench.answer(name);
  await workbench.quickInput.getByText(`Password for ${name}`).waitFor();
  await workbench.answer(password);
}

/** Opens the app's droplets in the tree. */
export async function expandToDroplets(workbench: Workbench): Promise<void> {
  await workbench.expand(/^acme/);
  await workbench.expand(/^dev/);
  await workbench.expand(/^billing/);
}

/** Signs in again in a page that was opened anew: it has lost its secrets, and says so. */
export async function signInFromView(workbench: Workbench, who: typeof user = user): Promise<void> {
  await workbench.sideBar.getByRole('button', { name: 'Sign In to Foundation…' }).click();
  await workbench.quickInput.getByText('Address of the Cloud Foundry API').waitFor();
  await workbench.page.keyboard.press('Enter');
  await answerAs(workbench, who);
}
