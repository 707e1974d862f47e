import type { JsonObject } from '../../cloudfoundry/json.ts';
import { unprocessable } from '../http/apiError.ts';
import { property } from '../http/body.ts';
import type { Deployment } from '../model.ts';
import type { State } from '../state.ts';

/** How a deployment shall go. */
export type DeploymentManner = Pick<
  Deployment,
  'strategy' | 'maxInFlight' | 'webInstances' | 'steps'
>;

const optionNames = new Set(['canary', 'max_in_flight', 'web_instances']);

/** Reads how a deployment shall go. @throws ApiError 422 where the order makes no sense in itself */
export function mannerOf(state: State, request: JsonObject): DeploymentManner {
  refuseUnknownFields(state, request);
  const { version } = state;
  const strategy = request['strategy'] ?? 'rolling';
  const isCanary = strategy === 'canary' && version.since(174);
  const errors = [
    ...(strategy === 'rolling' || isCanary
      ? []
      : [
          `Strategy '${typeof strategy === 'string' ? strategy : JSON.stringify(strategy)}' is not a supported deployment strategy`,
        ]),
    ...(request['droplet'] && request['revision']
      ? ["Droplet Cannot set both fields 'droplet' and 'revision'"]
      : []),
    ...optionErrors(request['options'], isCanary),
  ];
  if (errors.length > 0) throw unprocessable(errors.join(', '));
  const steps = property(request, 'options', 'canary', 'steps');
  return {
    strategy: isCanary ? 'canary' : 'rolling',
    maxInFlight: numberAt(request, 'max_in_flight') ?? 1,
    webInstances: numberAt(request, 'web_instances'),
    steps:
      Array.isArray(steps) && steps.length > 0
        ? steps.map((step) => Number(property(step, 'instance_weight')))
        : null,
  };
}

function refuseUnknownFields({ isKorifi, version }: State, request: JsonObject): void {
  const known = ['relationships', 'droplet'];
  if (!isKorifi) {
    known.push('revision', 'metadata');
    if (version.since(57)) known.push('strategy');
    if (version.since(174)) known.push('options');
  }
  const unknown = Object.keys(request).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw unprocessable(
    isKorifi
      ? `invalid request body: json: unknown field "${unknown[0]}"`
      : `Unknown field(s): '${unknown.join("', '")}'`,
  );
}

function optionErrors(options: unknown, isCanary: boolean): readonly string[] {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' || Array.isArray(options)) return ['Options must be an object'];
  const unsupported = Object.keys(options).filter((name) => !optionNames.has(name));
  const canary = property(options, 'canary');
  return [
    ...(unsupported.length > 0
      ? [`Options has unsupported key(s): ${unsupported.join(', ')}`]
      : []),
    ...countErrors('Web instances', property(options, 'web_instances')),
    ...countErrors('Max in flight', property(options, 'max_in_flight')),
    ...(canary === undefined || canary === null ? [] : canaryErrors(canary, isCanary)),
  ];
}

function countErrors(name: string, count: unknown): readonly string[] {
  const isFine = count === undefined || (Number.isInteger(count) && Number(count) > 0);
  return isFine ? [] : [`${name} must be an integer greater than 0`];
}

function canaryErrors(canary: unknown, isCanary: boolean): readonly string[] {
  if (typeof canary !== 'object' || Array.isArray(canary)) {
    return ['Options.canary must be an object'];
  }
  if (!isCanary) return ['Options.canary are only valid for Canary deployments'];
  const steps = property(canary, 'steps');
  if (steps === undefined || steps === null) return [];
  if (!Array.isArray(steps) || steps.some((step) => typeof step !== 'object' || step === null)) {
    return ['Options.canary.steps must be an array of objects'];
  }
  const weights = steps.map((step) => property(step, 'instance_weight'));
  const isMissing = weights.includes(undefined);
  const missing = isMissing ? ['Options.canary.steps missing key: "instance_weight"'] : [];
  const numbers = weights.map(Number);
  if (!weights.every(isWeight)) {
    return [
      ...missing,
      'Options.canary.steps.instance weight must be an Integer between 1-100 (inclusive)',
    ];
  }
  return numbers.every((weight, index) => weight >= (numbers[index - 1] ?? 0))
    ? []
    : ['Options.canary.steps.instance weight must be sorted in ascending order'];
}

function isWeight(weight: unknown): boolean {
  return Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= 100;
}

function numberAt(request: JsonObject, name: string): number | null {
  const value = property(request, 'options', name);
  return typeof value === 'number' ? value : null;
}
