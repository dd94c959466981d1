import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf, KINDS } from '../../../shared/import/files.ts';
import type { Execution, LocalCloud } from '../cloud/index.ts';
import type { ProgramDay } from './civil-days.ts';
import type { Ended } from './run-day.ts';

/**
 * Uploads the five files as an operator would and waits for the executions that this starts, one file after the other: what
 * others refer to comes first.
 *
 * @throws Error if one is not loaded: its rows were found good before, so that something is wrong with this machine
 */
export async function importFiles(
  cloud: LocalCloud,
  dataDir: string,
  { date, starts }: ProgramDay,
  ended: Ended,
): Promise<void> {
  const bucket = cloud.nameOf('AWS::S3::Bucket', 'Imports');
  for (const kind of KINDS) {
    const name = fileNameOf(kind);
    const body = await readFile(join(dataDir, name));
    const executions = await cloud.putObject(bucket, name, body, {
      at: starts,
      executionName: `import-${date}-${kind}`,
    });
    for (const execution of executions) await ended(execution, null);
    requireLoaded(name, executions);
  }
}

function requireLoaded(name: string, executions: readonly Execution[]): void {
  const failed = executions.find(({ status }) => status !== 'SUCCEEDED');
  if (failed) throw new Error(`${name} was not imported: ${failed.error}: ${failed.cause}`);
  if (executions.length !== 1)
    throw new Error(`the upload of ${name} started ${executions.length} executions instead of one`);
}
