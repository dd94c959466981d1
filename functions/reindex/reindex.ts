/** reindex: reads a part of the table, and writes what is not as today's code would write it. */
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { IN_REAL_TIME, reindexState, runReindex } from '../../shared/workflows/reindex/run-reindex.ts';

const store = openStore(openTable(parseEnvironment(tableSettings)), readDeployedConfig());

export const handler = lambdaHandler(
  reindexState,
  async (state) => {
    const result = await runReindex(state, { store, ...IN_REAL_TIME });
    logger.info('reindexed', { ...result.progress?.counts, done: result.done });
    return result;
  },
  ({ execution }) => ({ runId: execution, workflow: 'reindex' }),
);
