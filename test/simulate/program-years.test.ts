import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryProgram } from '../integration/support/memory-program.ts';
import { differencesFromModel } from '../program-years/checks/compare.ts';
import { uncertainNotices } from '../program-years/checks/uncertain-notices.ts';
import { type Plan, plan } from '../program-years/input/plan.ts';
import { runYear } from '../program-years/year.ts';
import { entry, record } from '../unit/rules/notices/ledger-entries.ts';
import { membership } from '../unit/rules/support.ts';
import { DEEP } from './command-line.ts';

/** The year of a seed. */
function planOf(seed: number): Plan {
  const [drawn] = fc.sample(plan, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error('nothing was drawn');
  return { ...drawn, overlapEvery: 1, races: 'imports' };
}

const SEED = DEEP ? 11 : 12;

describe('a program year', () => {
  it.each([SEED])('ends the same each time it is run (seed %i)', async (seed) => {
    const [first, second] = [await runYear(planOf(seed)), await runYear(planOf(seed))];
    expect(second.world.table.dump()).toEqual(first.world.table.dump());
    expect(second.world.mails).toEqual(first.world.mails);
    expect([...second.world.objects]).toEqual([...first.world.objects]);
    expect(differencesFromModel(planOf(seed), first)).toEqual([]);
  });

  it('is found to differ from a model with other input', async () => {
    const drawn = planOf(SEED);
    const year = await runYear(drawn);
    const [unpaid] = year.input.memberships;
    const input = { ...year.input, memberships: [{ ...unpaid, paid_through_cycle: '0' }] };
    expect(differencesFromModel(drawn, { ...year, input })).not.toEqual([]);
  });

  it('calls an uncertain notice by the name that its membership had when it was sent', async () => {
    const { store } = new MemoryProgram();
    const notice = entry('P-1__M-1__7__-30__5fc58195df8f0c15', { status: 'uncertain', reason: 'no answer' });
    await store.memberships.create(membership({ membershipId: 'R-1', notices: { '-30': record(-30, notice) } }));
    expect(await uncertainNotices(store, 'P-1')).toEqual([
      ['renewal', -30, 'P-1', 'M-1', notice.to.toLowerCase(), notice.noticeId],
    ]);
  });
});
