import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { captureRequest } from './captures.ts';

/** A sample foundation in this process, for the product's own client: what it is told is searched for tokens. */
export async function startSample(options: Partial<SampleOptions> = {}): Promise<SampleFoundation> {
  const sample = await startSampleFoundation(options);
  return {
    ...sample,
    close: async () => {
      await sample.close();
      for (const request of sample.requests) captureRequest(`sample ${sample.api}`, request);
    },
  };
}
