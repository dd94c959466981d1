/** directory-submission, after its pages: the month's batch as one file (R-DIR-4). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { environment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { objectStore } from '../../shared/lambda/object-store.ts';
import { deployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { runSchema, sweptSegments } from '../../shared/sweep/run.ts';
import { assembleBatch } from '../../shared/workflows/sweeps/assemble-batch.ts';

const settings = environment(z.object({ ...tableSettings.shape, ...reportSettings.shape }));
const store = openStore(openTable(settings.TABLE_NAME), deployedConfig());
const reports = objectStore(settings.REPORTS_BUCKET);

/** A batch is made only from all of its segments: what a lost one holds would otherwise wait a month. */
const swept = z.object({ run: runSchema, segmentCount: z.int(), results: z.array(z.unknown()) });

export const handler = lambdaHandler(swept, async ({ run, segmentCount, results }) =>
  sweptSegments(results).length < segmentCount
    ? { entries: null }
    : { entries: await assembleBatch(store, reports, run) },
);
