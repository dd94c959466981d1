import { payment } from '../../workflow/support/partners.ts';
import type { Program } from '../../workflow/support/program.ts';
import { TWO } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const MERGE = { into: 'P-1', from: 'P-2' };

/** Two Action Packs in their windows, of which that of P-1 leads from the merge on. */
async function mergedInTheWindow(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.run('merge-partners', '2027-03-04', MERGE);
}

/** Silver of two competencies, to be renewed as one. */
async function twoCompetencies(program: Program): Promise<void> {
  const silver = (id: string, competency: string) => `${id},M-1,competency,${competency},silver,,2026-03-01,`;
  const memberships = [silver('P-1', 'Data Analytics'), silver('P-2', 'DevOps')];
  await program.importRows({ ...TWO, memberships }, '2027-01-01');
  await program.run('merge-partners', '2027-02-25', MERGE);
}

/** Stopped after a call is stopped before the next one. */
const scenario = (
  name: string,
  { before, partnerId = 'P-1', paidOn = '2027-03-03', faults = ['stopped after'] }: Given,
): Scenario => ({
  name,
  before,
  act: (program) => program.command(payment(partnerId, paidOn), '2027-03-05'),
  faults,
  after: [
    ['renewal-notices', '2027-03-06'],
    ['grace-expiry', '2027-03-06'],
  ],
});

type Given = Pick<Scenario, 'before' | 'faults'> & { partnerId?: string; paidOn?: string };

/**
 * Payments from before a merge that are recorded after it (R-REN-6), and of what is renewed together since (R-MRG-4).
 */
export const PAYMENTS_AFTER_MERGES: readonly Scenario[] = [
  scenario('late payment of what a merge covers', { before: mergedInTheWindow, partnerId: 'P-2' }),
  // The same calls, but for the memberships that change places: pairs of faults alone, which cost little.
  scenario('late payment of who leads a merge', { before: mergedInTheWindow, faults: [] }),
  scenario('record-payment of a joint renewal', { before: twoCompetencies, paidOn: '2027-03-05' }),
];
