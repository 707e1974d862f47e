import { flags, type ReadText } from './flags.ts';
import { defaultOptions, type SampleOptions } from './options.ts';
import { OptionError } from './values.ts';

/** What the command line can hold, for whoever asks. */
export function usage(): string {
  const lines = flags.map(({ name, value, help }) => [`${name} ${value ?? ''}`.trim(), help]);
  const width = Math.max(...lines.map(([left = '']) => left.length));
  return [
    'The sample foundation: a small Cloud Foundry on this machine. Users dev, auditor and admin; each',
    'one’s password is the name. Client pipeline, secret pipeline-secret.',
    '',
    ...lines.map(([left = '', help = '']) => `  ${left.padEnd(width)}  ${help}`),
    '',
  ].join('\n');
}

/** Reads the command line after the script's name. @throws OptionError */
export function parseOptions(args: readonly string[], readText: ReadText): SampleOptions {
  const options = { ...defaultOptions };
  for (let i = 0; i < args.length; i += 1) {
    const flag = flags.find(({ name }) => name === args[i]);
    if (!flag) throw new OptionError(`Unknown option ${args[i]}`);
    let value = '';
    if (flag.value !== null) {
      i += 1;
      value = args[i] ?? '';
    }
    try {
      Object.assign(options, flag.set(value, options, readText));
    } catch (error) {
      throw new OptionError(
        `${flag.name} ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  if (options.tls?.key === '' || options.tls?.cert === '') {
    throw new OptionError('--tls-key and --tls-cert belong together');
  }
  return options;
}
