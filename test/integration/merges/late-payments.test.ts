/**
 * A payment made in time and recorded late ends as if it had been recorded on its day, whatever happened in between
 * (R-REN-6, R-MEM-6).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { withChange } from '../../../shared/domain/core/history.ts';
import { ACTION_PACK, GOLD_LEARNING, LAP, SILVER_LEARNING } from '../../unit/rules/support.ts';
import { type Bought, begin, daysAfter, type Event, type LateProgram } from '../support/late-payments.ts';
import { Tripwire } from '../support/tripwire.ts';

/** Two Action Packs: A-1 of AD 2027-02-10 (window 02-11 … 03-12), A-2 of AD 2027-03-20 (window 03-21 … 04-19). */
const PACKS: Bought[] = [
  { partnerId: 'P-1', membershipId: 'A-1', terms: ACTION_PACK, on: '2026-02-10' },
  { partnerId: 'P-2', membershipId: 'A-2', terms: ACTION_PACK, on: '2026-03-20' },
];
const SECURITY = { ...GOLD_LEARNING, competency: 'Security' };
/** Silver DevOps of AD 2027-02-10, gold Security of AD 2027-03-20. */
const COMPETENCIES: Bought[] = [
  { partnerId: 'P-1', membershipId: 'S-1', terms: SILVER_LEARNING, on: '2026-02-10' },
  { partnerId: 'P-2', membershipId: 'C-2', terms: SECURITY, on: '2026-03-20' },
];

const payment = (partnerId: string, membershipId: string, paidOn: string) =>
  ({ command: 'record-payment', partnerId, membershipId, paidOn, reference: `wire of ${paidOn}` }) as const;
const pay = (on: string, partnerId: string, membershipId: string, paidOn: string): Event => ({
  on,
  command: payment(partnerId, membershipId, paidOn),
});
const expire = (on: string): Event => ({ on, sweep: 'grace-expiry' });
const remind = (on: string): Event => ({ on, sweep: 'renewal-notices' });
const merge = (on: string, into = 'P-1', from = 'P-2'): Event => ({ on, merge: { into, from } });
const buyPack = (on: string, partnerId: string, membershipId: string): Event => ({
  on,
  command: { command: 'enrol', partnerId, membershipId, offer: 'action-pack', paidOn: on, reference: 'wire' },
});
const upgrade = (on: string, partnerId: string, membershipId: string, goldMembershipId = 'G-1'): Event => ({
  on,
  command: {
    command: 'upgrade-to-gold',
    partnerId,
    membershipId,
    goldMembershipId,
    paidOn: on,
    reference: 'wire',
  },
});

async function played(bought: Bought[], ...events: Event[]): Promise<LateProgram> {
  const program = await begin(bought);
  await program.play(events);
  return program;
}

/** Each membership: its id, status and anniversary. */
async function shortState(program: LateProgram): Promise<string[]> {
  return (await program.memberships()).map(({ membershipId, cycle, status, consolidation }) => {
    const end = status.name === 'expired' ? ` ${status.expiredOn}` : '';
    const by = status.name === 'superseded' ? ` ${status.on} by ${status.by}` : '';
    const then = consolidation === null ? '' : `, into ${consolidation.into} on ${consolidation.on}`;
    return `${membershipId} cycle ${cycle} ${status.name}${end}${by}${then}`;
  });
}

const mailsOf = ({ mails }: LateProgram, on: string): string[] =>
  mails.filter((mail) => mail.on === on).map(({ text }) => JSON.parse(text).subject as string);

