import { join } from 'node:path';

/**
 * Packages that functions use to call services, and what stands in for them in the bundles of functions that run in the
 * emulator's process.
 */
export const IN_PROCESS_ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': join(import.meta.dirname, 'client-dynamodb.ts'),
  '@aws-sdk/client-ses': join(import.meta.dirname, 'client-ses.ts'),
  aws4fetch: join(import.meta.dirname, 'aws4fetch.ts'),
};
