/** `reverse-payment`, stopped at every call and given again, and with others at every call (R-REN-9, R-OPS-3). */
import { describe, expect, it } from 'vitest';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { explain } from '../../../shared/workflows/explain/explain.ts';
import { findNoticeById } from '../../../shared/workflows/mail-events/find-notice.ts';
import { ACTION_PACK } from '../../unit/rules/support.ts';
import { type Bought, begin, type Event, type LateProgram } from '../support/late-payments.ts';
import { Tripwire } from '../support/tripwire.ts';

/** AD 2027-02-10, window 2027-02-11 … 2027-03-12. */
const PACK: Bought[] = [{ partnerId: 'P-1', membershipId: 'A-1', terms: ACTION_PACK, on: '2026-02-10' }];
const A1 = { partnerId: 'P-1', membershipId: 'A-1' };
const payment = (paidOn: string, reference = 'w') => ({ ...A1, command: 'record-payment', paidOn, reference });
const REVERSE = { ...A1, command: 'reverse-payment', reference: 'w', cause: 'chargeback', ticket: '4711' };
type Command = Record<string, unknown> & { command: string; partnerId: string };
const give = (on: string, command: Command): Event => ({ on, command });
const remind = (on: string): Event => ({ on, sweep: 'renewal-notices' });
const expire = (on: string): Event => ({ on, sweep: 'grace-expiry' });
const day = (on: string): Event[] => [remind(on), expire(on)];

/** Told on −30, −15, −1 and +1, and paid on 2027-02-15. */
async function paid(): Promise<LateProgram> {
  const program = await begin(PACK);
  const days = ['2027-01-11', '2027-01-26', '2027-02-09', '2027-02-11'];
  await program.play([...days.map(remind), give('2027-02-15', payment('2027-02-15'))]);
  return program;
}
const subjectsOf = ({ mails }: LateProgram, since: string): string[] =>
  mails.filter(({ on }) => on >= since).map(({ on, text }) => `${on} ${JSON.parse(text).subject.split(':')[0]}`);
const stateOf = async (program: LateProgram) => {
  const [pack] = await program.memberships();
  return `cycle ${pack?.cycle} ${pack?.status.name}`;
};
const notices = async (program: LateProgram) => {
  const [pack] = await program.memberships();
  return Object.values(pack?.notices ?? {}).flatMap((record) => record.notices);
};
const closedCycle = (program: LateProgram) => program.store.cycles.get({ ...A1, cycle: 1 });
const stop = async (): Promise<void> => {
  throw new Error('stopped');
};

