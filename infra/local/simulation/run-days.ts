import type { DatedCommand } from '../../../shared/import/read-commands.ts';
import { daysOf, isWithin, type ProgramDay } from './civil-days.ts';
import { importFiles } from './import-files.ts';
import { Journal } from './journal.ts';
import { type Ended, fireSchedules, giveCommands } from './run-day.ts';
import type { Running } from './simulation.ts';

/** Runs one day after the other. @returns what was written down of it, its files closed */
export async function runDays(running: Running): Promise<Journal> {
  const { period, input, onProgress, tally } = running;
  const journal = await Journal.begin(running);
  const commands = Map.groupBy(input.commands, ({ on }) => on);
  try {
    for (const day of daysOf(period, input.config.timeZone)) {
      onProgress({ day: day.date, tally });
      await runDay(running, day, commands.get(day.date) ?? [], journal);
      tally.days += 1;
    }
    return journal;
  } finally {
    await journal.close();
  }
}

/** The import, on the first day; then what operators do; then the schedules, unless they are down. */
async function runDay(
  { cloud, dataDir, period, outages }: Running,
  day: ProgramDay,
  commands: readonly DatedCommand[],
  journal: Journal,
): Promise<void> {
  const { date } = day;
  const ended: Ended = (execution, scheduledFor) => journal.record(execution, date, scheduledFor);
  if (date === period.from) await importFiles(cloud, dataDir, day, ended);
  await giveCommands(cloud, day, commands, ended);
  if (!isWithin(date, outages)) await fireSchedules(cloud, day, ended);
  await cloud.settled();
}
