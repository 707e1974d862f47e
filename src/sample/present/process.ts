import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { Process } from '../model.ts';
import { instancesOf, type Instance } from '../rules/instances.ts';
import type { State } from '../state.ts';
import { link, metadata, redacted, time, toOne, type Redaction } from './common.ts';

const mebibyte = 1_048_576;
const memoryInMb = 1024;
const diskInMb = 1024;

export function presentProcess(
  state: State,
  api: string,
  process: Process,
  redaction: Redaction,
  embedded: 'instances' | null = null,
): JsonObject {
  const { app, guid, revisionGuid, type } = process;
  const { isKorifi, version } = state;
  const command = process.command ?? (state.currentDroplet(app)?.processTypes?.[type] || null);
  return {
    guid,
    created_at: time(process.createdAt),
    updated_at: time(process.updatedAt),
    version: process.version,
    type,
    command: isKorifi ? command : redacted(redaction, command),
    user: 'vcap',
    instances: process.starts.length,
    memory_in_mb: memoryInMb,
    disk_in_mb: diskInMb,
    log_rate_limit_in_bytes_per_second: mebibyte,
    health_check: {
      type: type === 'web' ? 'port' : 'process',
      data: { timeout: null, invocation_timeout: null, interval: null },
    },
    readiness_health_check: { type: 'process', data: { invocation_timeout: null, interval: null } },
    ...(embedded && { process_instances: presentInstances(state, process) }),
    relationships: {
      app: toOne(app.guid),
      ...(version.since(63) &&
        !isKorifi && { revision: revisionGuid === null ? null : toOne(revisionGuid) }),
    },
    metadata: metadata(process.metadata),
    links: processLinks(state, api, process),
  };
}

function processLinks({ version }: State, api: string, { app, guid }: Process): JsonObject {
  const self = `${api}/v3/processes/${guid}`;
  return {
    self: link(self),
    scale: link(`${self}/actions/scale`, 'POST'),
    app: link(`${api}/v3/apps/${app.guid}`),
    space: link(`${api}/v3/spaces/${app.space.guid}`),
    stats: link(`${self}/stats`),
    ...(version.since(212) && { process_instances: link(`${self}/process_instances`) }),
  };
}

/** What each instance is doing. Usage and limits come from the log cache, where there is one. */
export function presentStats(state: State, process: Process): readonly JsonObject[] {
  return instancesOf(state, process).map((instance, index) =>
    instance.state === 'DOWN' ? down(process, index) : known(state, process, instance, index),
  );
}

/** An instance that has a place to run. Until it runs it has no address, and it uses nothing. */
function known(state: State, process: Process, instance: Instance, index: number): JsonObject {
  const isRunning = instance.state === 'RUNNING';
  const hasLogCache = state.data.hasLogCache && isRunning;
  const isWeb = process.type === 'web';
  const now = state.now();
  return {
    type: process.type,
    index,
    instance_guid: `${process.version.slice(0, 24)}${String(index).padStart(12, '0')}`,
    state: instance.state,
    routable: isWeb ? isRunning : null,
    host: isRunning ? '127.0.0.1' : '',
    instance_internal_ip: isRunning ? '127.0.0.1' : '',
    uptime: Math.max(0, Math.floor((now - instance.since) / 1000)),
    mem_quota: hasLogCache ? memoryInMb * mebibyte : null,
    disk_quota: hasLogCache ? diskInMb * mebibyte : null,
    log_rate_limit: hasLogCache ? mebibyte : null,
    fds_quota: 16384,
    isolation_segment: null,
    details: instance.state === 'CRASHED' ? exited(process) : null,
    instance_ports: isRunning && isWeb ? [ports(index)] : [],
    usage: hasLogCache ? usage(now, process, index) : {},
  };
}

function exited({ type }: Process): string {
  return `APP/PROC/${type.toUpperCase()}: Exited with status 1`;
}

function ports(index: number): JsonObject {
  return {
    external: 61000 + index,
    internal: 8080,
    external_tls_proxy_port: null,
    internal_tls_proxy_port: null,
  };
}

/** Numbers that look alive and are the same for the same second. */
function usage(now: number, { guid }: Process, index: number): JsonObject {
  const wave = Math.sin(now / 60_000 + index + guid.charCodeAt(0));
  return {
    time: new Date(now).toISOString(),
    cpu: Number((0.05 + 0.03 * wave).toFixed(6)),
    cpu_entitlement: Number((0.2 + 0.1 * wave).toFixed(6)),
    mem: Math.round((380 + 40 * wave) * mebibyte),
    disk: 215 * mebibyte,
    log_rate: Math.round(900 + 300 * wave),
  };
}

function down({ type }: Process, index: number): JsonObject {
  return {
    type,
    index,
    state: 'DOWN',
    routable: null,
    uptime: 0,
    isolation_segment: null,
    details: null,
  };
}

/** The short form of the statistics. */
export function presentInstances(state: State, process: Process): readonly JsonObject[] {
  return instancesOf(state, process).map((instance, index) => ({
    index,
    state: instance.state,
    since: Math.floor(instance.since / 1000),
  }));
}
