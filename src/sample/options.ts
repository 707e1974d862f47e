/** Which set of organizations, spaces, apps and droplets the foundation starts with. */
export type DataName = 'small' | 'large' | 'observed';

/** `2015` and `2016` are the experimental API of those years, `modern` is everything from 2017 on. */
export type Generation = '2015' | '2016' | 'modern';

export interface SampleOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly data: DataName;
  readonly generation: Generation;
  /** The API version that `GET /` advertises, and whose behaviour is shown. Counts for `modern` only. */
  readonly apiVersion: string;
  readonly korifi: boolean;
  /** Seconds until an access token expires. */
  readonly tokenLifetime: number;
}

export const defaultOptions: SampleOptions = {
  port: 0,
  data: 'small',
  generation: 'modern',
  apiVersion: '3.228.0',
  korifi: false,
  tokenLifetime: 1200,
};

/** A command line that cannot be understood; the message is for the person who typed it. */
export class OptionError extends Error {}

const dataNames: readonly DataName[] = ['small', 'large', 'observed'];
const generations: readonly Generation[] = ['2015', '2016', 'modern'];

/** Reads the command line after the script's name. @throws OptionError */
export function parseOptions(args: readonly string[]): SampleOptions {
  const given: Partial<SampleOptions>[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const flag = args[i] ?? '';
    if (flag === '--korifi') {
      given.push({ korifi: true });
    } else {
      i += 1;
      given.push(option(flag, args[i]));
    }
  }
  return Object.assign({}, defaultOptions, ...given);
}

function option(flag: string, value: string | undefined): Partial<SampleOptions> {
  switch (flag) {
    case '--port':
      return { port: wholeNumber(flag, value, 0, 65535) };
    case '--data':
      return { data: oneOf(flag, value, dataNames) };
    case '--generation':
      return { generation: oneOf(flag, value, generations) };
    case '--api-version':
      return { apiVersion: version(flag, value) };
    case '--token-lifetime':
      return { tokenLifetime: wholeNumber(flag, value, 1, 31_536_000) };
    default:
      throw new OptionError(`Unknown option ${flag}`);
  }
}

function wholeNumber(flag: string, value: string | undefined, min: number, max: number): number {
  const number = Number(value);
  if (value === undefined || !/^\d+$/.test(value) || number < min || number > max) {
    throw new OptionError(`${flag} takes a whole number from ${min} to ${max}`);
  }
  return number;
}

function oneOf<T extends string>(flag: string, value: string | undefined, all: readonly T[]): T {
  const found = all.find((candidate) => candidate === value);
  if (found === undefined) throw new OptionError(`${flag} takes one of ${all.join(', ')}`);
  return found;
}

function version(flag: string, value: string | undefined): string {
  if (value === undefined || !/^3\.\d+\.\d+$/.test(value)) {
    throw new OptionError(`${flag} takes a version such as 3.228.0`);
  }
  return value;
}
