import { describe, expect, it } from 'vitest';
import { config } from '../../unit/rules/support.ts';
import { MemoryProgram } from '../support/memory-program.ts';

const pay = (program: MemoryProgram, paidOn: string, on: string) => {
  const payment = { command: 'record-payment', partnerId: 'P-1', membershipId: 'M-1', paidOn };
  return program.give({ ...payment, requestId: `R-${paidOn}`, reference: `F-${paidOn}` }, on);
};

async function refreshAll(program: MemoryProgram, ...days: string[]): Promise<void> {
  for (const day of days) await program.refreshKpi(day);
}

/** Of AD 2027-02-28: expired since 2027-03-31. The fee of 2027-03-14 is recorded a year later, on 2028-04-10. */
async function paidAYearLate(...refreshes: string[]): Promise<MemoryProgram> {
  const program = new MemoryProgram();
  await program.load(
    {
      partners: ['P-1,Contoso,KR,contoso.example,2027-01-20,4'],
      contacts: ['P-1,global-admin,Kim,kim@contoso.example,en'],
      memberships: ['P-1,M-1,competency,DevOps,silver,true,2024-02-28,2'],
      invoices: ['P-1,INV-1,1,invoice,2026-12-01,Microsoft Labs Online,10,40,100,KRW'],
    },
    '2027-02-01',
  );
  await refreshAll(program, '2027-02-15', '2027-03-15');
  await program.daily('2027-03-31');
  await refreshAll(program, '2027-04-15', ...refreshes);
  await program.load(
    { invoices: ['P-1,INV-2,1,invoice,2027-12-01,Microsoft Labs Online,10,15,100,KRW'] },
    '2028-04-09',
  );
  expect(await pay(program, '2027-03-14', '2028-04-10')).toMatchObject({ outcome: 'done' });
  expect(await program.states('P-1')).toEqual(['M-1 expired 4']);
  return program;
}

describe('R-KPI-8: a refresh that had nothing to do for a partner whose membership had expired', () => {
  it('has published its months: the late payment of the next cycle, AD 2028-02-28, is judged by them', async () => {
    const program = await paidAYearLate('2027-05-15', '2028-02-15');
    expect(await pay(program, '2028-03-14', '2028-04-11')).toMatchObject({ outcome: 'done', rule: 'R-REN-6' });
    expect(await program.states('P-1')).toEqual(['M-1 active 5']);
  });

  it('may have been a later one, where that of the AD was missed', async () => {
    const program = await paidAYearLate('2028-03-15');
    expect(await pay(program, '2028-03-14', '2028-04-11')).toMatchObject({ outcome: 'done', rule: 'R-REN-6' });
  });

  it('leaves pending what no refresh has published', async () => {
    const program = await paidAYearLate('2027-05-15', '2028-01-15');
    expect(await pay(program, '2028-03-14', '2028-04-11')).toMatchObject({
      ...{ outcome: 'refused', rule: 'R-KPI-8' },
      reason:
        'eligibility is pending until the KPI refresh of 2028-02-15 has run: record the payment again then, with the day on which it was made',
    });
  });
});

describe('R-KPI-6: KPI that only the next program year asks of a competency without its Learning option', () => {
  it('are published for the AD of that year, 2028-05-01, though no refresh was needed before', async () => {
    const silver = { competency: 'DevOps', level: 'silver', learningOption: false };
    const programYears = [
      { from: '2026-07-01', to: '2027-06-30', requirements: [{ ...silver, mct: 1 }] },
      { from: '2027-07-01', to: '2028-06-30', requirements: [{ ...silver, mct: 1, kpi: '10' }] },
    ];
    const program = new MemoryProgram(config({ profileReviewMaxAgeDays: 3650, programYears }));
    await program.load(
      {
        partners: ['P-1,Contoso,KR,contoso.example,2027-01-20,4'],
        contacts: ['P-1,global-admin,Kim,kim@contoso.example,en'],
        memberships: ['P-1,M-1,competency,DevOps,silver,false,2024-05-01,2'],
      },
      '2027-02-01',
    );
    await refreshAll(program, '2027-02-15', '2027-03-15');
    expect(await pay(program, '2027-05-10', '2027-05-10')).toMatchObject({ outcome: 'done' });
    await refreshAll(program, '2027-06-15', '2028-04-15', '2028-05-15');
    expect(await pay(program, '2028-05-16', '2028-05-16')).toMatchObject({ outcome: 'refused', rule: 'R-REN-4' });
  });
});
