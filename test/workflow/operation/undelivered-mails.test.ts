import { describe, expect, it } from 'vitest';
import { admin, adminOf, gold, listing, partner } from '../support/partners.ts';
import type { Line } from '../support/program.ts';
import { day, loaded, problems, program, startProgram, told } from './failing-program.ts';

startProgram();

describe('a mail that is never accepted', () => {
  const BO = 'bo@p-1.example';

  it('ends as undeliverable after a week; the operators are told once a cycle, and others have got theirs (R-NOT-2)', async () => {
    await loaded('P-1', 'P-2');
    await program.importRows({ contacts: [`P-1,mpn-admin,Bo,${BO},ko-KR`] }, '2027-01-01');
    program.mail.refuse('MessageRejected', 'Email address is not verified.', BO);
    expect(await problems('renewal-notices', day(0))).toEqual(['notice-failed P-1 M-1']);
    expect(told()).toEqual([`P-1 M-1 1 -30 to ${adminOf('P-1')}`, `P-2 M-1 1 -30 to ${adminOf('P-2')}`]);
    for (let number = 1; number <= 6; number += 1)
      expect(await problems('renewal-notices', day(number))).toEqual(['notice-failed P-1 M-1']);
    expect(await problems('renewal-notices', day(7))).toEqual(['notice-undeliverable P-1 M-1']);
    expect(told()).toEqual(['P-1 M-1 1 given-up to the operators']);
    expect(await problems('renewal-notices', day(8))).toEqual([]);
    const { notices } = await program.items.membership('P-1');
    expect(notices['-30'].notices.find(({ to }: Line) => to === BO).state).toEqual({
      status: 'undeliverable',
      reason: 'not accepted for 7 days: MessageRejected: Email address is not verified.',
    });
    await problems('renewal-notices', day(15));
    // After a week without a run it is tried again first (R-NOT-4).
    expect(await problems('renewal-notices', day(22))).toEqual(['notice-failed P-1 M-1']);
    expect(await problems('renewal-notices', day(23))).toEqual(['notice-undeliverable P-1 M-1']);
    expect(told()).toEqual([`P-1 M-1 1 -15 to ${adminOf('P-1')}`, `P-2 M-1 1 -15 to ${adminOf('P-2')}`]);
  });

  it('is superseded by a later stage before that (R-NOT-3)', async () => {
    await loaded('P-1');
    program.mail.refuse('MessageRejected', 'not verified', adminOf('P-1'));
    expect(await problems('renewal-notices', '2027-02-28')).toEqual(['notice-failed P-1 M-1']);
    program.mail.heal();
    expect(await problems('renewal-notices', '2027-03-02')).toEqual([]);
    expect(told()).toEqual([`P-1 M-1 1 1 to ${adminOf('P-1')}`]);
    expect(await program.items.ledger('P-1')).toContain(`-1 ${adminOf('P-1')}: skipped (superseded)`);
  });

  it('is given up for a listing, too, and the operators are told (R-DIR-3)', async () => {
    await program.importRows(
      {
        partners: [partner('P-1')],
        contacts: [admin('P-1')],
        memberships: [gold('P-1')],
        listings: [listing('P-1', '')],
      },
      '2027-01-01',
    );
    program.mail.refuse('MessageRejected', 'not verified', adminOf('P-1'));
    expect(await problems('directory-submission', '2027-01-11', { phase: 'remind' })).toEqual([
      'notice-failed P-1 null',
    ]);
    expect(await problems('directory-submission', '2027-01-18', { phase: 'submit' })).toEqual([
      'notice-undeliverable P-1 null',
    ]);
    expect(told()).toEqual(['P-1 listing 2027-01 given-up-2027-01 to the operators']);
  });
});
