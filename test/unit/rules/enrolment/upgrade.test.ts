import { describe, expect, it } from 'vitest';
import { decideUpgrade, describeUpgrade } from '../../../../shared/domain/enrolment/upgrade.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { openNotices } from '../../../../shared/domain/notices/ledger.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import {
  ACTION_PACK,
  config,
  date,
  facts,
  GOLD_LEARNING,
  kpi,
  membership,
  on,
  partner,
  SILVER_LEARNING,
} from '../support.ts';

/** Published through 2027-09, so that every purchase in October 2027 and before is decidable. */
const published = (sum: string, publishedThrough = '2027-09') =>
  kpi({
    months: { ['2026-12' as never]: { kpi: sum, revenue: {} } },
    publishedThrough: publishedThrough as never,
    refreshOn: date('2027-11-15'),
  });

/** Silver of AD 2027-09-01, its window through 2027-10-01, of a partner that just meets gold. */
const silverFacts = (fields: Partial<RenewalFacts> = {}, silver: Partial<Membership> = {}): RenewalFacts =>
  facts({ membership: membership({ terms: SILVER_LEARNING, ...silver }), kpi: published('30'), ...fields });

const upgrade = (given: RenewalFacts, paidOn: string, asOf = paidOn, others: Membership[] = []) =>
  decideUpgrade(
    given,
    others,
    { goldMembershipId: 'G1', paidOn: date(paidOn), reference: 'wire', commandId: 'C-1' },
    on(asOf),
  );
const said = (...given: Parameters<typeof upgrade>): string => {
  const outcome = upgrade(...given);
  return outcome.outcome === 'refused'
    ? `${outcome.refusal.rule}: ${outcome.refusal.reason}`
    : `${outcome.silver.status.name}, gold ${outcome.gold.purchasedOn}`;
};
const upgraded = (...given: Parameters<typeof upgrade>) => {
  const outcome = upgrade(...given);
  if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
  return outcome;
};
const expired = { status: { name: 'expired' as const, expiredOn: date('2027-10-02') } };

describe('R-MEM-5: an upgrade of silver', () => {
  it.each<[string, RenewalFacts, string, string, string]>([
    ['in its year', silverFacts(), '2027-05-20', '2027-05-20', 'superseded, gold 2027-05-20'],
    ['on the last day of its window', silverFacts(), '2027-10-01', '2027-10-01', 'superseded, gold 2027-10-01'],
    [
      'after it',
      silverFacts(),
      '2027-10-02',
      '2027-10-02',
      'R-MEM-5: silver was active through 2027-10-01, the last day of its window',
    ],
    [
      'in time, recorded after expiry',
      silverFacts({}, expired),
      '2027-10-01',
      '2027-12-01',
      'superseded, gold 2027-10-01',
    ],
    [
      'late, recorded after expiry',
      silverFacts({}, expired),
      '2027-10-02',
      '2027-12-01',
      'R-MEM-5: silver was active through 2027-10-01, the last day of its window',
    ],
    [
      'on the day silver was bought',
      silverFacts({}, { purchasedOn: date('2027-05-20'), cycle: 1 }),
      '2027-05-20',
      '2027-05-21',
      'superseded, gold 2027-05-20',
    ],
    [
      'before it',
      silverFacts({}, { purchasedOn: date('2027-05-20'), cycle: 1 }),
      '2027-05-19',
      '2027-05-21',
      'R-MEM-5: 2027-05-19 lies before 2027-05-20, the day silver was bought',
    ],
    [
      'on a day to come',
      silverFacts(),
      '2027-05-21',
      '2027-05-20',
      'R-MEM-5: 2027-05-21 lies after 2027-05-20, the day it is recorded',
    ],
    [
      'gold itself',
      silverFacts({}, { terms: GOLD_LEARNING }),
      '2027-05-20',
      '2027-05-20',
      'R-MEM-5: DevOps gold with Learning option is not a silver competency',
    ],
    [
      'an Action Pack',
      silverFacts({}, { terms: ACTION_PACK }),
      '2027-05-20',
      '2027-05-20',
      'R-MEM-5: Action Pack is not a silver competency',
    ],
    [
      'an order',
      silverFacts({}, { status: { name: 'ordered', createdOn: date('2027-05-01') } }),
      '2027-05-20',
      '2027-05-20',
      'R-MEM-5: M1 is ordered: silver is to be active',
    ],
  ])('%s', (_, given, paidOn, asOf, expected) => expect(said(given, paidOn, asOf)).toBe(expected));

  it.each<[string, Partial<RenewalFacts>, string]>([
    [
      'KPI just below',
      { kpi: published('29.9') },
      'R-MEM-5: DevOps gold with Learning option is not met: KPI 29.9 of 30 in 2026-05 … 2027-04',
    ],
    [
      'an MCT too few',
      { partner: partner({ mctCount: 3 }) },
      'R-MEM-5: DevOps gold with Learning option is not met: 3 of 4 MCT',
    ],
    [
      'R-KPI-8: not published',
      { kpi: published('30', '2027-03') },
      'R-KPI-8: DevOps gold with Learning option is pending until the KPI refresh of 2027-06-15 has run',
    ],
    [
      'R-MEM-3: not configured',
      { config: config({ programYears: [] }) },
      'R-MEM-3: DevOps gold with Learning option is undecidable: the program configuration lacks the requirement of DevOps gold, with Learning option, in the program year of 2027-05-20',
    ],
  ])('is refused without its requirements: %s', (_, fields, expected) =>
    expect(said(silverFacts(fields), '2027-05-20')).toBe(expected),
  );

  it('is refused beside gold of the same competency, and with an id that exists', () => {
    const gold = membership({ membershipId: 'G1', terms: GOLD_LEARNING });
    expect(said(silverFacts(), '2027-05-20', '2027-05-20', [{ ...gold, membershipId: 'G0' }])).toContain('R-MEM-1');
    expect(said(silverFacts(), '2027-05-20', '2027-05-20', [{ ...gold, terms: ACTION_PACK }])).toBe(
      'R-MEM-1: G1 is the id of another membership',
    );
  });
});

