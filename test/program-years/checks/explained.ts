import { explain } from '../../../shared/workflows/explain/explain.ts';
import type { Executions } from '../run/executions.ts';

/**
 * `explain` says of everything when it was decided, by which workflow and in which run.
 *
 * @throws Error naming what it does not
 */
export async function checkExplained(executions: Executions, partnerIds: readonly string[]): Promise<void> {
  const { store } = executions.undisturbed();
  for (const partnerId of partnerIds)
    for (const { at, workflow, runId, text } of await explain(store, { partnerId }, 'UTC'))
      if (at === null || workflow === null || runId === null) throw new Error(`not explained whole: ${text}`);
}
