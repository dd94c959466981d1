/** Competencies that are renewed together after a merge, through upgrades, payments and expiry (R-MRG-4, R-MRG-7). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GOLD_LEARNING, SILVER_LEARNING } from '../../unit/rules/support.ts';
import { type Bought, begin, daysAfter, type Event, type LateProgram } from '../support/late-payments.ts';
import { Tripwire } from '../support/tripwire.ts';

const SILVER_SECURITY = { ...SILVER_LEARNING, competency: 'Security' };
/** Silver DevOps of AD 2027-02-10, at P-1; silver Security of AD 2027-05-20, at P-2, which leads after a merge. */
const SILVERS: Bought[] = [
  { partnerId: 'P-1', membershipId: 'D-1', terms: SILVER_LEARNING, on: '2026-02-10' },
  { partnerId: 'P-2', membershipId: 'S-2', terms: SILVER_SECURITY, on: '2026-05-20' },
];
const merge = (on: string): Event => ({ on, merge: { into: 'P-1', from: 'P-2' } });
const upgradeCommand = (on: string, membershipId: string, goldMembershipId: string) => ({
  command: 'upgrade-to-gold' as const,
  partnerId: 'P-1',
  membershipId,
  goldMembershipId,
  paidOn: on,
  reference: 'wire',
});
const upgrade = (on: string, membershipId: string, gold: string): Event => ({
  on,
  command: upgradeCommand(on, membershipId, gold),
});
const pay = (on: string, membershipId: string): Event => ({
  on,
  command: { command: 'record-payment', partnerId: 'P-1', membershipId, paidOn: on, reference: 'wire' },
});
const expire = (on: string): Event => ({ on, sweep: 'grace-expiry' });
const remind = (on: string): Event => ({ on, sweep: 'renewal-notices' });

async function played(bought: Bought[], ...events: Event[]) {
  const program = await begin(bought);
  const answers = await program.play(events);
  return { program, answers };
}

/** Each membership: its id, status, what it is renewed for, and what leads it. */
async function groups(program: LateProgram): Promise<string[]> {
  return (await program.memberships()).map(({ membershipId, status, terms, covers, consolidation }) => {
    const names = [terms, ...covers].map(({ competency, level }) => `${level} ${competency}`).join(' + ');
    const by = status.name === 'superseded' ? ` by ${status.by}` : '';
    const into = status.name === 'active' && consolidation !== null ? `, with ${consolidation.into}` : '';
    return `${membershipId} ${status.name}${by}: ${names}${into}`;
  });
}

describe('R-MRG-7: two silver competencies of merged partners', () => {
  it('are renewed together with gold after the upgrade of what leads', async () => {
    const { program, answers } = await played(
      SILVERS,
      merge('2027-01-10'),
      upgrade('2027-01-20', 'S-2', 'G-2'),
      pay('2027-02-12', 'D-1'),
      expire('2027-02-11'),
    );
    expect(await groups(program)).toEqual([
      'D-1 superseded by G-2: silver DevOps',
      'G-2 active: gold Security + silver DevOps',
      'S-2 superseded by G-2: silver Security + silver DevOps',
    ]);
    expect(answers[1]).toBe(
      'R-MRG-2 renewed together with G-2, on the anniversary 2028-01-20: its fee is the only one',
    );
  });

  it.each([
    ['before its own window', '2027-01-20', []],
    ['after the other has taken its place', '2027-03-20', [expire('2027-02-11')]],
  ])('part when the covered one is upgraded %s', async (_, on, before) => {
    const { program, answers } = await played(SILVERS, merge('2027-01-10'), ...before, upgrade(on, 'D-1', 'G-1'));
    expect(answers).toEqual(['done']);
    expect(await groups(program)).toEqual([
      'D-1 superseded by G-1: silver DevOps',
      'G-1 active: gold DevOps',
      'S-2 active: silver Security',
    ]);
    expect(await program.play([pay('2027-05-22', 'D-1'), pay('2027-05-22', 'S-2')])).toEqual([
      expect.stringContaining(`superseded on ${on}`),
      'done',
    ]);
  });

  it('are both named by the notices, the payment and the confirmation', async () => {
    const { program, answers } = await played(
      SILVERS,
      merge('2027-01-10'),
      expire('2027-02-11'),
      remind('2027-05-21'),
      pay('2027-05-22', 'S-2'),
    );
    expect(answers).toEqual(['done']);
    for (const on of ['2027-05-21', '2027-05-22']) {
      const texts = program.mails.filter((mail) => mail.on === on).map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) expect(text).toContain('Silver DevOps competency with Learning option');
    }
  });

  it('can each be upgraded if they are of one competency: the other one is no conflict', async () => {
    const same: Bought[] = [
      { partnerId: 'P-1', membershipId: 'D-1', terms: SILVER_LEARNING, on: '2026-02-10' },
      { partnerId: 'P-2', membershipId: 'D-2', terms: SILVER_LEARNING, on: '2026-05-20' },
    ];
    const leader = await played(same, merge('2027-01-10'), upgrade('2027-01-20', 'D-2', 'G-2'));
    expect(await groups(leader.program)).toEqual([
      'D-1 active: silver DevOps, with G-2',
      'D-2 superseded by G-2: silver DevOps',
      'G-2 active: gold DevOps',
    ]);
    const covered = await played(same, merge('2027-01-10'), upgrade('2027-01-20', 'D-1', 'G-1'));
    expect(covered.answers).toEqual(['done']);
    expect(await covered.program.play([upgrade('2027-01-21', 'D-2', 'G-2')])).toEqual([
      'R-MEM-1 the partner has it already: G-1 (DevOps gold with Learning option) is in force through 2028-02-19',
    ]);
  });

  it('are the same when an upgrade is stopped at any call and given again', async () => {
    const whole = (await played(SILVERS, merge('2027-01-10'), upgrade('2027-01-20', 'S-2', 'G-2'))).program;
    const stop = async () => {
      throw new Error('stopped');
    };
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const { program } = await played(SILVERS, merge('2027-01-10'));
      const wire = new Tripwire(at, at % 2 === 0 ? 'before' : 'after', stop);
      const given = upgradeCommand('2027-01-20', 'S-2', 'G-2');
      await program.give(given, '2027-01-20', wire).catch(({ message }) => expect(message).toBe('stopped'));
      isDone = wire.calls < at;
      expect(await program.give(given, '2027-01-20')).toBe('done');
      expect(await program.state()).toEqual(await whole.state());
    }
  });
});

