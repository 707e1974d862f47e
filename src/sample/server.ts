// The sample foundation as a process of its own: `npm run sample -- --port 8080 --data small`; `--help` tells the rest.
import fs from 'node:fs';
import { parseOptions, usage } from './commandLine.ts';
import { startSampleFoundation } from './foundation.ts';
import { users } from './users.ts';
import { OptionError } from './values.ts';

// Nothing is kept, so there is nothing to finish. A parent that is gone needs no foundation any more.
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

// VS Code starts this with arguments of its own: developers add theirs here.
const further = process.env['CF_DROPLETS_SAMPLE']?.split(' ').filter(Boolean) ?? [];
const args = [...process.argv.slice(2), ...further];
if (args.includes('--help')) {
  process.stdout.write(usage());
  process.exit(0);
}

try {
  const options = parseOptions(args, (file) => fs.readFileSync(file, 'utf8'));
  const { api, login, tokenFor } = await startSampleFoundation(options);
  process.stdout.write(`Sample foundation listening on ${api}\n`);
  if (login !== api) process.stdout.write(`Its login server listening on ${login}\n`);
  if (options.korifi && !options.korifiUaa) {
    for (const { name } of users) process.stdout.write(`Token of ${name}: ${tokenFor(name)}\n`);
  }
  process.send?.({
    type: 'listening',
    port: Number(new URL(api).port),
    api,
    ...(login !== api && { login }),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof OptionError ? 2 : 1);
}
