/** Enrolments, orders and upgrades, interleaved at every call. */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import { readMemberships } from '../../../../shared/workflows/reads/memberships.ts';
import { RacedTable, Tripwire } from '../../support/tripwire.ts';
import { give, ORDER, PAY, program, statuses, sweep, UPGRADE } from './enrolment-program.ts';

describe('enrolment commands at the same time', () => {
  const other = { ...ORDER, membershipId: 'A2', requestId: 'other' };

  it('R-MEM-6: one of two orders of an Action Pack is refused, at every interleaving', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await give(ORDER, '2027-02-01', await program(), watched);
    const ends = new Set<string>();
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      let second = 'nothing';
      const meanwhile = async (): Promise<void> => {
        second = (await give(other, '2027-02-01', setup)).outcome;
      };
      const first = await give(ORDER, '2027-02-01', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, [first.outcome, second].sort()]).toEqual([at, ['done', 'refused']]);
      expect(await statuses(setup)).toEqual([first.outcome === 'done' ? 'A1 ordered' : 'A2 ordered', 'S1 active']);
      ends.add(first.outcome);
    }
    expect([...ends].sort()).toEqual(['done', 'refused']);
  });

  it('R-MEM-8: a payment on day 30 wins against the run that lets the order lapse', async () => {
    const paid = { ...PAY, paidOn: '2027-03-03' };
    const watched = new Tripwire(-1, 'before', async () => {});
    const first = await program();
    await give(ORDER, '2027-02-01', first);
    await sweep('grace-expiry', '2027-03-04', first, watched);
    expect(await statuses(first)).toEqual(['A1 lapsed', 'S1 active']);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await give(ORDER, '2027-02-01', setup);
      const meanwhile = async (): Promise<void> => void (await give(paid, '2027-03-04', setup));
      await sweep('grace-expiry', '2027-03-04', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, await statuses(setup)]).toEqual([at, ['A1 active', 'S1 active']]);
      expect(setup.mails).toEqual([]);
    }
  });

  it('R-MEM-5: silver is superseded if its upgrade meets its expiry', async () => {
    const late = { ...UPGRADE, paidOn: '2027-10-01' };
    const watched = new Tripwire(-1, 'before', async () => {});
    await give(late, '2027-10-02', await program(), watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      const meanwhile = async (): Promise<void> => void (await sweep('grace-expiry', '2027-10-02', setup));
      await give(late, '2027-10-02', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, await statuses(setup)]).toEqual([at, ['G1 active', 'S1 superseded']]);
    }
  });

  it.each([
    ['payments of an order', PAY, { ...PAY, paidOn: '2027-02-09' }],
    ['upgrades', UPGRADE, { ...UPGRADE, goldMembershipId: 'G2' }],
  ])('one of two %s is refused, at every interleaving', async (_, command, rival) => {
    const watched = new Tripwire(-1, 'before', async () => {});
    const first = await program();
    await give(ORDER, '2027-02-01', first);
    await give(command, '2027-02-10', first, watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await give(ORDER, '2027-02-01', setup);
      const outcomes: string[] = [];
      const meanwhile = async (): Promise<void> => void outcomes.push((await give(rival, '2027-02-10', setup)).outcome);
      outcomes.push((await give(command, '2027-02-10', setup, new Tripwire(at, 'before', meanwhile))).outcome);
      expect([at, outcomes.toSorted()]).toEqual([at, ['done', 'refused']]);
      const isRival = outcomes[0] === 'done';
      const { purchasedOn } = (await readMemberships(setup.store, 'P-1'))[0] ?? {};
      const given = isRival ? rival : command;
      if ('goldMembershipId' in given)
        expect(await statuses(setup)).toEqual(['A1 ordered', `${given.goldMembershipId} active`, 'S1 superseded']);
      else expect(purchasedOn).toBe(given.paidOn);
    }
  });

  it('an enrolment is refused if an import takes the id between its two writes', async () => {
    const setup = await program();
    const facts = { partnerId: 'P-1', membershipId: 'A1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
    const lap = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
    const imported = () => setup.store.memberships.create(newMembership(lap, facts, civilDateOf('2027-01-01')));
    const raced = new RacedTable(setup.table, 'MEMBERSHIP#A1', imported);
    const result = await give(ORDER, '2027-02-01', { table: raced, mails: setup.mails });
    expect([result.outcome, result.reason]).toEqual(['refused', 'A1 is the id of another membership']);
    expect(await statuses(setup)).toEqual(['A1 active', 'S1 active']);
    expect((await give(other, '2027-02-01', setup)).outcome).toBe('done');
  });

  it('a run fails and names the id if an import takes it between the two writes of an upgrade', async () => {
    const setup = await program();
    const facts = { partnerId: 'P-1', membershipId: 'G1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
    const pack = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
    const imported = () => setup.store.memberships.create(newMembership(pack, facts, civilDateOf('2027-01-01')));
    const raced = new RacedTable(setup.table, 'MEMBERSHIP#G1', imported);
    await expect(give(UPGRADE, '2027-02-10', { table: raced, mails: setup.mails })).rejects.toThrow(
      'membership S1 was upgraded, and the id G1 is another one',
    );
    expect((await sweep('renewal-notices', '2027-02-11', setup)).totals).toMatchObject({ failed: 1 });
  });
});
