import type { Emulator } from '../../emulator/emulator.ts';
import type { Json, JsonObject } from '../../emulator/json.ts';
import type { Execution } from '../../emulator/states/execution.ts';

/** What started an execution, and when. */
export type RunStart = {
  /** Civil date: the day of the program on which it ran. */
  readonly asOf: string;
  /** ISO instant that a schedule names; null for what no schedule started. */
  readonly scheduledFor: string | null;
};

/** A line of runs.jsonl. `output`: null where the execution failed without leaving a summary. */
export function runLine(execution: Execution, { asOf, scheduledFor }: RunStart, output: Json): JsonObject {
  const { stateMachine, status, error = null, cause = null } = execution;
  return { workflow: stateMachine, scheduledFor, asOf, output, status, error, cause };
}

/** The output of an execution; of a failed sweep, the summary of its report. */
export async function outputOf(
  emulator: Emulator,
  { output }: Execution,
  bucket: string,
  reportPrefix: string,
): Promise<Json> {
  if (output !== undefined) return output;
  const summary = await emulator.getObject(bucket, `${reportPrefix}summary.json`);
  if (summary === undefined) return null;
  const { reason: _, ...counts } = JSON.parse(summary.toString('utf8')) as JsonObject;
  return counts;
}