describe('a reversed payment (R-REN-9)', () => {
  it('is told at once; in the window the notices go on, and it expires with its notice', async () => {
    const program = await paid();
    await program.play([give('2027-02-26', REVERSE), ...day('2027-02-26'), ...day('2027-03-05'), ...day('2027-03-13')]);
    expect(subjectsOf(program, '2027-02-16')).toEqual([
      '2027-02-26 Payment reversed',
      '2027-02-26 Operator alert',
      '2027-02-26 14 days left to renew',
      '2027-03-05 7 days left to renew',
      '2027-03-13 Membership expired',
    ]);
    expect(await stateOf(program)).toBe('cycle 1 expired');
  });

  it('can be paid again: the closed cycle is written anew, with every mail', async () => {
    const program = await paid();
    const before = (await closedCycle(program))?.value;
    await program.play([give('2027-02-26', REVERSE), give('2027-03-01', payment('2027-03-01', 'w2'))]);
    expect(await stateOf(program)).toBe('cycle 2 active');
    const after = (await closedCycle(program))?.value;
    expect([before?.renewal.reference, before?.reopened]).toEqual(['w', 0]);
    expect([after?.renewal.reference, after?.reopened]).toEqual(['w2', 1]);
    const sent = Object.entries(after?.notices ?? {}).filter(
      ([, record]) => record.notices[0]?.state.status === 'sent',
    );
    const told = ['-1', '-15', '-30', '1'];
    expect(sent.map(([key]) => key).toSorted()).toEqual(
      [...told, 'payment-reversed-1', 'reversal-alert-1', 'reversed-1-confirmation'].toSorted(),
    );
  });

  it('is refused under the reference that was charged back, and under the command that was carried out', async () => {
    const program = await paid();
    const answers = await program.play([
      give('2027-02-26', REVERSE),
      give('2027-02-27', payment('2027-02-27')),
      give('2027-02-27', payment('2027-02-15')),
      give('2027-02-28', { ...REVERSE, ticket: '4712' }),
      give('2027-02-28', REVERSE),
    ]);
    const reversed = 'R-REN-9 the payment w was reversed on 2027-02-26 (chargeback, ticket 4711)';
    expect(answers).toEqual([
      'done',
      `${reversed}: another payment has another reference`,
      `${reversed}: to record one anew, give the command a requestId`,
      'R-REN-9 the payment w was reversed before, on 2027-02-26',
      'done',
    ]);
  });

  it('can be recorded as it should have been, under the same reference, if it was recorded by mistake', async () => {
    const program = await paid();
    const answers = await program.play([
      give('2027-02-26', { ...REVERSE, cause: 'error' }),
      give('2027-02-26', payment('2027-02-20')),
    ]);
    expect(answers).toEqual(['done', 'done']);
    expect(await stateOf(program)).toBe('cycle 2 active');
  });

  it('is explained: the payment, who took it back and why, and what followed', async () => {
    const program = await paid();
    await program.play([give('2027-02-26', REVERSE), remind('2027-02-26')]);
    const decisions = await explain(program.store, { partnerId: 'P-1' }, 'UTC');
    const lines = decisions.map(({ on, what, rule }) => `${on} ${what} ${rule}`);
    for (const line of [
      '2027-02-15 renewed R-REN-2',
      '2027-02-15 notice renewed R-REN-2',
      '2027-02-26 payment-reversed R-REN-9',
      '2027-02-26 notice payment-reversed R-REN-9',
      '2027-02-26 notice renewal R-NOT-1',
    ])
      expect(lines.filter((each) => each === line)).toHaveLength(1);
    expect(new Set(lines.filter((line) => line.includes('notice renewal'))).size).toBeGreaterThan(0);
  });

  it('takes events about its mails where they are now', async () => {
    const program = await paid();
    const first = (await closedCycle(program))?.value.notices['1']?.notices[0]?.noticeId ?? '';
    await program.play([give('2027-02-26', REVERSE)]);
    for (const noticeId of [first, ...(await notices(program)).map((entry) => entry.noticeId)]) {
      const key = parseNoticeId(noticeId);
      const found = key && (await findNoticeById(program.store, noticeId, key));
      await found?.settle({ status: 'undeliverable', reason: 'bounce' }, { at: '2027-02-27T00:00:00Z', runId: 'e' });
      const entry = (await notices(program)).find((each) => each.noticeId === noticeId);
      expect([noticeId, entry?.state.status]).toEqual([noticeId, 'undeliverable']);
    }
  });

  it('keeps an event that comes at any call of the command', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await (await paid()).give(REVERSE, '2027-02-26', watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const program = await paid();
      const noticeId = (await closedCycle(program))?.value.notices['1']?.notices[0]?.noticeId ?? '';
      const bounce = async () => {
        const found = await findNoticeById(program.store, noticeId, parseNoticeId(noticeId)!);
        await found?.settle({ status: 'undeliverable', reason: 'bounce' }, { at: '2027-02-26T00:00:00Z', runId: 'e' });
      };
      await program.give(REVERSE, '2027-02-26', new Tripwire(at, 'before', bounce));
      const entry = (await notices(program)).find((each) => each.noticeId === noticeId);
      expect([at, entry?.state.status]).toEqual([at, 'undeliverable']);
    }
  });

  it('ends the same if the command is stopped at any call and given again', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await (await paid()).give(REVERSE, '2027-02-26', watched);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= watched.calls; at += 1) {
        const program = await paid();
        await program.give(REVERSE, '2027-02-26', new Tripwire(at, when, stop)).catch(() => undefined);
        expect(await program.give(REVERSE, '2027-02-26')).toBe('done');
        const [pack] = await program.memberships();
        expect([when, at, await stateOf(program), pack?.reversals.length]).toEqual([when, at, 'cycle 1 active', 1]);
        const mails = subjectsOf(program, '2027-02-16');
        expect(mails.filter((mail) => mail.endsWith('Payment reversed')).length).toBeLessThanOrEqual(1);
      }
  });

  it.each([
    ['the daily notices', remind('2027-02-26'), '2027-02-26', 'cycle 1 active'],
    ['the expiry', expire('2027-03-13'), '2027-03-13', 'cycle 1'],
  ] as const)('loses nothing to %s, which comes at any of its calls', async (_, other, on, end) => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await (await paid()).give(REVERSE, on, watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const program = await paid();
      const answer = await program.give(
        REVERSE,
        on,
        new Tripwire(at, 'before', () => program.play([other]).then(() => {})),
      );
      expect([at, answer]).toEqual([at, 'done']);
      expect(await stateOf(program)).toContain(end);
      await program.play([other]);
      const open = (await notices(program)).filter(({ state }) => ['claimed', 'pending'].includes(state.status));
      expect([at, open]).toEqual([at, []]);
      const subjects = subjectsOf(program, '2027-02-16');
      expect(new Set(subjects).size).toBe(subjects.length);
    }
  });
});

describe('the reversed payment of an order (R-REN-9, R-MEM-8)', () => {
  const ORDER = { partnerId: 'P-2', command: 'enrol', membershipId: 'O-1', offer: 'action-pack' };
  const ORDER_PAID = {
    partnerId: 'P-2',
    command: 'record-payment',
    membershipId: 'O-1',
    paidOn: '2027-02-05',
    reference: 'w',
  };
  const REVERSE_ORDER = { ...REVERSE, partnerId: 'P-2', membershipId: 'O-1', cause: 'error' };
  const bought = [give('2027-02-01', ORDER), give('2027-02-05', ORDER_PAID)];
  const statusOf = async (program: LateProgram) =>
    (await program.store.memberships.get({ partnerId: 'P-2', membershipId: 'O-1' }))?.value.status;

  it('makes it an order again, which can be paid through its day 30, 2027-03-03', async () => {
    const program = await begin([]);
    const again = { ...ORDER_PAID, paidOn: '2027-03-03', reference: 'w2' };
    const answers = await program.play([...bought, give('2027-02-20', REVERSE_ORDER), give('2027-03-03', again)]);
    expect(answers).toEqual(['done', 'done', 'done', 'done']);
    const stored = await program.store.memberships.get({ partnerId: 'P-2', membershipId: 'O-1' });
    expect(stored?.value).toMatchObject({ purchasedOn: '2027-03-03', cycle: 1, status: { name: 'active' } });
    expect(stored?.value.reversals).toMatchObject([
      { paid: 'order', payment: { reference: 'w', paidOn: '2027-02-05' } },
    ]);
  });

  it('lets it lapse if it is not paid again', async () => {
    const program = await begin([]);
    await program.play([...bought, give('2027-02-20', REVERSE_ORDER)]);
    expect(await statusOf(program)).toEqual({ name: 'ordered', createdOn: '2027-02-01' });
    await program.play([expire('2027-03-04')]);
    expect(await statusOf(program)).toMatchObject({ name: 'lapsed', on: '2027-03-04' });
  });
});
