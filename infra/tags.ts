import { type Stack, Tags } from 'aws-cdk-lib';
import type { StageSettings } from './config.ts';

/** The tags of everything that a stage is made of: by them its costs are found, and counted in its budget. */
export function tagsOf({ stage, costCenter }: Pick<StageSettings, 'stage' | 'costCenter'>) {
  return { program: 'partner-program', stage, 'cost-center': costCenter };
}

/** Tags a stack, and every resource of it that can have tags. */
export function tagStack(stack: Stack, settings: StageSettings): void {
  for (const [key, value] of Object.entries(tagsOf(settings))) {
    stack.tags.setTag(key, value);
    Tags.of(stack).add(key, value);
  }
}
