import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Plan, plan } from '../program-years/input/plan.ts';
import { shrink } from '../program-years/shrink.ts';

const [drawn] = fc.sample(plan, { seed: 12, numRuns: 1 }) as [Plan];
const payments = (year: Plan) => year.commands.filter(({ what }) => what === 'pay-in-window').length;
/** Fails if there is a payment and a partner with an invoice. */
const lateFee = async (year: Plan): Promise<string | null> =>
  payments(year) > 0 && year.partners.some(({ invoices }) => invoices.length > 0)
    ? `2 differences from the model:\nmissing in emails: ["2027-03-01",${payments(year)}]`
    : null;
const shrunk = (failure: (year: Plan) => Promise<string | null>, seconds: number) =>
  shrink(drawn, 'one difference from the model:\nmissing in emails: []', failure, seconds);

describe('a program year that fails', () => {
  it('is left with what the failure takes, and nothing else', async () => {
    expect(payments(drawn)).toBeGreaterThan(1);
    const { plan: smallest, why } = await shrunk(lateFee, 30);
    expect(smallest.commands.map(({ what }) => what)).toEqual(['pay-in-window']);
    expect(smallest.partners.map(({ invoices, memberships }) => [invoices.length, memberships.length])).toEqual([
      [1, 0],
    ]);
    expect([smallest.faults, smallest.events, smallest.disruptions, smallest.people]).toEqual([[], [], [], []]);
    expect(why).toContain('missing in emails: ["2027-03-01",1]');
  });

  it('stays as it is where it would fail for another reason', async () => {
    expect(await shrunk(async () => 'too much in emails: []', 30)).toMatchObject({ plan: drawn, removed: 0 });
  });

  it('stays as it is without time', async () => {
    expect(await shrunk(lateFee, 0)).toMatchObject({ plan: drawn, removed: 0 });
  });
});
