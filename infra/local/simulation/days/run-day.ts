import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Json } from '../../emulator/json.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { ProgramDay } from '../input/civil-days.ts';

/** Digits of a command's number within its day. */
const DIGITS = 4;
const COMMAND = 'partner-command';

/** What runs the executions of a day and writes down what became of them. */
export type ExecutionRecorder = {
  /** Whether an execution had ended before this process began. */
  isRecorded(stateMachine: string, name: string): boolean;
  /** @param scheduledFor ISO instant; null for what no schedule started */
  record(execution: Execution, scheduledFor: string | null): Promise<void>;
};

/** Gives the operators' commands of a day, in their order, at its first instant. */
export async function runCommands(
  emulator: Emulator,
  { date, starts }: ProgramDay,
  commands: readonly DatedCommand[],
  runner: ExecutionRecorder,
): Promise<void> {
  for (const [index, { command }] of commands.entries()) {
    const name = `partner-command-${date}-${String(index + 1).padStart(DIGITS, '0')}`;
    if (runner.isRecorded(COMMAND, name)) continue;
    const execution = await emulator.startExecution(COMMAND, command as unknown as Json, { name, at: starts });
    // What the command started has ended before it.
    for (const nested of execution.nested)
      if (!runner.isRecorded(nested.stateMachine, nested.name)) await runner.record(nested, null);
    await runner.record(execution, null);
  }
}

/** Starts what the schedules of a day start, in the order of their times, each when the one before has ended. */
export async function fireSchedules(
  emulator: Emulator,
  { date, starts, ends }: ProgramDay,
  runner: ExecutionRecorder,
): Promise<void> {
  for (const due of emulator.schedulesBetween(starts, ends)) {
    const { schedule, input, at, starts: target } = due;
    const name = `${schedule}-${date}`;
    if ('function' in target) await emulator.invokeLater(target.function, input);
    else if (!runner.isRecorded(target.stateMachine, name))
      await runner.record(await emulator.startExecution(target.stateMachine, input, { name, at }), at);
  }
}
