// The sample foundation as a process of its own: `npm run sample -- --port 8080 --data small`.
import { startSampleFoundation } from './foundation.ts';
import { OptionError, parseOptions } from './options.ts';

try {
  const options = parseOptions(process.argv.slice(2));
  const { api } = await startSampleFoundation(options);
  process.stdout.write(`Sample foundation listening on ${api}\n`);
  process.send?.({ type: 'listening', port: Number(new URL(api).port), api });
  process.on('disconnect', exit);
  process.on('SIGTERM', exit);
  process.on('SIGINT', exit);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof OptionError ? 2 : 1;
}

/** Nothing is kept, so there is nothing to finish. */
function exit(): void {
  process.exit(0);
}
