import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import { daysOf, isWithin, type ProgramDay } from '../input/civil-days.ts';
import type { RunningSimulation } from '../options.ts';
import { importFiles } from './import-files.ts';
import { Journal } from './journal.ts';
import { type ExecutionRecorder, fireSchedules, runCommands } from './run-day.ts';

/** Runs one day after the other. @returns the journal, its files closed */
export async function runDays(running: RunningSimulation): Promise<Journal> {
  const { period, input, onProgress, tally } = running;
  const journal = await Journal.begin(running);
  const commands = Map.groupBy(input.commands, ({ on }) => on);
  let days = 0;
  try {
    for (const day of daysOf(period, input.config.timeZone)) {
      onProgress({ day: day.date, tally });
      await runDay(running, day, commands.get(day.date) ?? [], journal);
      days += 1;
      tally.days = days;
      tally.deadLetters = running.emulator.deadLetters;
    }
    return journal;
  } finally {
    await journal.close();
  }
}

/** The import, on the first day; then the operators' commands; then the schedules, unless they are down. */
async function runDay(
  { emulator, dataDir, period, outages, checkpoints, onProgress }: RunningSimulation,
  day: ProgramDay,
  commands: readonly DatedCommand[],
  journal: Journal,
): Promise<void> {
  const { date } = day;
  const recorder: ExecutionRecorder = {
    isRecorded: (stateMachine, name) => checkpoints.has(stateMachine, name),
    record: (execution, scheduledFor) => journal.record(execution, date, scheduledFor),
  };
  if (date === period.from) await importFiles(emulator, dataDir, day, recorder, onProgress);
  await runCommands(emulator, day, commands, recorder);
  if (!isWithin(date, outages)) await fireSchedules(emulator, day, recorder);
  await emulator.settled();
}
