import { describe, expect, it } from 'vitest';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Employee } from '../../../../shared/domain/people/employee.ts';
import { decideDailyNotices } from '../../../../shared/domain/renewal/daily-notices.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { config, date, membership, on, partner, withAnswers } from '../support.ts';
import { asking, evaluate, factsOf, holder, keysOf, PLAIN_GOLD } from './risk-support.ts';

// Anniversary 2027-09-01, window 2027-09-02 … 2027-10-01.

describe('R-COMP-5: a loss of eligibility', () => {
  const before = evaluate([holder('E-1')], '2027-02-01').membership;

  it('is not noticed while eligibility is met', () => {
    expect(before.standing).toEqual({ state: 'met', since: '2027-02-01', shortfalls: [], awaitsKpi: false });
    expect(keysOf(before)).toEqual([]);
    expect(before.evaluateOn).toBeNull();
  });

  it('is mailed to the admins on its day, with the shortfalls and since when', () => {
    const { membership: after, decisions } = evaluate([holder('E-1', '2027-03-10')], '2027-03-10', before);
    const shortfalls = [{ code: 'exams', certification: 'AZ-400', have: 0, need: 1 }];
    expect(after.standing).toEqual({ state: 'at-risk', since: '2027-03-10', shortfalls, awaitsKpi: false });
    expect(keysOf(after)).toEqual(['at-risk-2027-03-10']);
    expect(after.notices['at-risk-2027-03-10']).toMatchObject({
      rule: 'R-COMP-5',
      stage: null,
      period: '7',
      reason: 'renewal is at risk since 2027-03-10: 0 of 1 people with AZ-400',
      notices: [{ kind: 'renewal-at-risk', to: 'kim@contoso.example', state: { status: 'claimed' } }],
    });
    expect(decisions).toMatchObject([{ what: 'renewal-at-risk', rule: 'R-COMP-5' }]);
  });

  it('names its own day, without a break, if it is mailed late', () => {
    const left = holder('E-1', '2027-03-01');
    const late = evaluate([left], '2027-03-10', before).membership;
    expect(late.standing).toMatchObject({ state: 'at-risk', since: '2027-03-01' });
    // Somebody else counted from 2027-03-05 until 2027-03-08.
    const between = {
      ...holder('E-2', '2027-03-08'),
      achievements: [{ certification: 'AZ-400', completedOn: date('2027-03-04'), expiresOn: null }],
    };
    expect(evaluate([left, between], '2027-03-10', before).membership.standing?.since).toBe('2027-03-08');
  });

  it('is mailed once, not once a day; and again if eligibility was met in between', () => {
    const gone = [holder('E-1', '2027-03-10')];
    const first = withAnswers(evaluate(gone, '2027-03-10', before).membership);
    const second = evaluate(gone, '2027-03-11', first).membership;
    expect(keysOf(second)).toEqual(['at-risk-2027-03-10']);
    const back = evaluate([...gone, holder('E-2')], '2027-04-01', second);
    expect(back.membership.standing?.state).toBe('met');
    expect(back.decisions).toMatchObject([{ what: 'standing-changed' }]);
    const again = evaluate([...gone, holder('E-2', '2027-05-01')], '2027-05-01', back.membership);
    expect(keysOf(again.membership)).toEqual(['at-risk-2027-03-10', 'at-risk-2027-05-01']);
  });

  it('is due on its day if the day is known before', () => {
    const leaving = [holder('E-1', '2027-03-10')];
    const known = evaluate(leaving, '2027-02-02', before).membership;
    expect(known.evaluateOn).toBe('2027-03-10');
    expect(dueDates({ ...known, notices: {} }, config()).notices).toBe('2027-03-10');
    expect(decideStanding(factsOf(known, leaving), on('2027-03-09')).membership).toBe(known);
    expect(keysOf(decideStanding(factsOf(known, leaving), on('2027-03-10')).membership)).toHaveLength(1);
  });

  it('is not waited for after the window (2027-10-01)', () => {
    expect(evaluate([holder('E-1', '2027-10-01')], '2027-02-02', before).membership.evaluateOn).toBe('2027-10-01');
    expect(evaluate([holder('E-1', '2027-10-02')], '2027-02-02', before).membership.evaluateOn).toBeNull();
  });

  it('is mailed for a membership that was never looked at if it was eligible the day before', () => {
    const fresh = membership({ terms: PLAIN_GOLD });
    expect(keysOf(evaluate([holder('E-1', '2027-03-10')], '2027-03-10', fresh).membership)).toHaveLength(1);
    expect(keysOf(evaluate([holder('E-1', '2027-03-10')], '2027-03-11', fresh).membership)).toHaveLength(0);
  });

  it('goes to the operators if no admin can be reached (R-ROLE-4)', () => {
    const due = { ...before, evaluateOn: date('2027-03-10') };
    const alone = factsOf(due, [], { partner: partner({ contacts: [] }) });
    expect(decideStanding(alone, on('2027-03-10')).membership.notices['at-risk-2027-03-10']).toMatchObject({
      rule: 'R-ROLE-4',
      notices: [{ kind: 'operator-alert', role: 'operator' }],
    });
  });

  it('can come on the day of a stage: both are sent', () => {
    // Stage -30 of the anniversary 2027-09-01.
    const due = { ...before, evaluateOn: date('2027-08-02') };
    const { membership: after } = decideDailyNotices(factsOf(due, []), on('2027-08-02'));
    expect(keysOf(after).sort()).toEqual(['-30', 'at-risk-2027-08-02']);
  });
});

it('R-MRG-2: a covered membership loses eligibility with the renewal that covers it: its admins are told', () => {
  const covers = [{ ...PLAIN_GOLD }];
  const leader = membership({ terms: { ...PLAIN_GOLD, competency: 'Data' }, covers, evaluateOn: date('2027-02-01') });
  const years = asking(1).programYears.map((year) => ({
    ...year,
    requirements: [
      ...year.requirements,
      ...year.requirements.map((each) => ({ ...each, competency: 'Data', paths: [] })),
    ],
  }));
  const given = (evaluated: Membership, employees: Employee[]) =>
    factsOf(evaluated, employees, { config: { ...asking(1), programYears: years } });
  const before = decideStanding(given(leader, [holder('E-1')]), on('2027-02-01')).membership;
  expect(before.standing?.state).toBe('met');
  const after = decideStanding(given({ ...before, evaluateOn: date('2027-02-05') }, []), on('2027-02-05')).membership;
  expect(keysOf(after)).toEqual(['at-risk-2027-02-05']);
});

describe('a shortfall that is no loss of eligibility', () => {
  it('is what no configuration says, and what an extension waives', () => {
    const due = membership({ terms: PLAIN_GOLD, evaluateOn: date('2027-03-01') });
    const nothing = decideStanding(factsOf(due, [], { config: config({ programYears: [] }) }), on('2027-03-01'));
    expect(nothing.membership.standing?.state).toBe('unknown');
    const extensions = [
      { id: 'x', anniversaryFrom: '2027-09-01', anniversaryTo: '2027-09-01', offers: ['competency'] },
    ];
    const waived = config({ ...asking(1), extensions });
    expect(decideStanding(factsOf(due, [], { config: waived }), on('2027-03-01')).membership.standing?.state).toBe(
      'met',
    );
  });
});
