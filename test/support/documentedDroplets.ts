// Bodies of the public API documentation of 2015, 2016 and today, as they stand there.

/** `GET /v3/droplets` of October 2015. */
export const droplets2015 = {
  pagination: {
    total_results: 2,
    first: {
      href: '/v3/droplets?order_by=-created_at&page=1&per_page=2',
    },
    last: {
      href: '/v3/droplets?order_by=-created_at&page=1&per_page=2',
    },
    next: null,
    previous: null,
  },
  resources: [
    {
      guid: 'guid-dbc59191-1407-4b4b-81aa-bc2ffa63e05e',
      state: 'STAGED',
      hash: {
        type: 'sha1',
        value: 'my-hash',
      },
      buildpack: 'https://github.com/cloudfoundry/my-buildpack.git',
      error: null,
      procfile: null,
      environment_variables: {},
      created_at: '1970-01-01T00:00:02Z',
      updated_at: null,
      links: {
        self: {
          href: '/v3/droplets/guid-dbc59191-1407-4b4b-81aa-bc2ffa63e05e',
        },
        package: {
          href: '/v3/packages/guid-46ecf573-e05c-4b6c-ad26-f237662fd6fe',
        },
        app: {
          href: '/v3/apps/guid-995ee15c-34c8-4a57-af3f-b0a5f10b3557',
        },
        assign_current_droplet: {
          href: '/v3/apps/guid-995ee15c-34c8-4a57-af3f-b0a5f10b3557/current_droplet',
          method: 'PUT',
        },
      },
    },
    {
      guid: 'guid-1821f133-f036-489c-8bf2-4da3801ac704',
      state: 'STAGING',
      hash: {
        type: 'sha1',
        value: null,
      },
      buildpack: 'name-2452',
      error: null,
      procfile: null,
      environment_variables: {
        yuu: 'huuu',
      },
      created_at: '1970-01-01T00:00:01Z',
      updated_at: null,
      links: {
        self: {
          href: '/v3/droplets/guid-1821f133-f036-489c-8bf2-4da3801ac704',
        },
        package: {
          href: '/v3/packages/guid-46ecf573-e05c-4b6c-ad26-f237662fd6fe',
        },
        app: {
          href: '/v3/apps/guid-995ee15c-34c8-4a57-af3f-b0a5f10b3557',
        },
        assign_current_droplet: {
          href: '/v3/apps/guid-995ee15c-34c8-4a57-af3f-b0a5f10b3557/current_droplet',
          method: 'PUT',
        },
        buildpack: {
          href: '/v2/buildpacks/a4c8e973-2b1c-41af-ab9c-efdbce671043',
        },
      },
    },
  ],
};

/** `GET /v3/apps/:guid/droplets` as made from the OpenAPI description: placeholders everywhere. */
export const dropletsOfDescription = {
  pagination: {
    total_results: 0,
    total_pages: 0,
    first: {
      href: 'string',
      method: 'string',
    },
    last: {
      href: 'string',
      method: 'string',
    },
    next: {
      href: 'string',
      method: 'string',
    },
    previous: {
      href: 'string',
      method: 'string',
    },
  },
  resources: [
    {
      guid: 'string',
      created_at: 'string',
      updated_at: 'string',
      state: 'string',
      error: 'string',
      lifecycle: {
        type: 'string',
        data: {
          buildpacks: ['string'],
          stack: 'string',
          credentials: {
            credentials: {
              username: 'string',
              password: 'string',
              token: 'string',
            },
          },
        },
      },
      execution_metadata: 'string',
      process_types: {},
      metadata: {
        labels: {
          labels: 'string',
        },
        annotations: {
          annotations: 'string',
        },
      },
      links: {
        self: {
          href: 'string',
          method: 'string',
        },
        package: {
          href: 'string',
          method: 'string',
        },
        app: {
          href: 'string',
          method: 'string',
        },
        assign_current_droplet: {
          href: 'string',
          method: 'string',
        },
        download: {
          href: 'string',
          method: 'string',
        },
        upload: {
          href: 'string',
          method: 'string',
        },
      },
      checksum: {
        type: 'string',
        value: 'string',
      },
      buildpacks: [
        {
          name: 'string',
          detect_output: 'string',
          version: 'string',
          buildpack_name: 'string',
        },
      ],
      stack: 'string',
      image: 'string',
    },
  ],
};

/** `GET /v3/droplets/:guid` of March 2016. */
export const droplet2016 = {
  guid: 'guid-3270f557-a3cf-4c29-84b7-75f344829af2',
  state: 'STAGED',
  error: 'example error',
  lifecycle: {
    type: 'buildpack',
    data: {
      buildpack: 'name-1935',
      stack: 'name-1936',
    },
  },
  memory_limit: 123,
  disk_limit: null,
  result: {
    execution_metadata: null,
    process_types: null,
    hash: {
      type: 'sha1',
      value: null,
    },
    buildpack: 'http://buildpack.git.url.com',
    stack: null,
  },
  environment_variables: {
    cloud: 'foundry',
  },
  created_at: '2016-03-14T22:30:42Z',
  updated_at: '2016-03-14T22:30:42Z',
  links: {
    self: {
      href: '/v3/droplets/guid-3270f557-a3cf-4c29-84b7-75f344829af2',
    },
    package: {
      href: '/v3/packages/guid-7a9cd95f-75b9-4b75-a85d-589f24ed4032',
    },
    app: {
      href: '/v3/apps/guid-3726f60f-f276-4484-8725-c36b30ecdaf8',
    },
    assign_current_droplet: {
      href: '/v3/apps/guid-3726f60f-f276-4484-8725-c36b30ecdaf8/current_droplet',
      method: 'PUT',
    },
  },
};
