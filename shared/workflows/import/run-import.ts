/** The workflow `import`: its state machine calls `runImport` until the file is finished. */
import * as z from 'zod';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import { civilDateIn } from '../../domain/core/calendar.ts';
import { formatProblem } from '../../domain/core/problem.ts';
import { InvalidInput } from '../../errors.ts';
import { SMOKE_TEST_FOLDER } from '../../import/checks/smoke-test.ts';
import { fileNameOf } from '../../import/files.ts';
import { executionInput } from '../../lambda/execution.ts';
import type { OpenedObject } from '../../lambda/object-source.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { Store } from '../../store/store.ts';
import { REWRITTEN } from '../erasure/erase-object.ts';
import { type Counts, importPart, type Limits, NO_PROGRESS, type Progress } from './import-part.ts';
import { rejectionReportPrefix, writeRejections } from './rejection-report.ts';
import { noSuchObject, parseUpload, replacedMeanwhile, type Upload } from './upload.ts';

const countSchema = z.int().nonnegative();
const progressSchema = z.object({
  rows: countSchema,
  loaded: countSchema,
  unchanged: countSchema,
  rejected: countSchema,
  after: z.string().nullable(),
  /** Calls so far. */
  parts: countSchema,
  /** Of the object that is being imported. */
  etag: z.string().nullable(),
});

/** What the state machine hands to a call: the execution's own input, or the output of the call before. */
export const importState = z.object({ ...executionInput.shape, progress: progressSchema.nullable() });
export type ImportState = z.output<typeof importState>;

/**
 * `report`: how the keys of the report's parts begin; null if nothing was rejected. `rewrittenBy`: the file was
 * imported before, and is only written anew by that command, without somebody who is erased: it is not imported again
 * (R-OPS-4); null: it was imported.
 */
export type ImportOutput = Counts & {
  file: string;
  bucket: string;
  key: string;
  report: string | null;
  rewrittenBy: string | null;
};

export type ImportResult = ImportState & {
  /** False: the execution fails with `InvalidInput` and this cause. */
  valid: boolean;
  cause: string | null;
  /** False: call again. */
  done: boolean;
  output: ImportOutput | null;
};

export type ImportDeps = {
  store: Store;
  /** Its time zone is the program's (R-CAL-1). */
  config: ProgramConfig;
  /** Where uploads arrive and reports are written. */
  imports: ObjectStore;
  open: (key: string) => Promise<OpenedObject | null>;
  now: () => number;
  limits: Limits;
  /** Invoices and reviews of later days are taken, as those to come (R-IMP-3). */
  expectsLater?: boolean;
};

/** One call. The day of the import is the day on which the execution started, whatever the number of calls. */
export async function runImport(state: ImportState, deps: ImportDeps): Promise<ImportResult> {
  const { input, execution, startedAt, progress } = state;
  try {
    const upload = parseUpload(input, deps.imports.bucket);
    const result = await importUpload(upload, state, deps);
    return { valid: true, cause: null, input, execution, startedAt, ...result };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    // The input is not returned: an input nested too deeply can be parsed but not serialized.
    return {
      valid: false,
      cause: error.message,
      done: true,
      input: null,
      execution,
      startedAt,
      progress,
      output: null,
    };
  }
}

async function importUpload(upload: Upload, state: ImportState, deps: ImportDeps) {
  const { store, config, imports, now, limits, expectsLater = false } = deps;
  const { stream, etag, metadata, close } = await openUpload(upload, state.progress, deps);
  const rewrittenBy = metadata[REWRITTEN] ?? null;
  if (rewrittenBy !== null) {
    await close();
    const progress = { ...NO_PROGRESS, parts: 0, etag };
    return { done: true, progress, output: { ...outputOf(upload, progress, ''), rewrittenBy } };
  }
  const asOf = civilDateIn(state.startedAt, config.timeZone);
  const { execution: runId, startedAt } = state;
  const isSmokeTest = upload.key.startsWith(SMOKE_TEST_FOLDER);
  const call = { store, config, asOf, expectsLater, isSmokeTest, runId, startedAt, now, limits };
  const part = await importPart(upload.kind, stream, state.progress ?? NO_PROGRESS, call);
  const parts = (state.progress?.parts ?? 0) + 1;
  const prefix = rejectionReportPrefix(upload.key, state.execution);
  const problems = part.broken === null ? part.problems : [...part.problems, part.broken];
  await writeRejections(imports, prefix, parts, problems);
  if (part.broken !== null)
    throw new InvalidInput(`${formatProblem(part.broken)} (${describeRowsBefore(part.progress)})`);
  return {
    done: part.done,
    progress: { ...part.progress, parts, etag },
    output: part.done ? outputOf(upload, part.progress, prefix) : null,
  };
}

const describeRowsBefore = ({ loaded, unchanged, rejected }: Counts): string =>
  `rows before it: ${loaded} loaded, ${unchanged} unchanged, ${rejected} rejected`;

async function openUpload(upload: Upload, progress: ImportState['progress'], { open }: ImportDeps) {
  const object = await open(upload.key);
  if (object === null) throw noSuchObject(upload);
  if (progress === null || progress.etag === object.etag) return object;
  await object.close();
  throw replacedMeanwhile(upload);
}

function outputOf({ bucket, key, kind }: Upload, { after: _after, ...counts }: Progress, prefix: string): ImportOutput {
  const report = counts.rejected > 0 ? `s3://${bucket}/${prefix}` : null;
  return { file: fileNameOf(kind), bucket, key, ...counts, report, rewrittenBy: null };
}
