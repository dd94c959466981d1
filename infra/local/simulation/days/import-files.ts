import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, KINDS, OPTIONAL_KINDS } from '../../../../shared/import/files.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { ProgramDay } from '../input/civil-days.ts';
import type { ExecutionRecorder } from './run-day.ts';

const IMPORT = 'import';

/** How often a file is uploaded whose import failed. */
const UPLOADS = 3;

/**
 * Uploads the files as an operator would, those that may be missing if they are there, and waits for the executions that this starts, one file after the other: what
 * others refer to comes first.
 *
 * @throws Error if one is not loaded: its rows were found good before, so that something is wrong with this machine
 */
export async function importFiles(
  emulator: Emulator,
  dataDir: string,
  day: ProgramDay,
  runner: ExecutionRecorder,
): Promise<void> {
  for (const kind of KINDS) {
    const name = `import-${day.date}-${kind}`;
    const file = join(dataDir, fileNameOf(kind));
    if (runner.isRecorded(IMPORT, name) || (OPTIONAL_KINDS.has(kind) && !(await isThere(file)))) continue;
    const execution = await loaded(emulator, file, fileNameOf(kind), { name, at: day.starts });
    await runner.record(execution, null);
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** To load a file again changes nothing: what failed on the way is done again. */
async function loaded(emulator: Emulator, file: string, key: string, { name, at }: Upload): Promise<Execution> {
  const bucket = emulator.nameOf('AWS::S3::Bucket', 'Imports');
  const body = await readFile(file);
  for (let upload = 1; ; upload += 1) {
    const executionName = upload === 1 ? name : `${name}-${upload}`;
    const executions = await emulator.putObject(bucket, key, body, { at, executionName });
    const [execution] = executions;
    if (execution === undefined || executions.length !== 1)
      throw new Error(`the upload of ${key} started ${executions.length} executions instead of one`);
    if (execution.status === 'SUCCEEDED') return execution;
    if (upload === UPLOADS) throw new Error(`${key} was not imported: ${execution.error}: ${execution.cause}`);
  }
}

type Upload = { readonly name: string; readonly at: string };
