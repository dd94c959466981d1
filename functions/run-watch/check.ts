/** run-watch: once a day, which of yesterday's planned runs were not completed. Nothing else says that scheduling stopped. */
import * as z from 'zod';
import { addDays, civilDateIn } from '../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { openTable } from '../../shared/lambda/clients.ts';
import { environment, tableSettings } from '../../shared/lambda/environment.ts';
import { instant } from '../../shared/lambda/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { emitCounts } from '../../shared/lambda/metrics.ts';
import { deployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { missedRuns } from '../../shared/sweep/completed-run.ts';

const settings = environment(tableSettings);
const config = deployedConfig();
const store = openStore(openTable(settings.TABLE_NAME), config);

/** `asOf`: the instant for which the schedule started it. */
const start = z.object({ asOf: instant });

export const handler = lambdaHandler(start, async ({ asOf }) => {
  const day = addDays(civilDateIn(asOf, config.timeZone), -1);
  const missed = await missedRuns(store, day);
  for (const { workflow, phase } of missed) logger.error('planned run missing', { workflow, phase, day });
  for (const workflow of WORKFLOWS)
    emitCounts(workflow, { MissedRuns: missed.filter((run) => run.workflow === workflow).length });
  return { day, missed };
});
