import type { JsonObject } from '../../cloudfoundry/json.ts';
import { ApiError, badQuery } from '../http/apiError.ts';
import { ok, type Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { writeQuery } from '../http/query.ts';
import { signedIn, type Route } from '../http/router.ts';
import type { Organization, Space } from '../model.ts';
import { presentV2Organization, presentV2Space } from '../present/v2.ts';

/** What the v2 API can be asked about organizations and spaces. */
export const v2Routes: readonly Route[] = [
  signedIn('GET', '/v2/organizations', (call) =>
    list(call, call.state.data.organizations, { name: ({ name }) => name }, presentV2Organization),
  ),
  signedIn('GET', '/v2/organizations/:guid', (call) =>
    ok(presentV2Organization(organizationOfCall(call))),
  ),
  signedIn('GET', '/v2/organizations/:guid/spaces', (call) => {
    const organization = organizationOfCall(call);
    const spaces = call.state.data.spaces.filter((space) => space.organization === organization);
    return list(call, spaces, spaceFields, presentV2Space);
  }),
  signedIn('GET', '/v2/spaces', (call) =>
    list(call, call.state.data.spaces, spaceFields, presentV2Space),
  ),
  signedIn('GET', '/v2/spaces/:guid', (call) => ok(presentV2Space(spaceOfCall(call)))),
];

type Fields<T> = Readonly<Record<string, (item: T) => string>>;

const spaceFields: Fields<Space> = {
  name: ({ name }) => name,
  organization_guid: ({ organization }) => organization.guid,
};
const mostResults = 100;

function organizationOfCall({ parameter, state }: Call): Organization {
  const guid = parameter('guid');
  const organization = state.organization(guid);
  if (organization) return organization;
  const detail = `The organization could not be found: ${guid}`;
  throw new ApiError(404, 30003, 'CF-OrganizationNotFound', detail);
}

function spaceOfCall({ parameter, state }: Call): Space {
  const guid = parameter('guid');
  const space = state.space(guid);
  if (space) return space;
  throw new ApiError(404, 40004, 'CF-SpaceNotFound', `The app space could not be found: ${guid}`);
}

function list<T>(
  call: Call,
  all: readonly T[],
  fields: Fields<T>,
  present: (item: T) => JsonObject,
): Answer {
  const page = number(call, 'page', 1);
  const size = number(call, 'results-per-page', 50);
  if (size > mostResults) throw badQuery([`results_per_page must be <= ${mostResults}`]);
  if (page < 1 || size < 1) throw badQuery(['page and results_per_page must be positive']);
  const direction = text(call, 'order-direction') || 'asc';
  const question = text(call, 'q');
  const tests = question === '' ? [] : question.split(';').map((part) => testOf(fields, part));
  const found = all.filter((item) => tests.every((test) => test(item)));
  if (direction === 'desc') found.reverse();
  const pages = Math.ceil(found.length / size);
  const urlOf = (other: number) =>
    `${call.path}?${writeQuery([
      ['order-direction', direction],
      ['page', String(other)],
      ...(question === '' ? [] : [['q', question] as const]),
      ['results-per-page', String(size)],
    ])}`;
  return ok({
    total_results: found.length,
    total_pages: Math.max(1, pages),
    prev_url: page > 1 ? urlOf(page - 1) : null,
    next_url: page < pages ? urlOf(page + 1) : null,
    resources: found.slice((page - 1) * size, page * size).map(present),
  });
}

/** `field:value` or `field IN value,value`. @throws ApiError 400 */
function testOf<T>(fields: Fields<T>, part: string): (item: T) => boolean {
  const [, name = '', operator = '', value = ''] = /^(\w+)(:| IN )(.*)$/.exec(part) ?? [];
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw badQuery([part]);
  const values = operator === ':' ? [value] : value.split(',');
  return (item) => values.includes(field(item));
}

function text({ query }: Call, name: string): string {
  const value = query.get(name);
  return typeof value === 'string' ? value : '';
}

function number(call: Call, name: string, otherwise: number): number {
  const asked = text(call, name);
  return asked === '' ? otherwise : Number.parseInt(asked, 10) || 0;
}
