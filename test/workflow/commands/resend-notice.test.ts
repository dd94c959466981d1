import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, adminOf, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';
import { CONFIRMATION } from './override-and-confirmation.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});

afterAll(() => program?.stop());
beforeEach(() => program.clear());

describe('resend-notice', () => {
  const ANNA = adminOf('P-1');
  const STAGE = `P-1 M-1 1 -30 to ${ANNA}`;
  const resend = (ticket: string, more: object = {}) => ({
    command: 'resend-notice',
    partnerId: 'P-1',
    membershipId: 'M-1',
    ticket,
    ...more,
  });

  beforeEach(async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
  });

  it('sends the latest notice to recipients who do not have it yet: here to the new admin', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    const bo = 'bo@p-1.example';
    await program.importRows({ contacts: [`P-1,mpn-admin,Bo,${bo},ko-KR`] }, '2027-01-31');
    program.mail.takeTold();
    expect(await program.given(resend('4711'), '2027-02-01')).toMatchObject({ outcome: 'done', rule: 'R-NOT-2' });
    expect(program.mail.takeTold()).toEqual([`P-1 M-1 1 -30 to ${bo}`]);
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`, `-30 ${bo}: sent`]);
    expect(await program.given(resend('4712'), '2027-02-01')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-3' });
    expect(program.mail.told).toEqual([]);
  });

  it('sends it again to a named recipient, on another day, once for a ticket', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    program.mail.takeTold();
    const named = resend('4711', { to: ANNA.toUpperCase() });
    expect(await program.given(named, '2027-01-30')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-3' });
    expect((await program.given(named, '2027-01-31')).outcome).toBe('done');
    expect((await program.given(named, '2027-02-02')).repeated).toBe(true);
    expect(program.mail.takeTold()).toEqual([STAGE]);
    const { notices } = await program.items.membership('P-1');
    expect(notices['-30'].notices).toMatchObject([{ state: { status: 'sent', on: '2027-01-31' } }]);
  });

  it('is refused before the first notice, for a stranger, and after the window', async () => {
    expect(await program.given(resend('1'), '2027-01-29')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-1' });
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    expect(await program.given(resend('2', { to: 'eve@x.example' }), '2027-01-31')).toMatchObject({ rule: 'R-ROLE-2' });
    expect(await program.given(resend('3'), '2027-04-01')).toMatchObject({ outcome: 'refused', rule: 'R-NOT-1' });
  });

  it('sends the expiry notice and a confirmation again', async () => {
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    expect((await program.given(resend('1', { to: ANNA }), '2027-04-02')).outcome).toBe('done');
    await program.given(payment('P-1', '2027-03-20'), '2027-04-03');
    expect((await program.given(resend('2', { to: ANNA }), '2027-04-04')).outcome).toBe('done');
    expect(program.mail.told).toEqual([
      `P-1 M-1 1 31 to ${ANNA}`,
      `P-1 M-1 1 31 to ${ANNA}`,
      CONFIRMATION,
      CONFIRMATION,
    ]);
  });

  it('is settled by the next run if its answer is lost', async () => {
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    program.mail.takeTold();
    program.mail.loseAnswer(ANNA, 1);
    program.mail.loseEvents();
    await program.given(resend('1', { to: ANNA }), '2027-01-31');
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: claimed`]);
    expect(await program.given(resend('2', { to: ANNA }), '2027-01-31')).toMatchObject({ outcome: 'done' });
    outputOf(await program.run('renewal-notices', '2027-02-01'));
    expect(await program.items.ledger('P-1')).toEqual([`-30 ${ANNA}: sent`]);
  });
});
