import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type EmbeddedDynamoDb = {
  /** For example `http://127.0.0.1:34567`. */
  readonly endpoint: string;
  /** Ends it; tables in memory are gone with it. */
  stop(): Promise<void>;
};

/** Size of V8's young generation, in megabytes: with the default, a hundred more are in use. */
const YOUNG_GENERATION_MB = 48;

/**
 * Starts dynalite in a thread of its own, so that a machine with two cores uses the second, on a free port.
 *
 * @param folder where its tables are kept when this process ends; in memory without one
 */
export async function startDynalite(folder?: string): Promise<EmbeddedDynamoDb> {
  const worker = new Worker(new URL('./dynalite-worker.ts', import.meta.url), {
    execArgv: [],
    workerData: { folder },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      await worker.terminate();
    },
  };
}