describe('R-REN-6: a payment of 2027-03-01, recorded after a merge of 2027-03-05', () => {
  it('renews the pack of the partner that stays, and the later anniversary is decided anew', async () => {
    const program = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      pay('2027-03-06', 'P-1', 'A-1', '2027-03-01'),
      expire('2027-03-21'),
    );
    expect(await shortState(program)).toEqual([
      'A-1 cycle 2 active',
      'A-2 cycle 1 superseded 2027-03-21 by A-1, into A-1 on 2027-03-21',
    ]);
    expect(mailsOf(program, '2027-03-06')).toEqual([
      'Membership renewed: Microsoft Action Pack – P-1',
      'Membership renewed: Microsoft Action Pack – P-1',
    ]);
  });

  it('ends as if it had been recorded the day before the merge, also where the other pack has expired meanwhile', async () => {
    const late = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      expire('2027-04-20'),
      pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'),
    );
    const inTime = await played(
      PACKS,
      pay('2027-03-04', 'P-1', 'A-1', '2027-03-01'),
      merge('2027-03-05'),
      expire('2027-03-05'),
      expire('2027-04-20'),
    );
    expect(await late.state()).toEqual(await inTime.state());
  });

  it.each(['P-1', 'P-2'])('renews the pack of the partner that was merged, named with %s', async (partnerId) => {
    const program = await played(
      PACKS,
      merge('2027-03-05', 'P-2', 'P-1'),
      expire('2027-03-05'),
      pay('2027-03-06', partnerId, 'A-1', '2027-03-01'),
    );
    expect(await shortState(program)).toEqual(['A-1 cycle 2 active', 'A-2 cycle 1 active, into A-1 on 2027-03-21']);
  });

  it('renews the leader of the joint renewal by its own fee, and covers what it is renewed with from the next year on', async () => {
    const bought = [
      { ...COMPETENCIES[0]!, on: '2026-02-20' },
      { ...COMPETENCIES[1]!, on: '2026-02-10' },
    ];
    const late = await played(bought, merge('2027-03-05'), pay('2027-03-06', 'P-1', 'S-1', '2027-03-01'));
    const inTime = await played(bought, pay('2027-03-04', 'P-1', 'S-1', '2027-03-01'), merge('2027-03-05'));
    await inTime.play([expire('2027-03-07')]);
    expect(await late.state()).toEqual(await inTime.state());
    expect(await shortState(late)).toEqual([
      'C-2 cycle 1 superseded 2027-03-05 by S-1, into S-1 on 2027-03-05',
      'S-1 cycle 2 active',
    ]);
    expect((await late.memberships())[1]).toMatchObject({ covers: [SECURITY] });
  });

  it('is refused if it was made after the merge: the fee of what leads is the only one (R-MRG-2)', async () => {
    const program = await begin(PACKS);
    const [answer] = await program.play([merge('2027-03-05'), pay('2027-03-07', 'P-1', 'A-1', '2027-03-06')]);
    expect(answer).toContain('R-MRG-2 renewed together with A-2');
  });

  it('is finished when the command is sent again, wherever it was stopped', async () => {
    const before = [merge('2027-03-05'), expire('2027-03-05'), expire('2027-04-20')];
    const whole = await played(PACKS, ...before, pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'));
    const end = await whole.state();
    const stop = async () => {
      throw new Error('stopped');
    };
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const program = await played(PACKS, ...before);
      const given = payment('P-1', 'A-1', '2027-03-01');
      const wire = new Tripwire(at, at % 2 === 0 ? 'before' : 'after', stop);
      await program.give(given, '2027-04-25', wire).catch(({ message }) => expect(message).toBe('stopped'));
      isDone = wire.calls < at;
      expect(await program.give(given, '2027-04-25')).toBe('done');
      expect(await program.state()).toEqual(end);
    }
  });

  it('loses nothing that is written to the other pack meanwhile, at any call', async () => {
    const before = [merge('2027-03-05'), expire('2027-03-05'), expire('2027-04-20')];
    const given = payment('P-1', 'A-1', '2027-03-01');
    const whole = await played(PACKS, ...before, pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'));
    const change = {
      on: civilDateOf('2027-04-25'),
      stamp: null,
      what: 'seen',
      rule: 'R-MRG-1',
      reason: 'r',
      inputs: {},
    };
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const program = await played(PACKS, ...before);
      const id = { partnerId: 'P-1', membershipId: 'A-2' };
      const wire = new Tripwire(at, 'before', async () => {
        const stored = (await program.store.memberships.get(id))!;
        const history = withChange(stored.value.history, change);
        await program.store.memberships.replace(stored, { ...stored.value, history });
      });
      expect(await program.give(given, '2027-04-25', wire)).toBe('done');
      isDone = wire.calls < at;
      expect(await program.state()).toEqual(await whole.state());
      expect((await program.store.memberships.get(id))?.value.history.changes).toHaveLength(isDone ? 0 : 1);
    }
  });

  it('tells the operators if the other pack was paid in between, and keeps the later anniversary (R-MEM-6)', async () => {
    const program = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      pay('2027-03-25', 'P-1', 'A-2', '2027-03-25'),
      pay('2027-03-26', 'P-1', 'A-1', '2027-03-01'),
    );
    expect(await shortState(program)).toEqual(['A-1 cycle 2 active, into A-2 on 2028-02-11', 'A-2 cycle 2 active']);
    expect(mailsOf(program, '2027-03-26')).toContain('Operator alert: two paid packs at P-1 (P-1)');
  });
});