const GOLD_SECURITY = { ...GOLD_LEARNING, competency: 'Security' };

describe('R-MRG-4, R-MRG-7: a joint renewal, whatever happens to its memberships', () => {
  const terms = fc.constantFrom(SILVER_LEARNING, SILVER_SECURITY, GOLD_SECURITY);
  const scenario = fc.record({
    bought: fc.array(fc.record({ isOwn: fc.boolean(), terms, on: fc.nat(300) }), { minLength: 2, maxLength: 4 }),
    events: fc.array(
      fc.record({
        what: fc.constantFrom('merge', 'upgrade', 'pay', 'expire', 'remind'),
        on: fc.nat(500),
        which: fc.nat(5),
      }),
      { maxLength: 8 },
    ),
  });

  it('no competency of the partner is lost before its window has closed, and nothing refers to what has ended', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ bought, events }) => {
        const all: Bought[] = bought.map(({ isOwn, terms: each, on }, index) => ({
          partnerId: isOwn ? 'P-1' : 'P-2',
          membershipId: `M-${index}`,
          terms: each,
          on: daysAfter('2026-02-01', on),
        }));
        const program = await begin(all);
        let home = 'P-2';
        for (const { what, on, which } of events.toSorted((a, b) => a.on - b.on)) {
          const day = daysAfter('2027-01-02', on);
          const known = await program.memberships();
          const chosen = known[which % known.length];
          if (chosen === undefined) continue;
          if (what === 'merge' && home === 'P-2') {
            home = 'P-1';
            await program.play([merge(day)]);
          }
          const { partnerId, membershipId } = chosen;
          const at = { partnerId: partnerId === 'P-2' ? home : partnerId, membershipId };
          const fields = { ...at, paidOn: day, reference: day };
          if (what === 'upgrade')
            await program.give({ command: 'upgrade-to-gold', ...fields, goldMembershipId: `G-${on}-${which}` }, day);
          if (what === 'pay') await program.give({ command: 'record-payment', ...fields }, day);
          if (what === 'expire') await program.play([expire(day)]);
          if (what === 'remind') await program.play([remind(day)]);
          const after = await program.memberships();
          for (const { consolidation, status } of after) {
            // Due to end: the next grace-expiry ends it as of that day.
            if (consolidation === null || status.name !== 'active' || consolidation.on < day) continue;
            const leader = after.find((other) => other.membershipId === consolidation.into);
            expect([leader?.status.name, leader?.consolidation]).toEqual(['active', null]);
          }
          // What a partner had on the day before, it has: itself, its successor, or what covers it.
          if (what === 'expire') continue;
          const had = known
            .filter(({ status }) => status.name === 'active')
            .flatMap((each) => [each.terms, ...each.covers]);
          const has = after
            .filter(({ status }) => status.name === 'active')
            .flatMap((each) => [each.terms, ...each.covers]);
          for (const { competency } of had) expect(has.map((each) => each.competency)).toContain(competency);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
