import type { DatedCommand } from '../../../shared/import/read-commands.ts';
import type { Execution, Json, LocalCloud } from '../cloud/index.ts';
import type { ProgramDay } from './civil-days.ts';

/** Digits of a command's number within its day. */
const DIGITS = 4;

/** Told of every execution that has ended. @param scheduledFor ISO instant; null for what no schedule started */
export type Ended = (execution: Execution, scheduledFor: string | null) => Promise<void>;

/** Gives the operators' commands of a day, in their order, at its first instant. */
export async function giveCommands(
  cloud: LocalCloud,
  { date, starts }: ProgramDay,
  commands: readonly DatedCommand[],
  ended: Ended,
): Promise<void> {
  for (const [index, { command }] of commands.entries()) {
    const name = `partner-command-${date}-${String(index + 1).padStart(DIGITS, '0')}`;
    await ended(await cloud.startExecution('partner-command', command as unknown as Json, { name, at: starts }), null);
  }
}

/** Starts what the schedules of a day start, in the order of their times, each when the one before has ended. */
export async function fireSchedules(
  cloud: LocalCloud,
  { date, starts, ends }: ProgramDay,
  ended: Ended,
): Promise<void> {
  for (const due of cloud.schedulesBetween(starts, ends)) {
    const { schedule, input, at } = due;
    if ('function' in due.starts) await cloud.invoke(due.starts.function, input);
    else
      await ended(await cloud.startExecution(due.starts.stateMachine, input, { name: `${schedule}-${date}`, at }), at);
  }
}
