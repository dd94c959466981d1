/** A membership's notices, payment and expiry, interleaved at every call. */
import { describe, expect, it } from 'vitest';
import { Tripwire } from '../../support/tripwire.ts';
import {
  callsOf,
  copies,
  firstNotice,
  type Program,
  pay,
  program,
  standing,
  startTables,
  sweep,
  takeBounce,
  unreachable,
} from './faulty-program.ts';

startTables();

const EXPIRY_DAY = '2027-10-02';

describe('R-EXP-2, R-REN-6: a payment and an expiry at every call of each other', () => {
  const check = async (setup: Program, where: unknown): Promise<void> => {
    await sweep('grace-expiry', EXPIRY_DAY, setup);
    expect([where, await standing(setup)]).toEqual([where, ['active', 8, null]]);
    const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
    expect(closed?.value.renewal.paidOn).toBe('2027-10-01');
    expect(copies(setup).every((count) => count === 1)).toBe(true);
  };

  it('a payment in time during the expiry never ends in expiry, and nothing is sent twice', async () => {
    const calls = await callsOf((setup, wire) => sweep('grace-expiry', EXPIRY_DAY, setup, wire));
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      const paid = async (): Promise<void> => void (await pay('2027-10-01', EXPIRY_DAY, setup));
      await sweep('grace-expiry', EXPIRY_DAY, setup, new Tripwire(at, 'before', paid));
      await check(setup, ['pay before call', at]);
    }
  });

  it('an expiry during the payment never ends in expiry, and nothing is sent twice', async () => {
    const calls = await callsOf((setup, wire) => pay('2027-10-01', EXPIRY_DAY, setup, wire));
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      const expired = async (): Promise<void> => void (await sweep('grace-expiry', EXPIRY_DAY, setup));
      const result = await pay('2027-10-01', EXPIRY_DAY, setup, new Tripwire(at, 'before', expired));
      expect(result.outcome).toBe('done');
      await check(setup, ['expire before call', at]);
    }
  });
});

describe('R-NOT-1, R-NOT-2: a payment at every call of a notice', () => {
  it('leaves what became of the notice in the ledger of the closed cycle', async () => {
    const notice = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-09-02', setup, wire);
    const calls = await callsOf(notice);
    const ends = new Set<string>();
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await notice(setup, new Tripwire(at, 'before', async () => void (await pay('2027-09-02', '2027-09-02', setup))));
      const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
      const [entry] = closed?.value.notices['1']?.notices ?? [];
      const wasSent = setup.mails.some(({ noticeId }) => noticeId === entry?.noticeId);
      expect([at, entry?.state.status]).toEqual([at, wasSent ? 'sent' : 'skipped']);
      expect(copies(setup).every((count) => count === 1)).toBe(true);
      ends.add(entry?.state.status ?? '');
    }
    expect([...ends].sort()).toEqual(['sent', 'skipped']);
  });
});

describe('R-NOT-2: a bounce at every call of the run that sends', () => {
  it('stays recorded if it comes before the answer is written', async () => {
    const notice = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-08-02', setup, wire);
    const calls = await callsOf(notice);
    const ends: unknown[] = [];
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await notice(setup, new Tripwire(at, 'after', async () => void (await takeBounce(setup))));
      const state = await firstNotice(setup);
      const wasKnown = (await unreachable(setup))?.length === 1;
      expect([at, state?.status]).toEqual([at, wasKnown ? 'undeliverable' : 'sent']);
      ends.push(state?.status);
    }
    expect(new Set(ends)).toEqual(new Set(['sent', 'undeliverable']));
  });
});

describe('R-NOT-2: two copies of a bounce at once', () => {
  it('mark the contact once and alert the operators once, at every interleaving', async () => {
    const calls = await callsOf(async (setup, wire) => {
      await sweep('renewal-notices', '2027-08-02', setup);
      await takeBounce(setup, wire);
    });
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await sweep('renewal-notices', '2027-08-02', setup);
      setup.mails.length = 0;
      await takeBounce(setup, new Tripwire(at, 'before', async () => void (await takeBounce(setup))));
      expect([at, copies(setup), await unreachable(setup)]).toEqual([at, [1], ['kim@contoso.example']]);
    }
  });
});
