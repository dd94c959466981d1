import type { CivilDate } from '../../domain/core/calendar.ts';
import type { CommandDeps } from '../commands/command-call.ts';

export type EventDeps = CommandDeps;

/** `runId`: names the event in what it decides. `now`: its instant; `asOf`: the day of that in the program's zone. */
export type EventCall = { runId: string; now: string; asOf: CivilDate };
