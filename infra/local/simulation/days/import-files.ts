import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, KINDS, OPTIONAL_KINDS } from '../../../../shared/import/files.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { ProgramDay } from '../input/civil-days.ts';
import type { ProgressStep } from '../options.ts';
import type { ExecutionRecorder } from './run-day.ts';

const IMPORT = 'import';

/** Uploads of a file whose import fails, the first one included. */
const MAX_UPLOADS = 3;

/**
 * Uploads the files as an operator would, one after the other, and waits for the executions that this starts: what
 * others refer to comes first. Optional files may be missing.
 *
 * @throws Error if one is not imported: its rows were checked before, so that this is an error of the machine
 */
export async function importFiles(
  emulator: Emulator,
  dataDir: string,
  day: ProgramDay,
  recorder: ExecutionRecorder,
  onProgress: (step: ProgressStep) => void,
): Promise<void> {
  for (const [index, kind] of KINDS.entries()) {
    const name = `import-${day.date}-${kind}`;
    const file = join(dataDir, fileNameOf(kind));
    if (recorder.isRecorded(IMPORT, name) || (OPTIONAL_KINDS.has(kind) && !(await exists(file)))) continue;
    onProgress({ what: `importing ${fileNameOf(kind)}, file ${index + 1} of ${KINDS.length}` });
    const execution = await importFile(emulator, file, fileNameOf(kind), { name, at: day.starts });
    await recorder.record(execution, null);
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Repeats a failed import: to import a file twice changes nothing. */
async function importFile(emulator: Emulator, file: string, key: string, { name, at }: Upload): Promise<Execution> {
  const bucket = emulator.nameOf('AWS::S3::Bucket', 'Imports');
  const body = await readFile(file);
  for (let upload = 1; ; upload += 1) {
    const executionName = upload === 1 ? name : `${name}-${upload}`;
    const executions = await emulator.putObject(bucket, key, body, { at, executionName });
    const [execution] = executions;
    if (execution === undefined || executions.length !== 1)
      throw new Error(`the upload of ${key} started ${executions.length} executions instead of one`);
    if (execution.status === 'SUCCEEDED') return execution;
    if (upload === MAX_UPLOADS) throw new Error(`${key} was not imported: ${execution.error}: ${execution.cause}`);
  }
}

type Upload = { readonly name: string; readonly at: string };
