import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { addDays, type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { actionPacks } from '../support/partners.ts';
import { Program } from '../support/program.ts';

export let program: Program;

/** Anniversaries are on 2027-03-01: the first notice is due on 2027-01-30. */
const FIRST = civilDateOf('2027-01-30');
export const day = (number: number): CivilDate => addDays(FIRST, number);
export const loaded = (...ids: string[]) => program.importRows(actionPacks(...ids), '2027-01-01');
export const told = () =>
  program.mail.takeTold().map((notice) => notice.replace(/ to operators@.*/, ' to the operators'));

/** What a run failed at, and what it set aside. */
export async function problems(workflow: string, on: string, input = {}): Promise<string[]> {
  const execution = await program.run(workflow, on, input);
  const lines = (await program.decisions(execution)).filter(({ what }) => /failed|set-aside|undeliverable/.test(what));
  expect(execution.status).toBe(lines.length > 0 ? 'FAILED' : 'SUCCEEDED');
  // What is tried again by the settling of the same run fails twice.
  return [...new Set(lines.map(({ what, partnerId, membershipId }) => `${what} ${partnerId} ${membershipId}`))];
}

/** One program for a file, empty before each test. */
export function startProgram(): void {
  beforeAll(async () => {
    program = await Program.start();
  });
  afterAll(() => program?.stop());
  beforeEach(() => program.clear());
}
