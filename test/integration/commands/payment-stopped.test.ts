import { describe, expect, it } from 'vitest';
import { MemoryProgram } from '../support/memory-program.ts';
import { Tripwire } from '../support/tripwire.ts';

/** A learning partner of AD 2027-02-28, who has not paid by 2027-03-30. */
async function expiredProgram(): Promise<MemoryProgram> {
  const program = new MemoryProgram();
  await program.load(
    {
      partners: ['P-1,Contoso,KR,contoso.example,2027-01-20,4'],
      contacts: ['P-1,global-admin,Kim,kim@contoso.example,ko-KR'],
      memberships: ['P-1,M-1,competency,DevOps,silver,true,2024-02-28,2'],
      invoices: ['P-1,INV-1,1,invoice,2026-12-01,Microsoft Labs Online,10,40,100,KRW'],
      listings: ['P-1,Contoso Learning,KR,https://learn.contoso.example/,true,true,true'],
    },
    '2027-02-01',
  );
  for (const day of ['2027-02-15', '2027-03-15']) await program.refreshKpi(day);
  await program.daily('2027-03-31');
  await program.refreshKpi('2027-04-15');
  for (const month of ['2027-02-15', '2027-04-19']) await program.directory('submit', month);
  return program;
}

const PAYMENT = {
  command: 'record-payment',
  ...{ requestId: 'R-1', partnerId: 'P-1', membershipId: 'M-1', paidOn: '2027-03-14', reference: 'X' },
};
const RECORDED = '2027-05-13';

/** The days on which the partner's KPI and listing are due, and the state of the membership. */
async function dueAfter({ store }: MemoryProgram) {
  const id = { partnerId: 'P-1' };
  const membership = await store.memberships.get({ ...id, membershipId: 'M-1' });
  const [kpi, listing] = [await store.kpiLedgers.get(id), await store.listings.get(id)];
  return [membership?.value.status.name, kpi?.value.refreshOn, listing?.value.dueOn];
}

describe('R-REN-6: a payment in time that is recorded after the expiry', () => {
  it('makes KPI and directory due again, also if it is stopped before any call or after it, and given again', async () => {
    const expired = await expiredProgram();
    expect(await dueAfter(expired)).toEqual(['expired', null, null]);
    const whole = expired.copy();
    const counter = new Tripwire(-1, 'before', async () => {});
    expect(await whole.give(PAYMENT, RECORDED, counter)).toMatchObject({ outcome: 'done' });
    const due = await dueAfter(whole);
    expect(due).toEqual(['active', expect.any(String), expect.any(String)]);
    expect(counter.calls).toBeGreaterThan(5);
    for (let call = 1; call <= counter.calls; call += 1)
      for (const when of ['before', 'after'] as const) {
        const program = expired.copy();
        const stop = new Tripwire(call, when, async () => {
          throw new Error('stopped');
        });
        await program.give(PAYMENT, RECORDED, stop).catch(() => {});
        expect(await program.give(PAYMENT, RECORDED), `${when} call ${call}`).toMatchObject({ outcome: 'done' });
        expect(await dueAfter(program), `${when} call ${call}`).toEqual(due);
      }
  });
});
