import assert from 'node:assert/strict';
import { refusalOf, type RefusalKind, type Remedy } from '../../../src/changes/refusals.ts';
import {
  NotCloudFoundryError,
  ReadOnlyError,
  RefusedLinkError,
  SignedOutError,
  toCloudControllerError,
  UnreachableError,
} from '../../../src/cloudfoundry/errors.ts';

interface Row {
  readonly status: number;
  readonly code: number;
  readonly title: string;
  readonly detail: string;
  readonly kind: RefusalKind;
  readonly remedies: readonly Remedy[];
}

function row(
  status: number,
  code: number,
  title: string,
  detail: string,
  kind: RefusalKind,
  ...remedies: readonly Remedy[]
): Row {
  return { status, code, title: `CF-${title}`, detail, kind, remedies };
}

const unprocessable = (detail: string, kind: RefusalKind, ...remedies: readonly Remedy[]) =>
  row(422, 10008, 'UnprocessableEntity', detail, kind, ...remedies);
const notFound = (detail: string, kind: RefusalKind, ...remedies: readonly Remedy[]) =>
  row(404, 10010, 'ResourceNotFound', detail, kind, ...remedies);

/** What Cloud Controllers answer to an assignment that they refuse. */
const assigning: readonly Row[] = [
  unprocessable(
    'Unable to assign current droplet. Ensure the droplet exists and belongs to this app.',
    'notOfThisApp',
    'refresh',
    'pickAnother',
  ),
  unprocessable(
    'Current droplet cannot be removed. Replace it with a preferred droplet.',
    'cannotBeRemoved',
    'pickAnother',
  ),
  unprocessable('droplet must be in staged state', 'notStaged', 'pickAnother', 'refresh'),
  unprocessable(
    "Unable to create process types for this app's droplet. Please provide a droplet with valid process types.",
    'noProcessTypes',
    'pickAnother',
  ),
  unprocessable(
    'Unable to assign current droplet while the app has a deployment in progress. Wait for the deployment to complete or cancel it.',
    'deploymentRuns',
    'showDeployment',
    'cancelDeployment',
  ),
  unprocessable(
    "Buildpack defined sidecar 'agent' conflicts with an existing user-defined sidecar. Consider renaming 'agent'.",
    'sidecarConflict',
    'pickAnother',
  ),
  unprocessable(
    'The sidecar memory allocation defined is too large to run with the dependent "web" process',
    'sidecarConflict',
    'pickAnother',
  ),
  row(422, 10020, 'ResourceBeingDeleted', 'The space is being deleted', 'beingDeleted', 'refresh'),
  unprocessable('Stop the app before changing droplet', 'stopFirst', 'stopFirst'),
  notFound('App not found', 'appGone', 'refresh'),
  notFound('Droplet not found', 'dropletGone', 'refresh', 'pickAnother'),
  row(
    403,
    10003,
    'NotAuthorized',
    'You are not authorized to perform the requested action',
    'notAllowed',
    'signIn',
  ),
  row(403, 10017, 'OrgSuspended', 'The organization is suspended', 'organizationSuspended'),
  row(403, 10019, 'SpaceSuspended', 'The space is suspended', 'spaceSuspended'),
  row(
    400,
    1001,
    'MessageParseError',
    'Request invalid due to parse error: invalid request body',
    'malformed',
  ),
];

