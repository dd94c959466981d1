/** import: loads a part of an uploaded file, and says how to go on (docs/reference.md, import files). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { openObject } from '../../shared/lambda/object-source.ts';
import { openObjectStore } from '../../shared/lambda/object-store.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { type ImportDeps, importState, runImport } from '../../shared/workflows/import/run-import.ts';

/**
 * Each call reads the file from its beginning: few calls with many rows, which take some 200 MB while they are chosen,
 * and each well below the function's own limit of 15 minutes.
 */
const LIMITS = { rows: 100_000, milliseconds: 5 * 60_000 };

const settings = parseEnvironment(
  z.object({ ...tableSettings.shape, IMPORTS_BUCKET: z.string().min(1), EXPECTS_LATER: z.literal('true').optional() }),
);
const config = readDeployedConfig();

const deps: ImportDeps = {
  store: openStore(openTable(settings), config),
  config,
  imports: openObjectStore(settings.IMPORTS_BUCKET),
  open: (key) => openObject(settings.IMPORTS_BUCKET, key),
  now: () => performance.now(),
  limits: LIMITS,
  expectsLater: settings.EXPECTS_LATER === 'true',
};

export const handler = lambdaHandler(importState, (state) => runImport(state, deps));
