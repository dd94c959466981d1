/** import: loads a part of an uploaded file, and says how to go on (docs/reference.md, import files). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { openObject } from '../../shared/lambda/object-source.ts';
import { openObjectStore } from '../../shared/lambda/object-store.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { importState } from '../../shared/workflows/import/import-state.ts';
import { type ImportDeps, runImport } from '../../shared/workflows/import/run-import.ts';

/** Rows that take some 200 MB; a call ends well below the function's own limit of 15 minutes. */
const LIMITS = { rows: 100_000, milliseconds: 5 * 60_000 };

const settings = parseEnvironment(
  z.object({
    ...tableSettings.shape,
    ...reportSettings.shape,
    IMPORTS_BUCKET: z.string().min(1),
    CHILDREN: z.coerce.number().int().positive(),
    EXPECTS_LATER: z.literal('true').optional(),
  }),
);
const config = readDeployedConfig();

const deps: ImportDeps = {
  store: openStore(openTable(settings), config),
  config,
  imports: openObjectStore(settings.IMPORTS_BUCKET),
  open: (key, options) => openObject(settings.IMPORTS_BUCKET, key, process.env, options),
  sorted: {
    put: openObjectStore(settings.REPORTS_BUCKET).put,
    open: (key, options) => openObject(settings.REPORTS_BUCKET, key, process.env, options),
  },
  now: () => performance.now(),
  limits: LIMITS,
  children: settings.CHILDREN,
  expectsLater: settings.EXPECTS_LATER === 'true',
};

export const handler = lambdaHandler(importState, (state) => runImport(state, deps));
