// Objects of the API as the generations of Cloud Controllers send them; a test names only what it is about.

type Fields = Readonly<Record<string, unknown>>;

export function anOrganization({ guid = 'org-1', ...fields }: Fields & { guid?: string } = {}) {
  return {
    guid,
    name: guid,
    suspended: false,
    links: { self: { href: `/v3/organizations/${guid}` } },
    ...fields,
  };
}

export function aSpace({ guid = 'space-1', ...fields }: Fields & { guid?: string } = {}) {
  return {
    guid,
    name: guid,
    relationships: { organization: { data: { guid: 'org-1' } } },
    links: { self: { href: `/v3/spaces/${guid}` } },
    ...fields,
  };
}

/** An app of 3.175 and later, which tells its current droplet. */
export function anApp({
  guid = 'app-1',
  current = null,
  ...fields
}: Fields & { guid?: string; current?: string | null } = {}) {
  return {
    guid,
    name: 'billing',
    state: 'STARTED',
    created_at: '2026-01-01T10:00:00Z',
    updated_at: '2026-01-01T10:00:00Z',
    lifecycle: { type: 'buildpack', data: { buildpacks: ['java_buildpack'], stack: 'cflinuxfs4' } },
    relationships: {
      space: { data: { guid: 'space-1' } },
      current_droplet: { data: { guid: current } },
    },
    metadata: { labels: {}, annotations: {} },
    links: {
      self: { href: `/v3/apps/${guid}` },
      current_droplet: { href: `/v3/apps/${guid}/droplets/current` },
      droplets: { href: `/v3/apps/${guid}/droplets` },
    },
    ...fields,
  };
}

/** An app between 3.15 and 3.174: which droplet is current must be asked. */
export function anAppOf399(fields: Fields & { guid?: string } = {}) {
  return anApp({ relationships: { space: { data: { guid: 'space-1' } } }, ...fields });
}

/** An app of May 2016 to March 2017, whose `droplet` link is the question which one is current. */
export function anAppOf2016({ guid = 'app-1', ...fields }: Fields & { guid?: string } = {}) {
  return {
    guid,
    name: 'billing',
    desired_state: 'STOPPED',
    total_desired_instances: 0,
    created_at: '2016-06-01T10:00:00Z',
    updated_at: null,
    lifecycle: { type: 'buildpack', data: { buildpack: null, stack: 'cflinuxfs2' } },
    links: {
      self: { href: `/v3/apps/${guid}` },
      space: { href: '/v2/spaces/space-1' },
      droplet: { href: `/v3/apps/${guid}/droplets/current` },
      droplets: { href: `/v3/apps/${guid}/droplets` },
    },
    ...fields,
  };
}

/** An app of 2015: the `droplet` link names the current one, and is missing where none is. */
export function anAppOf2015({
  guid = 'app-1',
  current = null,
  ...fields
}: Fields & { guid?: string; current?: string | null } = {}) {
  return {
    guid,
    name: 'billing',
    desired_state: 'STOPPED',
    created_at: '2015-10-01T10:00:00Z',
    updated_at: null,
    environment_variables: {},
    links: {
      self: { href: `/v3/apps/${guid}` },
      space: { href: '/v2/spaces/space-1' },
      droplets: { href: `/v3/apps/${guid}/droplets` },
      assign_current_droplet: { href: `/v3/apps/${guid}/current_droplet`, method: 'PUT' },
      ...(current === null ? {} : { droplet: { href: `/v3/droplets/${current}` } }),
    },
    ...fields,
  };
}

/** A droplet as a modern Cloud Controller shows it by itself, nothing withheld. */
export function aDroplet({
  guid = 'droplet-1',
  app = 'app-1',
  ...fields
}: Fields & { guid?: string; app?: string } = {}) {
  return {
    guid,
    created_at: '2026-01-02T10:00:00Z',
    updated_at: '2026-01-02T10:01:00Z',
    state: 'STAGED',
    error: null,
    lifecycle: { type: 'buildpack', data: {} },
    checksum: { type: 'sha256', value: 'abc123' },
    buildpacks: [
      {
        name: 'java_buildpack',
        detect_output: 'java',
        version: '4.77',
        buildpack_name: 'java',
      },
    ],
    stack: 'cflinuxfs4',
    image: null,
    execution_metadata: '{"cmd":[]}',
    process_types: { web: 'bin/run' },
    relationships: { app: { data: { guid: app } } },
    metadata: { labels: {}, annotations: {} },
    links: {
      self: { href: `/v3/droplets/${guid}` },
      package: { href: '/v3/packages/package-1' },
      app: { href: `/v3/apps/${app}` },
      assign_current_droplet: {
        href: `/v3/apps/${app}/relationships/current_droplet`,
        method: 'PATCH',
      },
      download: { href: `/v3/droplets/${guid}/download` },
    },
    ...fields,
  };
}

