import { join } from 'node:path';
import type { Target } from '../aws/target.ts';
import { type CdkRun, cdk } from './cdk.ts';
import { CACHE } from './context.ts';

/** The cloud assembly that is deployed. */
export const ASSEMBLY = join(CACHE, 'cdk.out');

/** Synthesizes the real app. */
export function synth(target: Target, name: string, programConfigFile: string): Promise<CdkRun> {
  const context = ['-c', 'stage=local', '-c', `programConfigFile=${programConfigFile}`];
  return cdk(target, `${name}-synth`, ['synth', '--quiet', '--output', ASSEMBLY, ...context]);
}
