import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { decideOverride } from '../../../../../shared/domain/renewal/payment/override.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { config, date, dates, GOLD_LEARNING, kpi, membership, partner } from '../../support.ts';
import { decided, reviewed, window } from './decided.ts';

describe('R-REN: the refusal of a payment', () => {
  const superseded: Membership = membership({
    status: { name: 'superseded', on: date('2027-05-01'), by: 'M2', stamp: null },
  });
  const noWindow = { ...window };

  it.each<[string, Partial<RenewalFacts>, string, string, object]>([
    [
      'R-MEM-5',
      { membership: superseded },
      '2027-09-20',
      'superseded on 2027-05-01: there is nothing to renew',
      { paidOn: '2027-09-20', ...noWindow },
    ],
    [
      'R-REN-1',
      {},
      '2027-09-22',
      '2027-09-22 lies after 2027-09-21, the day it is recorded',
      { paidOn: '2027-09-22', ...noWindow },
    ],
    ['R-REN-1', {}, '2027-09-01', 'the window opens on 2027-09-02', { paidOn: '2027-09-01', ...noWindow }],
    [
      'R-REN-1',
      { partner: partner({ profileReviews: dates('2027-05-01') }) },
      '2027-09-20',
      'the company profile was not reviewed within the 90 days before 2027-09-20',
      { paidOn: '2027-09-20', reviews: ['2027-05-01'] },
    ],
    [
      'R-KPI-8',
      { membership: membership({ terms: GOLD_LEARNING }) },
      '2027-09-20',
      'eligibility is pending until the KPI refresh of 2027-09-15 has run: record the payment again then, with the day on which it was made',
      { anniversary: '2027-09-01', eligibility: { state: 'pending', decidesOn: '2027-09-15', shortfalls: [] } },
    ],
    [
      'R-REN-3',
      { membership: membership({ terms: GOLD_LEARNING }), config: config({ programYears: [] }) },
      '2027-09-20',
      'undecidable: the program configuration lacks the requirement of DevOps gold, with Learning option, in the program year of 2027-09-01',
      {
        anniversary: '2027-09-01',
        eligibility: {
          state: 'undecidable',
          missing: 'the requirement of DevOps gold, with Learning option, in the program year of 2027-09-01',
        },
      },
    ],
  ])('%s: %#', (rule, given, paidOn, reason, inputs) => {
    expect(decided(given, paidOn, '2027-09-21')).toEqual({ outcome: 'refused', refusal: { rule, reason, inputs } });
  });

  it('R-REN-7: comes after the window without an override for the day', () => {
    expect(decided({}, '2027-10-02')).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-REN-7',
        reason: 'the window closed on 2027-10-01 and no override covers 2027-10-02',
        inputs: { paidOn: '2027-10-02', ...window },
      },
    });
  });

  it('R-REN-4: names what is missing, and the level that is met instead', () => {
    const months = { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } };
    const measured = kpi({ months, publishedThrough: '2027-08' as CivilMonth });
    const gold = { membership: membership({ terms: GOLD_LEARNING }), kpi: measured };
    const reason = (mctCount: number, given = gold) => {
      const refused = decided({ ...given, partner: { ...reviewed, mctCount } }, '2027-09-20');
      return refused.outcome === 'refused' && [refused.refusal.rule, refused.refusal.reason];
    };
    const not = 'DevOps gold with Learning option is not met: KPI 12 of 30 in 2026-09 … 2027-08';
    expect(reason(4)).toEqual(['R-REN-4', `${not}; the highest level met is DevOps silver with Learning option`]);
    expect(reason(1)).toEqual(['R-REN-4', `${not}; 1 of 4 MCT; the highest level met is Learning Action Pack`]);
    expect(reason(0)).toEqual(['R-REN-4', `${not}; 0 of 4 MCT; no level is met`]);
  });

  it('R-REN-4: does not come if the level that is met is accepted', () => {
    const months = { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } };
    const measured = kpi({ months, publishedThrough: '2027-08' as CivilMonth });
    const given = { membership: membership({ terms: GOLD_LEARNING }), kpi: measured };
    const lap = { acceptFallback: 'learning-action-pack' } as const;
    const paid = decided({ ...given, partner: { ...reviewed, mctCount: 1 } }, '2027-09-20', '2027-09-20', lap);
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(paid.membership.terms).toEqual({
      offer: 'learning-action-pack',
      competency: null,
      level: null,
      learningOption: false,
    });
    expect(paid.membership.lastRenewal?.ended).toEqual([GOLD_LEARNING]);
    expect(paid.membership.closing?.terms).toEqual(GOLD_LEARNING);
  });
});

describe('R-REN-7: an override', () => {
  const override = (until: string) => ({
    ticket: '4711',
    until: date(until),
    grantedBy: 'Lee',
    reason: 'illness',
    grantedOn: date('2027-10-05'),
    stamp: null,
  });
  const granted = (until: string, asOf: string, given = membership()) =>
    decideOverride(given, override(until), date(asOf));
  const refusal = (reason: string, until: string, asOf: string) => ({
    outcome: 'refused',
    refusal: { rule: 'R-REN-7', reason, inputs: { windowCloses: '2027-10-01', until, asOf } },
  });

  it('is granted after the window has closed, for today at the earliest', () => {
    expect(granted('2027-10-02', '2027-10-02')).toEqual({
      outcome: 'granted',
      membership: { ...membership(), override: override('2027-10-02') },
    });
  });

  it('is refused with the reason', () => {
    expect(granted('2027-10-20', '2027-10-01')).toEqual(
      refusal(
        'the window is not over before 2027-10-01 has passed: an override comes after it',
        '2027-10-20',
        '2027-10-01',
      ),
    );
    expect(granted('2027-10-04', '2027-10-05')).toEqual(
      refusal('"until" 2027-10-04 lies before 2027-10-05', '2027-10-04', '2027-10-05'),
    );
    const gone = membership({ status: { name: 'superseded', on: date('2027-05-01'), by: 'M2', stamp: null } });
    expect(granted('2027-10-20', '2027-10-05', gone)).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-MEM-5',
        reason: 'superseded on 2027-05-01: there is nothing to renew',
        inputs: { windowCloses: '2027-10-01', until: '2027-10-20', asOf: '2027-10-05' },
      },
    });
  });

  it('covers its last day, not the day after', () => {
    const given = { membership: membership({ override: override('2027-10-20') }) };
    const fresh = { ...given, partner: partner({ profileReviews: dates('2027-10-01') }) };
    expect(decided(fresh, '2027-10-20').outcome).toBe('renewed');
    expect(decided(fresh, '2027-10-21').outcome).toBe('refused');
  });
});