/** A droplet of May 2016 to March 2017, assigned with PUT …/droplets/current. */
export function aDropletOf2016({
  guid = 'droplet-1',
  app = 'app-1',
  ...fields
}: Fields & { guid?: string; app?: string } = {}) {
  return {
    guid,
    state: 'STAGED',
    error: null,
    lifecycle: { type: 'buildpack', data: { buildpack: 'ruby_buildpack', stack: 'cflinuxfs2' } },
    staging_memory_in_mb: 1024,
    staging_disk_in_mb: 4096,
    result: {
      execution_metadata: '',
      process_types: { web: 'rackup' },
      hash: { type: 'sha1', value: 'abc123' },
      buildpack: { name: 'ruby_buildpack', detect_output: 'ruby 2.3' },
      stack: 'cflinuxfs2',
    },
    environment_variables: { redacted_message: '[PRIVATE DATA HIDDEN IN LISTS]' },
    created_at: '2016-06-02T10:00:00Z',
    updated_at: null,
    links: {
      self: { href: `/v3/droplets/${guid}` },
      package: { href: '/v3/packages/package-1' },
      app: { href: `/v3/apps/${app}` },
      assign_current_droplet: { href: `/v3/apps/${app}/droplets/current`, method: 'PUT' },
    },
    ...fields,
  };
}

/** A droplet of autumn 2015, assigned with PUT …/current_droplet. */
export function aDropletOf2015({
  guid = 'droplet-1',
  app = 'app-1',
  ...fields
}: Fields & { guid?: string; app?: string } = {}) {
  return {
    guid,
    state: 'STAGED',
    hash: { type: 'sha1', value: 'abc123' },
    buildpack: 'ruby_buildpack',
    error: null,
    procfile: 'web: rackup',
    environment_variables: {},
    created_at: '2015-10-02T10:00:00Z',
    updated_at: null,
    links: {
      self: { href: `/v3/droplets/${guid}` },
      package: { href: '/v3/packages/package-1' },
      app: { href: `/v3/apps/${app}` },
      assign_current_droplet: { href: `/v3/apps/${app}/current_droplet`, method: 'PUT' },
    },
    ...fields,
  };
}

/** One page of a v3 list. Without `next` it is the last one. */
export function aPage(
  resources: unknown,
  { next = null, total, ...pagination }: Fields & { next?: string | null; total?: number } = {},
) {
  const count = Array.isArray(resources) ? resources.length : 0;
  return {
    pagination: {
      total_results: total ?? count,
      total_pages: 1,
      next: next === null ? null : { href: next },
      previous: null,
      ...pagination,
    },
    resources,
  };
}

/** One page of a v2 list. */
export function aV2Page(
  resources: readonly unknown[],
  { next = null, total = resources.length }: { next?: string | null; total?: number } = {},
) {
  return { total_results: total, total_pages: 1, prev_url: null, next_url: next, resources };
}

/** An organization or space of v2. */
export function aV2Resource(kind: 'organizations' | 'spaces', guid: string, entity: Fields = {}) {
  return {
    metadata: {
      guid,
      url: `/v2/${kind}/${guid}`,
      created_at: '2015-01-01T00:00:00Z',
      updated_at: null,
    },
    entity: { name: guid, ...entity },
  };
}

/** What `GET /` says. */
export function aRoot(origin: string, links: Fields = {}) {
  return {
    links: {
      self: { href: origin },
      cloud_controller_v2: { href: `${origin}/v2`, meta: { version: '2.293.0' } },
      cloud_controller_v3: { href: `${origin}/v3`, meta: { version: '3.228.0' } },
      uaa: { href: origin },
      login: { href: origin },
      ...links,
    },
  };
}

/** A rolling deployment of 3.175 and later that is under way. */
export function aDeployment({
  guid = 'deployment-1',
  app = 'app-1',
  droplet = 'droplet-2',
  value = 'ACTIVE',
  reason = 'DEPLOYING',
  status = {},
  ...fields
}: Fields & {
  guid?: string;
  app?: string;
  droplet?: string;
  value?: string;
  reason?: string;
  status?: Fields;
} = {}) {
  return {
    guid,
    created_at: '2026-01-03T10:00:00Z',
    updated_at: '2026-01-03T10:00:00Z',
    status: {
      value,
      reason,
      details: {
        last_successful_healthcheck: '2026-01-03T10:00:00Z',
        last_status_change: '2026-01-03T10:00:00Z',
      },
      ...status,
    },
    strategy: 'rolling',
    options: { max_in_flight: 1 },
    droplet: { guid: droplet },
    previous_droplet: { guid: 'droplet-1' },
    new_processes: [{ guid: 'process-2', type: 'web' }],
    revision: null,
    relationships: { app: { data: { guid: app } } },
    metadata: { labels: {}, annotations: {} },
    links: {
      self: { href: `/v3/deployments/${guid}` },
      app: { href: `/v3/apps/${app}` },
      cancel: { href: `/v3/deployments/${guid}/actions/cancel`, method: 'POST' },
      ...(reason === 'PAUSED' && {
        continue: { href: `/v3/deployments/${guid}/actions/continue`, method: 'POST' },
      }),
    },
    ...fields,
  };
}
