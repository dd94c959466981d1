import { join } from 'node:path';
import type { Target } from '../aws/target.ts';
import { type CdkRun, cdk } from './cdk.ts';
import { CACHE } from './context.ts';

/** The cloud assembly that is deployed. */
export const ASSEMBLY = join(CACHE, 'cdk.out');

/** Synthesizes the real app. @param settings what is given on the command line */
export function synth(target: Target, name: string, settings: Readonly<Record<string, string>>): Promise<CdkRun> {
  const context = Object.entries({ stage: 'local', ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return cdk(target, `${name}-synth`, ['synth', '--quiet', '--output', ASSEMBLY, ...context]);
}
