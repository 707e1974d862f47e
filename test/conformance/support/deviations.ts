export interface Deviation {
  /** The end of what is reported: path, status, place in the answer, complaint. */
  readonly at: string;
  readonly why: string;
}

/** Where a real Cloud Controller's answers differ from the description of them. Each one must occur. */
export const deviations: readonly Deviation[] = [
  { at: '/v2/info 200 is not described', why: 'it belongs to the v2 API, which is not described' },
  {
    at: '/relationships/quota/data must be object',
    why: 'null for a space without a quota of its own',
  },
  {
    at: '/lifecycle/data/credentials must be object',
    why: 'three stars in place of what is secret',
  },
  { at: '/process_types must be object', why: 'null until a droplet is staged' },
  {
    at: '/env 200 /environment_variables must be object',
    why: 'null for an app without variables of its own',
  },
  { at: '/actions/cancel 200 body must be object', why: 'the answer is empty' },
  { at: '/v3/droplets/{guid} 202 body must be object', why: 'the answer is empty' },
  { at: '/actions/continue 200 body must be object', why: 'the answer is empty' },
];