describe('R-MEM-5: a paid upgrade', () => {
  it('begins gold on the day of its payment, with the discount recorded', () => {
    const { silver, gold } = upgraded(silverFacts(), '2027-05-20');
    expect(silver).toMatchObject({ status: { name: 'superseded', on: '2027-05-20', by: 'G1' }, successor: gold });
    expect(gold).toMatchObject({
      membershipId: 'G1',
      terms: GOLD_LEARNING,
      purchasedOn: '2027-05-20',
      cycle: 1,
      status: { name: 'active' },
      origin: { kind: 'upgrade', from: 'M1', reference: 'wire', discountPercent: 25, commandId: 'C-1' },
    });
    expect(describeUpgrade(gold).reason).toBe(
      'M1 is superseded on 2027-05-20 by G1 (DevOps gold with Learning option), whose first anniversary is 2028-05-20; ' +
        'a discount of 25 % is recorded, and silver is not refunded',
    );
  });

  it('has the discount of the configuration', () => {
    const given = silverFacts({ config: config({ upgradeDiscountPercent: 40 }) });
    expect(upgraded(given, '2027-05-20').gold.origin).toMatchObject({ discountPercent: 40 });
  });

  it('ends every notice of the silver cycle, and silver is due only for its successor', () => {
    const given = silverFacts();
    const noticed = decideNotices(given, on('2027-08-17')).membership;
    const { silver } = upgraded({ ...given, membership: noticed }, '2027-08-20');
    expect(
      Object.keys(silver.notices)
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual([-30, -15, -1, 1, 15, 23, 30, 31]);
    expect(openNotices(silver.notices)).toEqual([]);
    expect(silver.notices['31']).toMatchObject({
      rule: 'R-MEM-5',
      reason: 'superseded by G1, bought on 2027-08-20',
      notices: [{ kind: 'expired', state: { status: 'skipped', reason: 'superseded' } }],
    });
    expect(silver.notices['-15']?.notices[0]?.state.status).toBe('uncertain');
    expect(dueDates(silver, config())).toEqual({ notices: '2027-08-20', expiry: null });
    expect(dueDates({ ...silver, successor: null }, config())).toEqual({ notices: null, expiry: null });
  });

  it('skips as superseded a notice that was certainly not sent', () => {
    const given = silverFacts();
    const noticed = decideNotices(given, on('2027-08-17')).membership;
    const record = noticed.notices['-15'];
    if (record === undefined) throw new Error('no notice');
    const refused = record.notices.map((entry) => ({ ...entry, state: { status: 'pending' as const, unanswered: 0 } }));
    const pending = { ...noticed, notices: { ...noticed.notices, '-15': { ...record, notices: refused } } };
    const { silver } = upgraded({ ...given, membership: pending }, '2027-08-20');
    expect(silver.notices['-15']?.notices[0]?.state).toEqual({ status: 'skipped', reason: 'superseded' });
  });

  it('leaves silver neither to expire nor to be paid', () => {
    const given = silverFacts();
    const silver = { ...given, membership: upgraded(given, '2027-09-10').silver };
    expect(decideExpiry(silver, on('2027-10-02')).decisions).toEqual([]);
    const payment = { paidOn: date('2027-09-20'), reference: 'r', commandId: 'C-2' };
    expect(decidePayment(silver, payment, on('2027-09-20'))).toMatchObject({ refusal: { rule: 'R-MEM-5' } });
  });

  it('leaves a sent expiry notice as it is if it is recorded after expiry', () => {
    const after = decideExpiry(silverFacts(), on('2027-10-02')).membership;
    const { silver } = upgraded(silverFacts({}, after), '2027-10-01', '2027-10-05');
    expect(silver.status.name).toBe('superseded');
    expect(silver.notices['31']?.rule).toBe('R-EXP-1');
  });
});
