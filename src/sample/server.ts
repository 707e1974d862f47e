// The sample foundation as a process of its own: `npm run sample -- --port 8080 --data small`.
import { startSampleFoundation } from './foundation.ts';
import { OptionError, parseOptions } from './options.ts';

// Nothing is kept, so there is nothing to finish. A parent that is gone needs no foundation any more.
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

try {
  const options = parseOptions(process.argv.slice(2));
  const { api } = await startSampleFoundation(options);
  process.stdout.write(`Sample foundation listening on ${api}\n`);
  process.send?.({ type: 'listening', port: Number(new URL(api).port), api });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof OptionError ? 2 : 1);
}
