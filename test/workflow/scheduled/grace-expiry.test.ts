import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, adminOf, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

const expire = (day: string) => program.run('grace-expiry', day);

describe('grace-expiry of a membership with the anniversary 2027-03-01', () => {
  beforeEach(() => program.importRows(actionPacks('P-1'), '2027-01-01'));

  it('leaves it in its window on AD+30, 2027-03-31, and expires it on AD+31, 2027-04-01 (R-CAL-4, R-EXP-1)', async () => {
    expect(outputOf(await expire('2027-03-31')).acted).toBe(0);
    expect((await program.items.membership('P-1')).status).toEqual({ name: 'active' });
    expect(outputOf(await expire('2027-04-01')).acted).toBe(1);
    expect((await program.items.membership('P-1')).status).toEqual({ name: 'expired', expiredOn: '2027-04-01' });
    expect(program.mail.told).toEqual([`P-1 M-1 1 31 to ${adminOf('P-1')}`]);
  });

  it('dates the expiry 2027-04-01 also when the first run after an outage is on 2027-05-20 (R-NOT-4)', async () => {
    outputOf(await expire('2027-05-20'));
    expect((await program.items.membership('P-1')).status).toEqual({ name: 'expired', expiredOn: '2027-04-01' });
    expect(program.mail.told).toEqual([`P-1 M-1 1 31 to ${adminOf('P-1')}`]);
  });

  it('expires it once, however often it runs', async () => {
    await Promise.all([expire('2027-04-01'), expire('2027-04-01')]);
    outputOf(await expire('2027-04-02'));
    expect(program.mail.told).toEqual([`P-1 M-1 1 31 to ${adminOf('P-1')}`]);
  });

  it('does not expire it if it was paid on the last day of the window, 2027-03-31', async () => {
    expect((await program.given(payment('P-1', '2027-03-31'), '2027-03-31')).outcome).toBe('done');
    program.mail.clear();
    expect(outputOf(await expire('2027-04-01'))).toMatchObject({ examined: 0, acted: 0 });
    expect(program.mail.told).toEqual([]);
  });
});

describe('a payment that is recorded in the instant of the expiry', () => {
  it('wins, whichever is first: no payment in time ends in expiry (R-EXP-2, R-REN-6)', async () => {
    const ids = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-7', 'P-8'];
    await program.importRows(actionPacks(...ids), '2027-01-01');
    const [run, ...paid] = await Promise.all([
      expire('2027-04-01'),
      ...ids.map((id) => program.given(payment(id, '2027-03-31'), '2027-04-01')),
    ]);
    expect(run.status).toBe('SUCCEEDED');
    expect(paid.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'done'));
    for (const id of ids) {
      const { status, cycle, lastRenewal, closing } = await program.items.membership(id);
      expect({ id, status, cycle, paidOn: lastRenewal.paidOn, closing }).toEqual({
        id,
        status: { name: 'active' },
        cycle: 2,
        paidOn: '2027-03-31',
        closing: null,
      });
    }
    const confirmations = program.mail.told.filter((notice) => notice.includes(' confirmation '));
    expect(confirmations).toEqual(ids.map((id) => `${id} M-1 1 confirmation to ${adminOf(id)}`));
  });
});
