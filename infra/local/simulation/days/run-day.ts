import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Json } from '../../emulator/json.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { ProgramDay } from '../input/civil-days.ts';

/** Digits of a command's number within its day. */
const DIGITS = 4;
const COMMAND = 'partner-command';

/** What runs the executions of a day and writes down what became of them. */
export type Runner = {
  /** Whether an execution had ended before this process began. */
  hasEnded(stateMachine: string, name: string): boolean;
  /** @param scheduledFor ISO instant; null for what no schedule started */
  ended(execution: Execution, scheduledFor: string | null): Promise<void>;
};

/** Gives the operators' commands of a day, in their order, at its first instant. */
export async function giveCommands(
  emulator: Emulator,
  { date, starts }: ProgramDay,
  commands: readonly DatedCommand[],
  runner: Runner,
): Promise<void> {
  for (const [index, { command }] of commands.entries()) {
    const name = `partner-command-${date}-${String(index + 1).padStart(DIGITS, '0')}`;
    if (runner.hasEnded(COMMAND, name)) continue;
    const execution = await emulator.startExecution(COMMAND, command as unknown as Json, { name, at: starts });
    // What the command started has ended before it.
    for (const nested of execution.nested)
      if (!runner.hasEnded(nested.stateMachine, nested.name)) await runner.ended(nested, null);
    await runner.ended(execution, null);
  }
}

/** Starts what the schedules of a day start, in the order of their times, each when the one before has ended. */
export async function fireSchedules(
  emulator: Emulator,
  { date, starts, ends }: ProgramDay,
  runner: Runner,
): Promise<void> {
  for (const due of emulator.schedulesBetween(starts, ends)) {
    const { schedule, input, at, starts: target } = due;
    const name = `${schedule}-${date}`;
    if ('function' in target) await emulator.invokeLater(target.function, input);
    else if (!runner.hasEnded(target.stateMachine, name))
      await runner.ended(await emulator.startExecution(target.stateMachine, input, { name, at }), at);
  }
}
