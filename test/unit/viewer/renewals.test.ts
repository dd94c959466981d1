import { describe, expect, it } from 'vitest';
import { decisionLine } from '../../../infra/local/viewer/results/lines.ts';
import { type Renewal, Renewals, renewalFact } from '../../../infra/local/viewer/results/renewals.ts';
import { decision } from './fixture.ts';

const AD = '2027-09-01';
const notice = (fields: object = {}) => decision({ asOf: '2027-08-02', inputs: { anniversary: AD }, ...fields });
const command = (what: string, asOf: string, inputs: object = {}, fields: object = {}) =>
  decision({ workflow: 'partner-command', what, asOf, inputs: { anniversary: AD, ...inputs }, ...fields });

/** How the renewals stand on a day, after these decisions. */
function renewalsAfter(decisions: readonly object[], day: string): Renewal[] {
  const renewals = new Renewals();
  for (const [number, each] of decisions.entries()) {
    const fact = renewalFact(decisionLine.parse(each));
    if (fact !== null) renewals.add(fact, number);
  }
  return renewals.on(day);
}

const statesOf = (decisions: readonly object[], day: string): string[] =>
  renewalsAfter(decisions, day).map(({ partnerId, membershipId, state }) => `${partnerId} ${membershipId} ${state}`);

describe('a renewal, told by the decisions', () => {
  it('is open from its first notice on, to be paid by AD+30 (R-CAL-3)', () => {
    expect(renewalsAfter([notice()], '2027-08-01')).toEqual([]);
    expect(renewalsAfter([notice()], '2027-08-02')).toMatchObject([
      { partnerId: 'P-1', membershipId: 'M1', cycle: 3, anniversary: AD, windowCloses: '2027-10-01', state: 'open' },
    ]);
  });

  it('is told for the day that is asked for, whatever came later', () => {
    const told = [
      notice(),
      command('expired', '2027-10-02', {}, { workflow: 'grace-expiry' }),
      command('reinstated', '2027-10-05'),
      command('reverse-payment-done', '2027-10-20', { status: 'expired' }),
    ];
    expect(statesOf(told, '2027-10-01')).toEqual(['P-1 M1 open']);
    expect(statesOf(told, '2027-10-02')).toEqual(['P-1 M1 expired']);
    expect(statesOf(told, '2027-10-05')).toEqual(['P-1 M1 renewed']);
    expect(statesOf(told, '2027-10-20')).toEqual(['P-1 M1 expired']);
  });

  it('R-REN-9: is open again after its payment was reversed in the window', () => {
    const told = [
      notice(),
      command('renewed', '2027-09-05'),
      command('reverse-payment-done', '2027-09-09', { status: 'active' }),
    ];
    expect(statesOf(told, '2027-09-09')).toEqual(['P-1 M1 open']);
  });

  it('R-REN-8: is declined, and is not any more', () => {
    const told = [
      notice(),
      command('decline-renewal-done', '2027-08-10', { withdraw: false }),
      command('decline-renewal-done', '2027-08-20', { withdraw: true }),
    ];
    expect(renewalsAfter(told, '2027-08-19').map(({ isDeclined }) => isDeclined)).toEqual([true]);
    expect(renewalsAfter(told, '2027-08-20').map(({ isDeclined }) => isDeclined)).toEqual([false]);
  });

  it('R-COMP-5: is at risk since the day on which that was decided, by the latest figures', () => {
    const told = [
      decision({ what: 'renewal-at-risk', asOf: '2027-05-15', inputs: { anniversary: AD, now: 'at-risk' } }),
      decision({
        workflow: 'kpi-refresh',
        what: 'kpi-published',
        asOf: '2027-06-15',
        inputs: {
          anniversary: AD,
          eligibility: {
            state: 'pending',
            decidesOn: '2027-08-15',
            shortfalls: [{ code: 'mct', have: 3, need: 4 }],
          },
        },
      }),
      decision({ what: 'standing-changed', asOf: '2027-07-15', inputs: { anniversary: AD, now: 'met' } }),
    ];
    expect(renewalsAfter(told, '2027-06-20')[0]?.standing).toEqual({
      name: 'at-risk',
      since: '2027-05-15',
      decision: 1,
    });
    expect(renewalsAfter(told, '2027-07-15')[0]?.standing).toMatchObject({ name: 'met', since: '2027-07-15' });
  });

  it.each([
    [{ state: 'waived', extension: 'X-1' }, 'met'],
    [{ state: 'undecidable', missing: 'the requirement' }, 'unknown'],
    [{ state: 'pending', decidesOn: '2027-08-15' }, 'pending'],
  ])('R-COMP-5: has by published KPI the standing that the program gives to %j', (eligibility, name) => {
    const inputs = { anniversary: AD, eligibility };
    const told = [decision({ workflow: 'kpi-refresh', what: 'kpi-published', asOf: '2027-06-15', inputs })];
    expect(renewalsAfter(told, '2027-06-15')[0]?.standing).toMatchObject({ name });
  });

  it('R-MEM-9: has the corrected anniversary, and goes on under another id', () => {
    const corrected = command('correct-membership-done', '2027-08-10', { anniversary: '2027-09-13' });
    expect(renewalsAfter([notice(), corrected], '2027-08-10')).toMatchObject([
      { anniversary: '2027-09-13', windowCloses: '2027-10-13' },
    ]);
    const renamed = command(
      'rename-membership-done',
      '2027-08-12',
      { before: 'M1', after: 'AP-1' },
      { membershipId: 'AP-1' },
    );
    expect(statesOf([notice(), renamed], '2027-08-12')).toEqual(['P-1 M1 left', 'P-1 AP-1 open']);
  });

  it('R-MRG-1: goes on with the partner that a merge gave it to, and ends where another takes its place', () => {
    const merged = { workflow: 'merge-partners', partnerId: 'P-2', membershipId: 'M1.P-1' };
    const told = [
      notice(),
      command('membership-moved', '2027-08-15', { from: 'P-1', into: 'P-2', formerId: 'M1' }, merged),
      command('superseded', '2027-08-20', { anniversary: '2027-10-10', ownAnniversary: AD }, merged),
    ];
    expect(statesOf(told, '2027-08-15')).toEqual(['P-1 M1 left', 'P-2 M1.P-1 open']);
    expect(statesOf(told, '2027-08-20')).toEqual(['P-1 M1 left', 'P-2 M1.P-1 left']);
  });

  it('is not changed by what was refused, or by a dry run', () => {
    const told = [
      notice(),
      command('record-payment-refused', '2027-08-20'),
      command('renewed', '2027-09-03', { dryRun: true }),
      command('membership-consolidated-if-merged', '2027-09-03'),
      command('record-payment-done', '2027-09-03', {}, { partnerId: 'P-9' }),
    ];
    expect(statesOf(told, '2027-09-03')).toEqual(['P-1 M1 open']);
  });
});
