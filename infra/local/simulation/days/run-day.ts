import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Json } from '../../emulator/json.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { ProgramDay } from '../input/civil-days.ts';

/** Digits of a command's number within its day. */
const DIGITS = 4;
const COMMAND = 'partner-command';

/** Records the executions of a day. */
export type ExecutionRecorder = {
  /** Whether an earlier process recorded the execution. */
  isRecorded(stateMachine: string, name: string): boolean;
  /** @param scheduledFor ISO instant; null for what no schedule started */
  record(execution: Execution, scheduledFor: string | null): Promise<void>;
};

/**
 * Runs operators' commands of a day, in their order, at its first instant.
 *
 * @param given how many of the day were run before
 */
export async function runCommands(
  emulator: Emulator,
  { date, starts }: ProgramDay,
  commands: readonly DatedCommand[],
  recorder: ExecutionRecorder,
  given = 0,
): Promise<void> {
  for (const [index, { command }] of commands.entries()) {
    const name = `partner-command-${date}-${String(given + index + 1).padStart(DIGITS, '0')}`;
    if (recorder.isRecorded(COMMAND, name)) continue;
    const execution = await emulator.startExecution(COMMAND, command as unknown as Json, { name, at: starts });
    // The executions that the command started ended before it.
    for (const nested of execution.nested)
      if (!recorder.isRecorded(nested.stateMachine, nested.name)) await recorder.record(nested, null);
    await recorder.record(execution, null);
  }
}

/** Fires the schedules of a day in the order of their times, each when the execution before has ended. */
export async function fireSchedules(
  emulator: Emulator,
  { date, starts, ends }: ProgramDay,
  recorder: ExecutionRecorder,
): Promise<void> {
  for (const due of emulator.schedulesBetween(starts, ends)) {
    const { schedule, input, at, starts: target } = due;
    const name = `${schedule}-${date}`;
    if ('function' in target) await emulator.invokeLater(target.function, input);
    else if (!recorder.isRecorded(target.stateMachine, name))
      await recorder.record(await emulator.startExecution(target.stateMachine, input, { name, at }), at);
  }
}