describe('R-REN-6: a payment recorded after the end of the next window, too', () => {
  it('renews the cycle that it paid; the next one has expired on its own day, and one mail says so', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      pay('2028-03-20', 'P-1', 'A-1', '2027-03-12'),
      expire('2028-03-20'),
      remind('2028-03-20'),
    );
    expect((await shortState(program))[0]).toBe('A-1 cycle 2 expired 2028-03-12');
    const mails = program.mails.filter(({ on, to }) => on === '2028-03-20' && to.includes('P-1'));
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/expired/);
    expect(mails[0]!.text).not.toMatch(/reactivated and renewed/);
  });

  it('can be followed by one of the next window, which reinstates', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      pay('2028-03-20', 'P-1', 'A-1', '2027-03-12'),
      pay('2028-03-21', 'P-1', 'A-1', '2028-03-11'),
    );
    expect((await shortState(program))[0]).toBe('A-1 cycle 3 active');
    expect(mailsOf(program, '2028-03-21')).toEqual(['Membership reactivated: Microsoft Action Pack – P-1']);
  });
});

describe('R-MEM-6: a payment recorded after another pack was bought', () => {
  it('is taken, the pack bought meanwhile is kept, and the operators are told', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      buyPack('2027-03-15', 'P-1', 'A-9'),
      pay('2027-03-20', 'P-1', 'A-1', '2027-03-12'),
    );
    expect(await shortState(program)).toEqual([
      'A-1 cycle 2 superseded 2027-03-15 by A-9',
      'A-2 cycle 1 active',
      'A-9 cycle 1 active',
    ]);
    expect(mailsOf(program, '2027-03-20').toSorted()).toEqual([
      'Operator alert: two paid packs at P-1 (P-1)',
      'Payment recorded: Microsoft Action Pack – P-1',
    ]);
  });
});

describe('R-REN-6: a payment of silver recorded after its upgrade', () => {
  it('closes the cycle that it paid; silver has ended on the day of the upgrade, and gold stays', async () => {
    const late = await played(
      COMPETENCIES,
      upgrade('2027-03-05', 'P-1', 'S-1'),
      pay('2027-03-06', 'P-1', 'S-1', '2027-03-01'),
    );
    const inTime = await played(
      COMPETENCIES,
      pay('2027-03-01', 'P-1', 'S-1', '2027-03-01'),
      upgrade('2027-03-05', 'P-1', 'S-1'),
    );
    expect(await late.state()).toEqual(await inTime.state());
    expect(mailsOf(late, '2027-03-06')).toEqual([
      'Payment recorded: Silver DevOps competency with Learning option – P-1',
    ]);
  });
});

describe('R-REN-6: a payment recorded after several events', () => {
  const bought: Bought[] = [
    { partnerId: 'P-1', membershipId: 'S-1', terms: SILVER_LEARNING, on: '2026-02-10' },
    { partnerId: 'P-1', membershipId: 'S-2', terms: { ...SECURITY, level: 'silver' }, on: '2026-02-20' },
    { partnerId: 'P-3', membershipId: 'C-3', terms: { ...SECURITY, competency: 'Data' }, on: '2026-04-01' },
  ];
  const paid = pay('2027-03-01', 'P-1', 'S-1', '2027-03-01');

  it.each<[string, Event[]]>([
    ['an upgrade and a merge of one day', [upgrade('2027-03-04', 'P-1', 'S-2'), merge('2027-03-04', 'P-2', 'P-1')]],
    [
      'a merge of the partner, and of that one into a third',
      [
        merge('2027-03-04', 'P-2', 'P-1'),
        expire('2027-03-06'),
        merge('2027-03-08', 'P-3', 'P-2'),
        expire('2027-03-30'),
      ],
    ],
  ])('ends as if it had been recorded on its day, after %s', async (_, events) => {
    const home = events.flatMap((event) => ('merge' in event ? [event.merge.into] : [])).at(-1) as string;
    const inTime = await played(bought, paid, ...events);
    const late = await played(bought, ...events, pay('2027-04-01', home, 'S-1', '2027-03-01'));
    expect(await late.state()).toEqual(await inTime.state());
  });
});

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