/** What they answer to the other changes. */
const others: readonly Row[] = [
  unprocessable('Assign a droplet before starting this app.', 'noDroplet', 'pickAnother'),
  unprocessable(
    'Invalid droplet. Please specify a droplet in the request or set a current droplet for the app.',
    'noDroplet',
    'pickAnother',
  ),
  unprocessable(
    'Cannot cancel a deployment with status: FINALIZED and reason: CANCELED',
    'deploymentOver',
    'refresh',
  ),
  unprocessable(
    'Cannot continue a deployment with status: ACTIVE and reason: DEPLOYING',
    'notPaused',
    'showDeployment',
    'refresh',
  ),
  unprocessable(
    'Unable to use app. Ensure that the app exists and you have access to it.',
    'appNotUsable',
    'refresh',
    'signIn',
  ),
  unprocessable(
    "Strategy 'canary' is not a supported deployment strategy",
    'strategyUnsupported',
    'restartInstead',
  ),
  unprocessable(
    'The droplet is currently used by app with guid "app-1".',
    'dropletInUse',
    'pickAnother',
    'refresh',
  ),
  unprocessable(
    'Unable to deploy this revision, the droplet for this revision no longer exists.',
    'dropletGone',
    'refresh',
    'pickAnother',
  ),
  unprocessable('Only staged droplets can be downloaded.', 'notStaged', 'pickAnother', 'refresh'),
  unprocessable('Unable to create a deployment: the app has no web process.', 'other'),
  notFound('Deployment not found', 'deploymentGone', 'refresh'),
  notFound('Revision not found', 'gone', 'refresh'),
  notFound(
    'Droplet not found. Ensure it exists and you have access to it.',
    'dropletGone',
    'refresh',
    'pickAnother',
  ),
  row(
    403,
    390014,
    'DeploymentsDisabled',
    'Deployments cannot be created due to manifest property',
    'deploymentsDisabled',
    'restartInstead',
  ),
  row(403, 330002, 'FeatureDisabled', 'Feature Disabled: env_var_visibility', 'featureDisabled'),
  row(404, 10000, 'NotFound', 'Unknown request', 'unknownEndpoint'),
  row(401, 1000, 'InvalidAuthToken', 'Invalid Auth Token', 'signedOut', 'signIn'),
  row(401, 10002, 'NotAuthenticated', 'Authentication error', 'signedOut', 'signIn'),
  row(429, 10013, 'RateLimitExceeded', 'Rate Limit Exceeded', 'tooManyRequests'),
  row(
    400,
    10005,
    'BadQueryParameter',
    'The query parameter is invalid: Per page must be a positive integer',
    'malformed',
  ),
  unprocessable("App with the name 'web2' already exists.", 'other'),
  unprocessable('name presence, name format', 'other'),
  row(418, 424242, 'Teapot', 'I am something that nobody has heard of', 'other'),
];

function v3({ status, code, title, detail }: Row) {
  const body = JSON.stringify({ errors: [{ code, title, detail }] });
  return toCloudControllerError(answerOf(status), body);
}

/** As v2 says it, and v3 before October 2016. */
function early({ status, code, title, detail }: Row) {
  const body = JSON.stringify({ code, description: detail, error_code: title });
  return toCloudControllerError(answerOf(status), body);
}

function answerOf(status: number) {
  const url = 'https://api.example.org/v3/x';
  return { method: 'PATCH', url, status, requestId: 'req-1', retryAfter: null };
}

for (const [name, rows] of [
  ['of an assignment', assigning],
  ['of other changes', others],
] as const) {
  describe(`refusalOf, ${name}`, () => {
    for (const each of rows) {
      it(`${each.status} ${each.detail} is ${each.kind}`, () => {
        for (const error of [v3(each), early(each)]) {
          const refusal = refusalOf(error);
          assert.equal(refusal?.kind, each.kind);
          assert.deepEqual(refusal.remedies, each.remedies);
          assert.ok(refusal.said.startsWith(each.detail), refusal.said);
        }
      });
    }
  });
}

describe('refusalOf', () => {
  it('finds the reason that it knows among several', () => {
    const errors = [
      { code: 10008, title: 'CF-UnprocessableEntity', detail: 'Something new.' },
      { code: 10008, title: 'CF-UnprocessableEntity', detail: 'droplet must be in staged state' },
    ];
    const error = toCloudControllerError(answerOf(422), JSON.stringify({ errors }));
    assert.equal(refusalOf(error)?.kind, 'notStaged');
  });

  it('uses the status when a gateway answers in its own format', () => {
    for (const [status, kind] of [
      [401, 'signedOut'],
      [403, 'notAllowed'],
      [404, 'other'],
      [413, 'other'],
      [429, 'tooManyRequests'],
    ] as const) {
      assert.equal(refusalOf(toCloudControllerError(answerOf(status), '<h1>No</h1>'))?.kind, kind);
    }
  });

  it('recognizes our own refusals', () => {
    for (const [error, kind, remedies] of [
      [new ReadOnlyError('api.example.org'), 'readOnly', []],
      [new RefusedLinkError('/v3/x', 'it leads elsewhere'), 'refusedLink', ['refresh']],
      [new SignedOutError('you are not signed in'), 'signedOut', ['signIn']],
    ] as const) {
      assert.deepEqual(refusalOf(error), { kind, remedies, said: error.message });
    }
  });

  it('is null when it is unclear whether anything happened', () => {
    for (const error of [
      new UnreachableError('https://x', 'timeout', 'no answer', null),
      new NotCloudFoundryError('https://x', 302, 'a portal'),
      toCloudControllerError(answerOf(500), ''),
      toCloudControllerError(
        answerOf(502),
        '{"errors":[{"code":20004,"title":"CF-UaaUnavailable"}]}',
      ),
      toCloudControllerError(answerOf(408), ''),
      new Error('anything'),
      'text',
      null,
    ]) {
      assert.equal(refusalOf(error), null);
    }
  });
});
