/** What scenarios begin with: programs of one or two partners, and what was done with them before. */

import { actionPacks, admin, adminOf, gold, invoice, listing, partner } from '../../workflow/support/partners.ts';
import type { Program, Rows } from '../../workflow/support/program.ts';

const ADMINS: Rows = { contacts: [admin('P-1'), 'P-1,mpn-admin,Bo,bo@p-1.example,ko-KR', admin('P-2')] };

export const TWO: Rows = { ...actionPacks('P-1', 'P-2'), ...ADMINS };

export const LEARNING: Rows = {
  partners: [partner('P-1')],
  contacts: [admin('P-1')],
  memberships: [gold('P-1')],
  invoices: [invoice('P-1', 'I-1', '2026-11-16', '40')],
};

export const LISTED: Rows = { ...LEARNING, listings: [listing('P-1')] };

/** A token that was activated on a day, and a key. */
export const tokens = (activatedOn: string): string[] => [
  `P-1,M-1,T-1,token,Azure,5,,,2026-07-01,${activatedOn},p-1.example,,`,
  'P-1,M-1,K-1,mak,Windows Server,,10,,2026-07-01,,,,',
];

/** Gold by two people, one of whom may leave. */
export const PEOPLE: Rows = {
  ...TWO,
  memberships: ['P-1,M-1,competency,DevOps,gold,,2026-03-01,'],
  employees: ['P-1,E-1,Ada,2026-01-01,', 'P-1,E-2,Bo,2026-01-01,'],
  achievements: ['P-1,E-1,AZ-400,2026-01-01,', 'P-1,E-2,AZ-400,2026-01-01,'],
};

export const load = (rows: Rows) => (program: Program) => program.importRows(rows, '2027-01-01');

/** The token can be replaced on the day of the commands. */
export const licensed = async (program: Program): Promise<void> => {
  await program.importRows(TWO, '2027-01-01');
  await program.importRows({ tokens: tokens('2027-03-01') }, '2027-03-04');
};

export async function afterFirstNotice(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.run('renewal-notices', '2027-01-30');
}

export async function afterExpiry(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.run('grace-expiry', '2027-04-01');
}

const POISONED = 'MEMBERSHIP#M-1';

/** A membership that cannot be read has failed for a week; on the day after, it is set aside. */
export async function afterAWeekOfFailures(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.items.spoil('P-1', POISONED, {});
  await program.run('renewal-notices', '2027-01-30');
}

/** It was set aside, and is what it should be again. */
export async function afterRepair(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  const good = await program.items.value('P-1', POISONED);
  await program.items.spoil('P-1', POISONED, {});
  await program.run('renewal-notices', '2027-01-30');
  await program.run('renewal-notices', '2027-02-06');
  await program.items.spoil('P-1', POISONED, good);
}

/** A mail that SES has refused for a week; on the day after, it is given up. */
export async function afterAWeekOfRefusals(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  program.mail.refuse('MessageRejected', 'Email address is not verified.', adminOf('P-2'));
  await program.run('renewal-notices', '2027-01-30');
  program.mail.heal();
}

/** Silver in its window, of a partner whose revenue is that of gold. */
export async function silverThatMeetsGold(program: Program): Promise<void> {
  await program.importRows(
    { ...LEARNING, memberships: ['P-1,M-1,competency,DevOps,silver,,2026-03-01,'] },
    '2027-01-01',
  );
  const goal = { competency: 'DevOps', metric: 'revenue', value: '100000' };
  await program.command({ command: 'record-performance', partnerId: 'P-1', ...goal }, '2027-03-01');
}

/** Two partners, of which the second has something of everything that a merge moves. */
export async function twoPartners(program: Program): Promise<void> {
  const invoices = [invoice('P-2', 'I-2', '2026-11-16', '40')];
  const later = ['P-2,M-2,action-pack,,,,2026-06-01,'];
  const memberships = [...(TWO.memberships ?? []).slice(0, 1), ...later];
  await program.importRows({ ...TWO, memberships, invoices, listings: [listing('P-2')] }, '2027-01-01');
  const ids = { partnerId: 'P-2' };
  await program.given({ ...ids, command: 'associate-employee', employeeId: 'E-1', name: 'Kim' }, '2027-01-02');
  const token = { membershipId: 'M-2', tokenId: 'T-1', product: 'Office', seats: 25 };
  await program.given({ ...ids, command: 'issue-token', ...token }, '2027-01-02');
}
