/** Removes everything of smoke tests, also of those that were killed. */
import { addDays, civilDateOf } from '../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { SMOKE_TEST_PREFIX } from '../../shared/domain/partners/smoke-test.ts';
import { SMOKE_TEST_FOLDER } from '../../shared/import/checks/smoke-test.ts';
import { partnerPartition } from '../../shared/store/keys.ts';
import type { WorkflowName } from '../constructs/workflow-context.ts';
import { PARTNER_IDS } from './partners.ts';
import type { Stage, StageObjects } from './stage.ts';

/** How the names of its executions begin. */
export const NAME_PREFIX = 'smoke-test-';

/** A test that is under way, or was killed: the object's name is its day. It comes first and goes last. */
const BEGUN = 'smoke-test/';

/** What a smoke test runs, besides imports: these write reports. */
const RUNS: readonly WorkflowName[] = [...WORKFLOWS, 'partner-command', 'merge-partners'];

/** From now on there may be something to remove. @param day in the program's time zone */
export const begin = ({ objects }: Stage, day: string): Promise<void> =>
  objects.reports.put(`${BEGUN}${day}`, 'A smoke test is under way, or was killed: run it again, and it cleans up.\n');

/** Safe to stop and to repeat. @returns the number of items that were there */
export async function cleanUp(stage: Stage): Promise<number> {
  const { imports, reports } = stage.objects;
  await stage.othersEnded(RUNS, NAME_PREFIX);
  for (const key of await reports.keys(BEGUN)) await removeReports(reports, key.slice(BEGUN.length));
  let items = 0;
  for (const partnerId of PARTNER_IDS) items += await stage.removeItems(partnerPartition(partnerId));
  for (const prefix of [SMOKE_TEST_FOLDER, `reports/${SMOKE_TEST_FOLDER}`]) await imports.remove(prefix);
  await reports.remove(BEGUN);
  return items;
}

/** Reports of a day and of the one after it: a test may run over midnight. */
async function removeReports(reports: StageObjects, begun: string): Promise<void> {
  const day = civilDateOf(begun);
  for (const asOf of [day, addDays(day, 1)]) {
    for (const workflow of RUNS) await reports.remove(`runs/${workflow}/${asOf}/${NAME_PREFIX}`);
    // Step Functions names the merge that a command starts: it is known by its partners.
    for (const key of await reports.keys(`runs/merge-partners/${asOf}/`))
      if ((await reports.text(key)).includes(`"${SMOKE_TEST_PREFIX}`)) await reports.remove(key);
  }
}
