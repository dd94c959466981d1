import type { CivilDate } from '../../domain/core/calendar.ts';
import type { CommandDeps } from '../commands/command-call.ts';

export type EventDeps = CommandDeps;

/**
 * `runId`: names the event in what it decides. `startedAt`: its instant, if before `now`, which claims carry; `asOf`:
 * the day of the event in the program's zone.
 */
export type EventCall = { runId: string; now: string; startedAt?: string; asOf: CivilDate };
