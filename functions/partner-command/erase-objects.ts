/** partner-command: erases a person from reports and uploaded files, as far as one call gets (R-OPS-4). */
import * as z from 'zod';
import { parseEnvironment, reportSettings } from '../../shared/lambda/environment.ts';
import { executionName } from '../../shared/lambda/executions/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { openLargeObjects } from '../../shared/lambda/large-objects.ts';
import { listObjects } from '../../shared/lambda/object-list.ts';
import { openObject } from '../../shared/lambda/object-source.ts';
import { type ErasedPlace, type EraseObjectsDeps, eraseObjects } from '../../shared/workflows/erasure/erase-objects.ts';
import { erasureState } from '../../shared/workflows/erasure/erasure-state.ts';
import { SORTED } from '../../shared/workflows/import/sorted-file.ts';

/** A third of the function's own limit: what is under way is finished. */
const MILLISECONDS = 5 * 60_000;

const settings = parseEnvironment(z.object({ ...reportSettings.shape, IMPORTS_BUCKET: z.string().min(1) }));

const place = (bucket: string, prefix: string): ErasedPlace => ({
  list: (after) => listObjects(bucket, prefix, after),
  open: (key) => openObject(bucket, key),
  putLarge: openLargeObjects(bucket).putLarge,
});

const deps: EraseObjectsDeps = {
  // The batches below `directory/` name nobody.
  places: [
    place(settings.REPORTS_BUCKET, 'runs/'),
    place(settings.REPORTS_BUCKET, SORTED),
    place(settings.IMPORTS_BUCKET, ''),
  ],
  now: () => performance.now(),
  today: () => Date.now(),
  milliseconds: MILLISECONDS,
};

export const handler = lambdaHandler(
  z.object({ execution: executionName, erasure: erasureState }),
  ({ erasure }) => eraseObjects(erasure, deps),
  ({ execution }) => ({ runId: execution, workflow: 'partner-command' }),
);
