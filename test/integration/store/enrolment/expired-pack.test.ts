import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { explain } from '../../../../shared/workflows/explain/explain.ts';
import { readForecasts } from '../../../../shared/workflows/explain/forecasts.ts';
import { config, ENROL, give, ORDER, PAY, type Program, program, sweep, UPGRADE } from './enrolment-program.ts';

describe('R-MEM-6, R-EXP-3: an expired Action Pack beside a newly purchased one', () => {
  /** Bought on 2026-01-01, and expired on 2027-02-01; the other one is bought on 2027-02-05. */
  async function replaced(): Promise<Program> {
    const setup = await program();
    await give(
      { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-01-02', by: 'global-admin' },
      '2027-01-02',
      setup,
    );
    await give({ ...ENROL, membershipId: 'OLD', paidOn: '2026-01-01', reference: 'wire' }, '2026-01-01', setup);
    await sweep('grace-expiry', '2027-02-01', setup);
    const bought = await give({ ...ENROL, paidOn: '2027-02-05', reference: 'wire' }, '2027-02-05', setup);
    expect(bought.rule).toBe('R-MEM-6');
    const override = { until: '2027-02-20', grantedBy: 'Lee', reason: 'illness', ticket: '1' };
    await give({ command: 'grant-override', partnerId: 'P-1', membershipId: 'OLD', ...override }, '2027-02-06', setup);
    return setup;
  }

  it('is not paid with an override', async () => {
    const setup = await replaced();
    const result = await give({ ...PAY, membershipId: 'OLD' }, '2027-02-10', setup);
    expect([result.rule, result.reason]).toEqual([
      'R-MEM-6',
      'one Action Pack per partner: A1 (Action Pack) is in force through 2028-03-06',
    ]);
  });

  it('R-REN-6: is reinstated by a payment made in time', async () => {
    const setup = await replaced();
    const result = await give({ ...PAY, membershipId: 'OLD', paidOn: '2027-01-31' }, '2027-02-10', setup);
    expect([result.outcome, result.rule]).toEqual(['done', 'R-REN-6']);
  });
});

it('explain tells how memberships began and ended, and what may be shown', async () => {
  const setup = await program();
  await give(ORDER, '2027-02-01', setup);
  await sweep('grace-expiry', '2027-03-05', setup);
  await give(UPGRADE, '2027-02-10', setup);
  const told = (await explain(setup.store, { partnerId: 'P-1' }, 'UTC')).map(({ on, what, membershipId, rule }) =>
    [on, what, membershipId, rule].join(' '),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      '2027-01-01 loaded S1 R-MEM-1',
      '2027-02-01 enrolled A1 R-MEM-8',
      '2027-03-05 order-lapsed A1 R-MEM-8',
      '2027-02-10 superseded S1 R-MEM-5',
      '2027-02-10 upgraded G1 R-MEM-5',
      '2027-02-10 notice upgraded G1 R-MEM-5',
    ]),
  );
  expect(told.filter((line) => / (order-lapsed|superseded|upgraded|enrolled) /.test(line))).toHaveLength(5);
  expect((await readForecasts(setup.store, config, 'P-1', civilDateOf('2027-02-10')))?.display).toEqual([
    { competency: 'DevOps', level: 'gold', through: 'G1', because: 'membership' },
  ]);
});
