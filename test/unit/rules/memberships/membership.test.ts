import { describe, expect, it } from 'vitest';
import { anniversaryOf, expiryOf } from '../../../../shared/domain/core/calendar.ts';
import { eligibilityOf } from '../../../../shared/domain/eligibility/eligibility.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import { isInForce, statusOn } from '../../../../shared/domain/memberships/status.ts';
import { lossesOf } from '../../../../shared/domain/offers/losses.ts';
import { isLearning } from '../../../../shared/domain/offers/terms.ts';
import { emptySkills } from '../../../../shared/domain/people/skills.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { parseRow } from '../../../../shared/import/csv/read-rows.ts';
import { ACTION_PACK, config, date, facts, GOLD_LEARNING, kpi, LAP, membership, on, partner } from '../support.ts';

const cells = (fields: Record<string, string>) => ({
  partnerId: 'P-1',
  membershipId: 'M1',
  offer: 'action-pack',
  competency: '',
  level: '',
  learningOption: '',
  purchasedOn: '2020-09-01',
  paidThroughCycle: '',
  ...fields,
});
const accepts = (fields: Record<string, string>): boolean =>
  'row' in parseRow('memberships', cells(fields), { file: 'memberships.csv', line: 2 });

describe('R-MEM-1: an offer', () => {
  const competency = { offer: 'competency', competency: 'DevOps', level: 'gold' };

  it.each([
    [{}, true],
    [{ offer: 'learning-action-pack' }, true],
    [competency, true],
    [{ ...competency, learningOption: 'true' }, true],
    [{ offer: 'advanced-specialization', competency: 'Kubernetes' }, true],
    [{ ...competency, level: '' }, false],
    [{ ...competency, competency: '' }, false],
    [{ ...competency, level: 'bronze' }, false],
    [{ level: 'gold' }, false],
    [{ offer: 'advanced-specialization' }, false],
    [{ offer: 'platinum' }, false],
  ])('%j is valid: %s', (fields, is) => expect(accepts(fields as Record<string, string>)).toBe(is));
});

describe('R-KPI-1: an invoice line', () => {
  const line = {
    partnerId: 'P-1',
    invoiceNumber: 'INV-1',
    line: '1',
    documentType: 'invoice',
    invoiceDate: '2027-01-31',
    omlpType: 'MOC',
    purchaseUnits: '3',
    kpiValue: '2.40',
    revenueValue: '100.10',
    currency: 'KRW',
  };

  it('keeps its decimals exact, never as floats', () => {
    const parsed = parseRow('invoices', line, { file: 'invoices.csv', line: 2 });
    expect(parsed).toMatchObject({ row: { kpiValue: '2.4', revenueValue: '100.1', purchaseUnits: 3 } });
  });

  it.each([
    ['invoiceDate', '2027-02-29'],
    ['kpiValue', '-1'],
    ['kpiValue', '1e3'],
    ['kpiValue', '1,5'],
    ['revenueValue', 'NaN'],
    ['purchaseUnits', '1.5'],
    ['currency', 'won'],
  ])('is refused with %s %s', (field, value) => {
    expect('problems' in parseRow('invoices', { ...line, [field]: value }, { file: 'invoices.csv', line: 2 })).toBe(
      true,
    );
  });
});

describe('R-MEM-3: silver and gold Learning options', () => {
  it.each([
    [{ learningOption: true }, 'pending'],
    [{ learningOption: false }, 'met'],
  ])('require what that competency demands at that level: %j is %s', (fields, state) => {
    const evidence = { partner: partner({ mctCount: 1 }), skills: emptySkills('P-1'), kpi: kpi(), config: config() };
    expect(eligibilityOf({ ...GOLD_LEARNING, ...fields }, date('2027-09-01'), evidence, date('2027-09-01')).state).toBe(
      state,
    );
  });
});

describe('R-REN-5: benefits', () => {
  it.each([
    ['2027-09-01', true],
    ['2027-10-01', true],
    ['2027-10-02', false],
  ])('continue, for AD 2027-09-01, on %s: %s', (day, continue_) => {
    expect(isInForce(membership(), date(day))).toBe(continue_);
  });

  it('end with the membership, whatever the day of the run that expires it', () => {
    const expired = decideExpiry(facts(), on('2027-12-24')).membership;
    expect(expired.status).toEqual({ name: 'expired', expiredOn: '2027-10-02' });
    expect(isInForce(expired, date('2027-09-15'))).toBe(false);
  });

  it('R-EXP-1: are named by the terms', () => {
    const codes = (terms: typeof LAP) => lossesOf(terms).map(({ code }) => code);
    expect(codes(ACTION_PACK)).toEqual(['benefits', 'licenses']);
    expect(codes(LAP)).toEqual(['benefits', 'licenses', 'directory-listing']);
    expect(codes(GOLD_LEARNING)).toEqual(['benefits', 'licenses', 'competency', 'directory-listing']);
  });
});

describe('R-EXP-3: an expired membership purchased anew', () => {
  it('is a new membership with an AD of its own', () => {
    const purchasedOn = date('2027-11-05');
    const anew = newMembership(
      ACTION_PACK,
      { partnerId: 'P-1', membershipId: 'M2', purchasedOn, paidThroughCycle: 0 },
      date('2027-11-06'),
    );
    expect(statusOn(anew, date('2027-11-06'))).toBe('active');
    expect(expiryOf(anniversaryOf(anew.purchasedOn, anew.cycle))).toBe('2028-12-06');
  });
});

describe("R-MEM-1: an offer's losses", () => {
  const specialization = {
    offer: 'advanced-specialization',
    competency: 'Kubernetes',
    level: null,
    learningOption: false,
  } as const;

  it('include the display for an advanced specialization, not a directory entry', () => {
    expect(lossesOf(specialization).map(({ code }) => code)).toEqual(['benefits', 'licenses', 'competency']);
  });

  it('include a Learning option only for competencies', () => {
    expect(isLearning({ ...specialization, learningOption: true })).toBe(false);
    expect(isLearning({ ...ACTION_PACK, learningOption: true })).toBe(false);
    expect([isLearning(LAP), isLearning(GOLD_LEARNING)]).toEqual([true, true]);
  });
});
