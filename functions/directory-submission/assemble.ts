/** directory-submission, after its pages: the month's batch as one file (R-DIR-4). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { openLargeObjects } from '../../shared/lambda/large-objects.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { completedSegments, runSchema } from '../../shared/sweep/run.ts';
import { assembleBatch } from '../../shared/workflows/sweeps/assemble-batch.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...reportSettings.shape }));
const store = openStore(openTable(settings), readDeployedConfig());
const reports = openLargeObjects(settings.REPORTS_BUCKET);

/** The batch is only made if no segment was lost: its listings would otherwise wait a month. */
const sweepResult = z.object({ run: runSchema, segmentCount: z.int(), results: z.array(z.unknown()) });

export const handler = lambdaHandler(sweepResult, async ({ run, segmentCount, results }) =>
  completedSegments(results).length < segmentCount
    ? { entries: null }
    : { entries: await assembleBatch(store, reports, run) },
);
