import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPack, admin, adminOf, gold, invoice, listing, partner } from '../support/partners.ts';
import { Program, type Rows } from '../support/program.ts';

export let program: Program;
export const MERGE = { command: 'merge-partners', into: 'P-1', from: 'P-2', ticket: '4711' };
export const merge = (more: object = {}) => ({ into: 'P-1', from: 'P-2', ...more });
export const start = (input: Json, day: string) => program.run('merge-partners', day, input);

/** P-1 with an Action Pack of June, P-2 with one of October, a gold competency, invoices and a listing. */
export const TWO: Rows = {
  partners: [partner('P-1'), partner('P-2', '2027-03-01', 2)],
  contacts: [admin('P-1'), admin('P-2'), `P-2,mpn-admin,Bo,${adminOf('P-1')},ko-KR`],
  memberships: [
    actionPack('P-1', '2026-06-01', 'A-1'),
    actionPack('P-2', '2026-10-01', 'A-2'),
    gold('P-2', '2026-09-01'),
  ],
  invoices: [invoice('P-1', 'I-1', '2026-11-16', '10'), invoice('P-2', 'I-2', '2026-11-17', '30')],
  listings: [listing('P-2')],
};

/** Everything in the table but its versions, as text to compare. */
export const everything = async () => JSON.stringify(await program.items.all());

/** One program for a file, empty before each test. */
export function startProgram(): void {
  beforeAll(async () => {
    program = await Program.start();
  });
  afterAll(() => program?.stop());
  beforeEach(() => program.clear());
}
