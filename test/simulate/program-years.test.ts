import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesFromModel } from '../program-years/checks/compare.ts';
import { type Plan, plan } from '../program-years/input/plan.ts';
import { runYear } from '../program-years/year.ts';
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
});
