import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import type { Store } from '../../../../shared/store/store.ts';
import { assumedCommands } from '../assumptions/assumed-payments.ts';
import { daysOf, isWithin, type ProgramDay } from '../input/civil-days.ts';
import { openProgramStore } from '../open-program-store.ts';
import type { RunningSimulation } from '../options.ts';
import { importFiles } from './import-files.ts';
import { Journal } from './journal.ts';
import { loadState } from './load-state.ts';
import { type ExecutionRecorder, fireSchedules, runCommands } from './run-day.ts';

/** Runs one day after the other. @returns the journal, its files closed */
export async function runDays(running: RunningSimulation): Promise<Journal> {
  const { period, input, onProgress, tally } = running;
  const journal = await Journal.begin(running);
  const commands = Map.groupBy(input.commands, ({ on }) => on);
  const program = openProgramStore(running.emulator, input.config);
  const assume = assumptionOf(running, program.store);
  let days = 0;
  try {
    // Once an execution is recorded, the table is what the executions have made of the state.
    if (input.state !== null && running.checkpoints.last === undefined)
      await loadState(program.store, running.dataDir, input.config);
    for (const day of daysOf(period, input.config.timeZone)) {
      onProgress({ day: day.date, tally });
      await runDay(running, day, { given: commands.get(day.date) ?? [], assume }, journal);
      days += 1;
      tally.days = days;
      tally.deadLetters = running.emulator.deadLetters;
    }
    return journal;
  } finally {
    program.close();
    await journal.close();
  }
}

/** What is assumed for a day, after the commands that are given; nothing without an assumption. */
type Assume = (on: CivilDate) => Promise<readonly DatedCommand[]>;

function assumptionOf({ assumption, assumedDay, input }: RunningSimulation, store: Store): Assume {
  if (assumption === null) return async () => [];
  const { config, commands } = input;
  const paid = commands.flatMap(({ command }) => (command.command === 'record-payment' ? [command] : []));
  const recorded = new Set(paid.map(({ partnerId, membershipId }) => `${partnerId} ${membershipId}`));
  return (on) => assumedDay.commands(on, () => assumedCommands(assumption, { store, config, recorded }, on));
}

/** The import, on the first day; then the operators' commands; then the schedules, unless they are down. */
async function runDay(
  { emulator, dataDir, input, period, outages, checkpoints, onProgress }: RunningSimulation,
  day: ProgramDay,
  { given, assume }: { given: readonly DatedCommand[]; assume: Assume },
  journal: Journal,
): Promise<void> {
  const { date } = day;
  const recorder: ExecutionRecorder = {
    isRecorded: (stateMachine, name) => checkpoints.has(stateMachine, name),
    record: (execution, scheduledFor) => journal.record(execution, date, scheduledFor),
  };
  if (date === period.from && input.state === null) await importFiles(emulator, dataDir, day, recorder, onProgress);
  await runCommands(emulator, day, given, recorder);
  await runCommands(emulator, day, await assume(date), recorder, given.length);
  if (!isWithin(date, outages)) await fireSchedules(emulator, day, recorder);
  await emulator.settled();
}
