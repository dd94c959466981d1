import { describe, expect, it } from 'vitest';
import { ACTION_PACK } from '../../unit/rules/support.ts';
import { type Bought, begin, type LateProgram } from '../support/late-payments.ts';

/** AD 2027-02-10, window 2027-02-11 … 2027-03-12; the next AD is 2028-02-10, its window ends on 2028-03-11. */
const PACK: Bought[] = [{ partnerId: 'P-1', membershipId: 'A-1', terms: ACTION_PACK, on: '2026-02-10' }];
const A1 = { partnerId: 'P-1', membershipId: 'A-1' };
const pay = (requestId: string) => ({
  ...{ ...A1, command: 'record-payment', paidOn: '2027-02-15', reference: 'w', requestId },
});
const REVERSE = { ...A1, command: 'reverse-payment', reference: 'w', cause: 'error', ticket: '4711' };

/** Paid in time, expired at the end of the next window, reversed a week later by mistake, and recorded again. */
async function paidAgain(): Promise<LateProgram> {
  const program = await begin(PACK);
  const answers = await program.play([
    { on: '2027-02-15', command: pay('1') },
    { on: '2028-03-12', sweep: 'grace-expiry' },
    { on: '2028-03-20', command: REVERSE },
    { on: '2028-03-27', command: pay('2') },
    { on: '2028-03-28', sweep: 'renewal-notices' },
    { on: '2028-03-28', sweep: 'grace-expiry' },
  ]);
  expect(answers).toEqual(['done', 'done', 'done']);
  return program;
}
const idsOf = async (program: LateProgram, key: string): Promise<string[]> => {
  const [pack] = await program.memberships();
  return pack?.notices[key]?.notices.map(({ noticeId, state }) => `${noticeId.split('__')[3]} ${state.status}`) ?? [];
};

describe('R-REN-9: a payment recorded again when the cycle that it begins has expired before', () => {
  it('is answered by one mail that says what holds, with an id of its own (R-REN-6, R-NOT-2)', async () => {
    const program = await paidAgain();
    const mails = program.mails.filter(({ to, on }) => to.includes('P-1') && on > '2028-03-20');
    expect(mails.map(({ on, text }) => `${on} ${JSON.parse(text).subject}`)).toEqual([
      '2028-03-27 Membership expired: Microsoft Action Pack – P-1',
    ]);
    expect(await idsOf(program, '31')).toEqual(['31-2 sent']);
  });

  it('leaves the expiry notice of before in the ledger', async () => {
    expect(await idsOf(await paidAgain(), 'reversed-1-31')).toEqual(['31 sent']);
  });

  it('sends that mail again under its own id, and to an admin who came since under such a one', async () => {
    const program = await paidAgain();
    const bo = { role: 'mpn-admin', name: 'Bo', email: 'bo@P-1.example', locale: 'en' };
    const kim = { role: 'global-admin', name: 'Kim', email: 'kim@P-1.example', locale: 'en' };
    await program.give({ partnerId: 'P-1', command: 'set-contacts', contacts: [kim, bo] }, '2028-04-01');
    const resend = { ...A1, command: 'resend-notice', ticket: '1' };
    expect(await program.give(resend, '2028-04-01')).toBe('done');
    expect(await idsOf(program, '31')).toEqual(['31-2 sent', '31-2 sent']);
  });
});
