// Bodies of the public API documentation of 2015, as they stand there.

/** `GET /v3/apps` of December 2015. */
export const apps2015 = {
  pagination: {
    total_results: 3,
    first: {
      href: '/v3/apps?names=my_app1&order_by=-created_at&page=1&per_page=2&space_guids=717fb90a-2150-456a-932e-59b054d36c44%2C3d559aed-72c1-4ded-9bd9-be3efe61f7ca%2C0df1575c-3180-4b7a-9b24-a64d0a28eaf0',
    },
    last: {
      href: '/v3/apps?names=my_app1&order_by=-created_at&page=2&per_page=2&space_guids=717fb90a-2150-456a-932e-59b054d36c44%2C3d559aed-72c1-4ded-9bd9-be3efe61f7ca%2C0df1575c-3180-4b7a-9b24-a64d0a28eaf0',
    },
    next: {
      href: '/v3/apps?names=my_app1&order_by=-created_at&page=2&per_page=2&space_guids=717fb90a-2150-456a-932e-59b054d36c44%2C3d559aed-72c1-4ded-9bd9-be3efe61f7ca%2C0df1575c-3180-4b7a-9b24-a64d0a28eaf0',
    },
    previous: null,
  },
  resources: [
    {
      guid: 'guid-2e202b81-950f-4526-ba18-e862f5ce3bac',
      name: 'my_app1',
      desired_state: 'STOPPED',
      total_desired_instances: 0,
      created_at: '2015-11-30T23:38:36Z',
      updated_at: null,
      lifecycle: {
        type: 'buildpack',
        data: {
          buildpack: 'name-581',
          stack: 'name-582',
        },
      },
      environment_variables: {},
      links: {
        self: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac',
        },
        space: {
          href: '/v2/spaces/717fb90a-2150-456a-932e-59b054d36c44',
        },
        processes: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/processes',
        },
        routes: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/routes',
        },
        packages: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/packages',
        },
        droplets: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/droplets',
        },
        start: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/start',
          method: 'PUT',
        },
        stop: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/stop',
          method: 'PUT',
        },
        assign_current_droplet: {
          href: '/v3/apps/guid-2e202b81-950f-4526-ba18-e862f5ce3bac/current_droplet',
          method: 'PUT',
        },
      },
    },
    {
      guid: 'guid-5ca97bc8-4571-4a5d-a843-031f21f21b07',
      name: 'my_app1',
      desired_state: 'STOPPED',
      total_desired_instances: 0,
      created_at: '2015-11-30T23:38:36Z',
      updated_at: null,
      lifecycle: {
        type: 'buildpack',
        data: {
          buildpack: 'name-583',
          stack: 'name-584',
        },
      },
      environment_variables: {},
      links: {
        self: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07',
        },
        space: {
          href: '/v2/spaces/0df1575c-3180-4b7a-9b24-a64d0a28eaf0',
        },
        processes: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/processes',
        },
        routes: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/routes',
        },
        packages: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/packages',
        },
        droplets: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/droplets',
        },
        start: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/start',
          method: 'PUT',
        },
        stop: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/stop',
          method: 'PUT',
        },
        assign_current_droplet: {
          href: '/v3/apps/guid-5ca97bc8-4571-4a5d-a843-031f21f21b07/current_droplet',
          method: 'PUT',
        },
      },
    },
  ],
};
