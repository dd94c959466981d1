import { describe, expect, it } from 'vitest';
import { decideUpgrade } from '../../../../shared/domain/enrolment/upgrade.ts';
import { upgradedContent } from '../../../../shared/domain/enrolment/upgrade-notice.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import {
  ACTION_PACK,
  date,
  facts,
  GOLD_LEARNING,
  kpi,
  membership,
  on,
  SILVER_LEARNING,
  withAnswers,
} from '../support.ts';

const KPI = kpi({
  months: { ['2026-12' as never]: { kpi: '30', revenue: {} } },
  publishedThrough: '2027-09' as never,
  refreshOn: date('2027-11-15'),
});
/** Silver of AD 2027-09-01, its window through 2027-10-01, of a partner that just meets gold. */
const silverFacts = (silver: Partial<Membership> = {}): RenewalFacts =>
  facts({ membership: membership({ terms: SILVER_LEARNING, ...silver }), kpi: KPI });
const PAYMENT = { goldMembershipId: 'G1', reference: 'wire', commandId: 'C-1' };
const upgrade = (given: RenewalFacts, paidOn: string, others: Membership[] = []) =>
  decideUpgrade(given, others, { ...PAYMENT, paidOn: date(paidOn) }, on(paidOn));
function upgraded(given: RenewalFacts, paidOn: string) {
  const outcome = upgrade(given, paidOn);
  if (outcome.outcome !== 'upgraded') throw new Error(outcome.outcome);
  return outcome;
}

describe('R-MEM-5: the notices of a superseded silver', () => {
  const alert: StageRecord = {
    ...{ stage: null, period: '6', decidedOn: date('2027-08-02'), runId: 'r', at: null },
    ...{ rule: 'R-ROLE-4', reason: '', inputs: {} },
    notices: [
      {
        ...{ to: 'operators@vendor.example', name: '', role: 'operator', locale: 'en', noticeId: 'N-1' },
        ...{ kind: 'operator-alert', state: { status: 'pending', unanswered: 0 } },
      },
    ],
  };

  it('end with their stage and why, the expiry notice as such', () => {
    const { notices } = upgraded(silverFacts(), '2027-08-20').silver;
    const inputs = { anniversary: '2027-09-01', gold: 'G1', goldPurchasedOn: '2027-08-20' };
    expect([notices['30'], notices['31']]).toMatchObject([
      { stage: 30, inputs, notices: [{ kind: 'renewal' }] },
      { stage: 31, inputs, notices: [{ kind: 'expired' }] },
    ]);
  });

  it('are uncertain, and say why, where the mail service has not answered', () => {
    const { membership: noticed } = decideNotices(silverFacts(), on('2027-08-17'));
    const { notices } = upgraded({ ...silverFacts(), membership: noticed }, '2027-08-20').silver;
    expect(notices['-15']?.notices[0]?.state).toMatchObject({
      ...{ status: 'uncertain', reason: 'silver was superseded before the mail service answered' },
    });
  });

  it('do not include alerts of no stage, which stay open', () => {
    const { notices } = upgraded(silverFacts({ notices: { unreachable: alert } }), '2027-08-20').silver;
    expect(notices.unreachable).toEqual(alert);
  });
});

describe('R-MEM-5: the mail about an upgrade', () => {
  it('says from what, and when gold is to be renewed', () => {
    const { gold } = upgraded(silverFacts(), '2027-08-20');
    expect(gold.notices.upgraded).toMatchObject({
      ...{ rule: 'R-MEM-5', stage: null },
      reason: 'upgraded from M1 (DevOps silver with Learning option): the next anniversary is 2028-08-20',
      inputs: { paidOn: '2027-08-20', reference: 'wire', anniversary: '2028-08-20', discountPercent: 25, silver: 'M1' },
    });
  });

  it("cancels the calendar's entry of silver, if a notice has brought it", () => {
    const contentOf = (given: RenewalFacts) => {
      const { gold } = upgraded(given, '2027-08-20');
      return upgradedContent({ ...given, membership: gold }, gold.notices.upgraded as StageRecord);
    };
    expect(Object.keys(contentOf(silverFacts()))).not.toContain('calendarEntry');
    const noticed = withAnswers(decideNotices(silverFacts(), on('2027-08-17')).membership);
    expect(contentOf({ ...silverFacts(), membership: noticed }).calendarEntry).toEqual({
      ...{ of: { partnerId: 'P-1', membershipId: 'M1' }, cycle: 7, closes: '2027-10-01', isCancelled: true },
    });
  });
});

describe('R-MRG-7: a silver that is renewed with another membership', () => {
  /** Of AD 2027-12-15: the window is through 2028-01-14. */
  const leader = membership({
    ...{ membershipId: 'L', terms: ACTION_PACK, purchasedOn: date('2020-12-15'), covers: [LOWER(), SILVER_LEARNING] },
  });
  const covered = (fields: Partial<Membership> = {}) =>
    silverFacts({
      consolidation: { into: 'L', on: date('2027-12-15') } as Membership['consolidation'],
      status: { name: 'superseded', on: date('2027-09-01'), by: 'L', stamp: null },
      ...fields,
    });
  const said = (given: RenewalFacts, others: Membership[], paidOn = '2027-10-20') => {
    const outcome = upgrade(given, paidOn, others);
    return outcome.outcome === 'refused' ? outcome.refusal.reason : outcome.outcome;
  };

  function LOWER() {
    return { ...SILVER_LEARNING, competency: 'Security' };
  }

  it('can be upgraded as long as that one is in force', () => {
    expect(said(covered(), [leader])).toBe('upgraded');
    expect(said(covered({ status: { name: 'active' } }), [leader])).toBe('upgraded');
    expect(said(covered(), [leader], '2028-01-15')).toBe(
      'silver was active through 2028-01-14, the last day of its window',
    );
  });

  it.each<[string, Membership[], Partial<Membership>]>([
    [
      'it was superseded by another one',
      [leader],
      { status: { name: 'superseded', on: date('2027-09-01'), by: 'X', stamp: null } },
    ],
    ['the other is not known', [], {}],
    ['the other has expired', [{ ...leader, status: { name: 'expired', expiredOn: date('2027-10-02') } }], {}],
    ['the other does not cover it', [{ ...leader, covers: [LOWER()] }], {}],
    ['it was never renewed with another', [leader], { consolidation: null }],
  ])('is refused gold if %s', (_, others, fields) => {
    expect(said(covered(fields), others)).toBe('M1 is superseded: silver is to be active');
  });
});

describe('R-MEM-5: a refused upgrade', () => {
  const refusalOf = (given: RenewalFacts, paidOn: string) => {
    const outcome = upgrade(given, paidOn);
    return outcome.outcome === 'refused' ? outcome.refusal.inputs : null;
  };

  it('says by what it was decided', () => {
    expect(refusalOf(silverFacts({ terms: GOLD_LEARNING }), '2027-05-20')).toEqual({
      ...{ membershipId: 'M1', terms: GOLD_LEARNING, status: 'active', purchasedOn: '2020-09-01' },
      ...{ windowCloses: '2027-10-01', paidOn: '2027-05-20', asOf: '2027-05-20' },
    });
    const poor = { ...silverFacts(), kpi: kpi({ publishedThrough: '2027-09' as never }) };
    expect(refusalOf(poor, '2027-05-20')).toMatchObject({
      on: '2027-05-20',
      eligibility: { state: 'not-met', shortfalls: [{ code: 'kpi', have: '0', need: '30' }] },
    });
  });
});
