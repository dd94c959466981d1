/**
 * run-watch: once a day, which of yesterday's planned runs were not completed. Nothing else says that scheduling
 * stopped. What would not come back before a month is started; a complete day is told to somebody outside the account.
 */
import * as z from 'zod';
import { addDays, civilDateIn } from '../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, tableSettings, watchSettings } from '../../shared/lambda/environment.ts';
import { instant } from '../../shared/lambda/executions/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { emitCounts } from '../../shared/lambda/metrics.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { sendHeartbeat } from '../../shared/lambda/watch/heartbeat.ts';
import { openRunStarter } from '../../shared/lambda/watch/run-starter.ts';
import { openStore } from '../../shared/store/store.ts';
import { readMissedRuns } from '../../shared/sweep/completed-runs.ts';
import { startMissedRuns } from '../../shared/sweep/watch/start-missed-runs.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...watchSettings.shape }));
const config = readDeployedConfig();
const store = openStore(openTable(settings), config);
const { MISSED_RUNS, HEARTBEAT_URL } = settings;
const starter = MISSED_RUNS && openRunStarter(MISSED_RUNS);

/** `asOf`: the instant for which the schedule started it. */
const scheduleInput = z.object({ asOf: instant });

export const handler = lambdaHandler(scheduleInput, async ({ asOf }) => {
  const day = addDays(civilDateIn(asOf, config.timeZone), -1);
  const missed = await readMissedRuns(store, day);
  for (const { workflow, phase } of missed) logger.error('planned run missing', { workflow, phase, day });
  for (const workflow of WORKFLOWS)
    emitCounts(workflow, { MissedRuns: missed.filter((run) => run.workflow === workflow).length });
  if (starter)
    for (const run of await startMissedRuns(missed, day, starter)) logger.warn('missed run', { ...run, day });
  if (HEARTBEAT_URL !== undefined && missed.length === 0) await sendHeartbeat(HEARTBEAT_URL);
  return { day, missed };
});
