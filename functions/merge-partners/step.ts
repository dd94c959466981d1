/** merge-partners: one step of the merge of two partners, and how to go on (R-MRG). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { openObjectStore } from '../../shared/lambda/object-store.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { mergeStep, runMerge } from '../../shared/workflows/merge/run-merge.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...reportSettings.shape }));
const config = readDeployedConfig();
const deps = {
  config,
  store: openStore(openTable(settings), config),
  reports: openObjectStore(settings.REPORTS_BUCKET),
};

export const handler = lambdaHandler(
  mergeStep,
  (step) => runMerge(step, deps),
  ({ state: { execution } }) => ({ runId: execution, workflow: 'merge-partners' }),
);
