import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS_FOLDER } from '../../../infra/local/emulator/services.ts';
import type { Line, Program } from './program.ts';

/** Every line that the functions have logged as JSON since they were emptied last. */
export async function logLines({ emulator, workDir }: Program): Promise<Line[]> {
  await emulator.settled();
  const folder = join(workDir, LOGS_FOLDER);
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
}

/** Empties the log files; functions go on writing into them. */
export async function forgetLogs({ emulator, workDir }: Program): Promise<void> {
  await emulator.settled();
  const folder = join(workDir, LOGS_FOLDER);
  for (const file of readdirSync(folder)) truncateSync(join(folder, file));
}

/** What CloudWatch would make of the logs of a workflow: its metrics, the latest value of each. */
export async function metricsOf(program: Program, workflow: string): Promise<Record<string, number>> {
  const lines = (await logLines(program)).filter((line) => line._aws !== undefined && line.workflow === workflow);
  const values = lines.flatMap((line) => {
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    if (Namespace !== 'PartnerProgram' || String(Dimensions) !== 'service,workflow')
      throw new Error(`no alarm looks at ${Namespace} ${Dimensions}`);
    return (Metrics as Line[]).map(({ Name }): [string, number] => [Name, line[Name]]);
  });
  return Object.fromEntries(values);
}
