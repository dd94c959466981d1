import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_PACK, LAP, SILVER_LEARNING } from '../../unit/rules/support.ts';
import { type Bought, begin, daysAfter, type Event } from '../support/late-payments.ts';
import { buyPack, expire, merge, pay, remind, SECURITY, upgrade } from './played-events.ts';

describe('R-REN-6: a payment with anything between it and its recording', () => {
  const START = '2027-02-01';
  const PAID = 'X-1';
  const day = (min: number, max: number) => fc.integer({ min, max });
  const terms = fc.constantFrom(ACTION_PACK, LAP, SILVER_LEARNING, SECURITY, { ...SECURITY, level: 'silver' as const });

  const scenario = fc.record({
    terms,
    /** Days before 2027-02-01 + 365 on which the others were bought. */
    others: fc.array(
      fc.record({
        partnerId: fc.constantFrom('P-1' as const, 'P-2' as const, 'P-3' as const),
        terms,
        bought: day(-330, 40),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    paidAfter: day(1, 30),
    recordedAfter: day(0, 420),
    isNamedAsBefore: fc.boolean(),
    between: fc.array(
      fc.record({
        after: day(0, 420),
        what: fc.constantFrom(
          'expire',
          'remind',
          'merge',
          'merge',
          'merge-back',
          'merge-back',
          'buy',
          'upgrade',
          'upgrade-other',
          'pay-other',
          'contacts',
        ),
      }),
      { maxLength: 6 },
    ),
  });
  type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

  /** One membership of each offer and partner at the most, as the program allows (R-MEM-6). */
  function boughtIn({ terms: paidTerms, others }: Scenario): Bought[] {
    const paid: Bought = { partnerId: 'P-1', membershipId: PAID, terms: paidTerms, on: '2026-02-01' };
    const all = [paid];
    for (const [index, other] of others.entries()) {
      const isTwice = all.some(
        (each) =>
          each.partnerId === other.partnerId &&
          each.terms.offer === other.terms.offer &&
          each.terms.competency === other.terms.competency,
      );
      if (isTwice) continue;
      const on = daysAfter('2026-02-01', Math.min(other.bought, 330));
      all.push({ partnerId: other.partnerId, membershipId: `O-${index}`, terms: other.terms, on });
    }
    return all;
  }

  /** The events between, with the commands at the partner that is there on their day. */
  function eventsIn({ between, paidAfter, recordedAfter }: Scenario, bought: Bought[]): Event[] {
    const paidOn = daysAfter(START, paidAfter);
    const length = Math.max(0, recordedAfter);
    const days = between
      .map(({ after, what }) => ({ on: daysAfter(paidOn, 1 + (after % (length + 1))), what }))
      .toSorted((a, b) => (a.on < b.on ? -1 : 1));
    const homes = new Map(['P-1', 'P-2', 'P-3'].map((partnerId) => [partnerId, partnerId]));
    return days.flatMap(({ on, what }, index): Event[] => {
      const at = (partnerId: string) => homes.get(partnerId) as string;
      switch (what) {
        case 'expire':
          return [expire(on)];
        case 'remind':
          return [remind(on)];
        case 'merge':
        case 'merge-back': {
          const other = ['P-2', 'P-3'].map(at).find((partnerId) => partnerId !== at('P-1'));
          if (other === undefined) return [];
          const [into, from] = what === 'merge' ? [at('P-1'), other] : [other, at('P-1')];
          for (const [partnerId, home] of homes) if (home === from) homes.set(partnerId, into);
          return [merge(on, into, from)];
        }
        case 'buy':
          return [buyPack(on, at('P-1'), `B-${index}`)];
        case 'upgrade':
          return [upgrade(on, at('P-1'), PAID)];
        case 'upgrade-other': {
          const other = bought[1 + (index % Math.max(1, bought.length - 1))];
          return other === undefined ? [] : [upgrade(on, at(other.partnerId), other.membershipId, `G-other-${index}`)];
        }
        case 'pay-other': {
          const other = bought[1 + (index % Math.max(1, bought.length - 1))];
          return other === undefined ? [] : [pay(on, at(other.partnerId), other.membershipId, on)];
        }
        default: {
          const contacts = [{ role: 'global-admin', name: 'Lee', email: `lee@${on}.example`, locale: 'ko-KR' }];
          return [{ on, command: { command: 'set-contacts', partnerId: at('P-1'), contacts } }];
        }
      }
    });
  }

  it('ends as if it had been recorded on its day', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const bought = boughtIn(given);
        const paidOn = daysAfter(START, given.paidAfter);
        const events = eventsIn(given, bought);
        const recordedOn = daysAfter(paidOn, 1 + given.recordedAfter);
        const home = events.reduce(
          (at, event) => ('merge' in event && event.merge.from === at ? event.merge.into : at),
          'P-1',
        );
        const record = (on: string, partnerId: string) => pay(on, partnerId, PAID, paidOn);
        const end = [expire(daysAfter(recordedOn, 1)), remind(daysAfter(recordedOn, 1))];
        const [inTime, late] = [await begin(bought), await begin(bought)];
        const [first, ...inTimeAnswers] = await inTime.play([record(paidOn, 'P-1'), ...events]);
        const lateAnswers = await late.play(events);
        const [last] = await late.play([record(recordedOn, given.isNamedAsBefore ? 'P-1' : home)]);
        expect([first, last]).toEqual(['done', 'done']);
        await Promise.all([inTime.play(end), late.play(end)]);
        const paid = (await late.memberships()).find(({ membershipId }) => membershipId === PAID);
        expect(paid?.cycle).toBeGreaterThanOrEqual(2);
        expect(paid?.lastRenewal?.paidOn).toBe(paidOn);
        // What was accepted in between because the payment was not known yet stays: a second fee, another pack.
        const isDone = (answers: string[]) => answers.map((answer) => answer === 'done');
        if (JSON.stringify(isDone(inTimeAnswers)) !== JSON.stringify(isDone(lateAnswers))) return;
        compared += 1;
        expect(await late.state()).toEqual(await inTime.state());
      }),
      { numRuns: 80 },
    );
    expect(compared).toBeGreaterThan(20);
  }, 120_000);
});
