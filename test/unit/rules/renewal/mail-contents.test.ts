import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { incompleteContent, visibleContent } from '../../../../shared/domain/directory/contents.ts';
import { newListing } from '../../../../shared/domain/directory/listing.ts';
import { LISTING_WITHDRAWN } from '../../../../shared/domain/directory/listing-fate.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { decideExpiry, expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { renewedContent } from '../../../../shared/domain/renewal/payment/confirmation.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { config, date, dates, facts, GOLD_LEARNING, kpi, LAP, membership, on, partner } from '../support.ts';

describe('R-NOT-5: a renewal notice', () => {
  it('names what renews, the AD, the window, the days left, the shortfalls and the losses', () => {
    expect(renewalContent(facts(), -15, date('2027-08-17'))).toEqual({
      kind: 'renewal',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      membershipId: 'M1',
      terms: { offer: 'action-pack', competency: null, level: null, learningOption: false },
      together: [],
      cycle: 7,
      stage: -15,
      asOf: '2027-08-17',
      anniversary: '2027-09-01',
      windowOpens: '2027-09-02',
      windowCloses: '2027-10-01',
      daysLeft: 45,
      daysUntilOpen: 16,
      missing: [{ code: 'fee' }, { code: 'profile-review', lastReviewedOn: null, maxAgeDays: 90 }],
      extension: null,
      losses: [{ code: 'benefits' }, { code: 'licenses' }],
      licences: [],
      calendarEntry: {
        of: { partnerId: 'P-1', membershipId: 'M1' },
        cycle: 7,
        closes: '2027-10-01',
        isCancelled: false,
      },
    });
  });

  it('names the day of a review that is too old, and no review that counts', () => {
    const missing = (review: string) =>
      renewalContent(facts({ partner: partner({ profileReviews: dates(review) }) }), 1, date('2027-09-02')).missing;
    expect(missing('2027-06-03')).toEqual([
      { code: 'fee' },
      { code: 'profile-review', lastReviewedOn: '2027-06-03', maxAgeDays: 90 },
    ]);
    expect(missing('2027-06-04')).toEqual([{ code: 'fee' }]);
  });

  const reviewed = partner({ profileReviews: dates('2027-08-20'), mctCount: 1 });
  const gold = membership({ terms: GOLD_LEARNING });
  const missing = (fields: Parameters<typeof facts>[0]) =>
    renewalContent(facts({ membership: gold, partner: reviewed, ...fields }), 23, date('2027-09-24')).missing;

  it('R-REN-3: names each shortfall', () => {
    const ledger = kpi({
      months: { ['2027-03' as CivilMonth]: { kpi: '12.5', revenue: {} } },
      publishedThrough: '2027-08' as CivilMonth,
    });
    expect(missing({ kpi: ledger })).toEqual([
      { code: 'fee' },
      { code: 'kpi', have: '12.5', need: '30', from: '2026-09', to: '2027-08' },
      { code: 'mct', have: 1, need: 4 },
    ]);
  });

  it('R-KPI-8: names the refresh that will decide, and shortfalls that do not depend on it', () => {
    expect(missing({})).toEqual([
      { code: 'fee' },
      { code: 'kpi-pending', decidesOn: '2027-09-15', soFar: null },
      { code: 'mct', have: 1, need: 4 },
    ]);
  });

  it('R-KPI-8: says how far the KPI are as soon as a month that counts is published', () => {
    const months = {
      ['2026-08' as CivilMonth]: { kpi: '100', revenue: {} },
      ['2026-09' as CivilMonth]: { kpi: '10.5', revenue: {} },
      ['2027-06' as CivilMonth]: { kpi: '7.5', revenue: {} },
      ['2027-07' as CivilMonth]: { kpi: '100', revenue: {} },
    };
    const pendingIn = (publishedThrough: string) =>
      missing({ kpi: kpi({ months, publishedThrough: publishedThrough as CivilMonth }) }).find(
        ({ code }) => code === 'kpi-pending',
      );
    expect(pendingIn('2027-06')).toEqual({
      code: 'kpi-pending',
      decidesOn: '2027-09-15',
      soFar: { have: '18', need: '30', from: '2026-09', to: '2027-06' },
    });
    expect(pendingIn('2026-08')).toMatchObject({ soFar: null });
  });

  it('R-REN-3: names what the configuration lacks', () => {
    expect(missing({ config: config({ programYears: [] }) })).toEqual([
      { code: 'fee' },
      {
        code: 'undecidable',
        missing: 'the requirement of DevOps gold, with Learning option, in the program year of 2027-09-01',
      },
    ]);
  });

  it('R-EXT-2: says that the fee is due although an extension waives the requirements', () => {
    const extension = {
      id: 'EXT-1',
      anniversaryFrom: '2027-07-01',
      anniversaryTo: '2027-12-31',
      offers: ['competency'],
    };
    const waived = facts({ membership: gold, partner: reviewed, config: config({ extensions: [extension] }) });
    expect(renewalContent(waived, 23, date('2027-09-24'))).toMatchObject({
      missing: [{ code: 'fee' }],
      extension: { id: 'EXT-1' },
    });
  });

  it('R-NOT-3: has 0 days left after the window, never fewer', () => {
    expect(renewalContent(facts(), 30, date('2027-10-05')).daysLeft).toBe(0);
  });
});

describe('R-EXP-1: the expiry notice', () => {
  it('names what ended, when it ended and the losses', () => {
    const expired = decideExpiry(facts({ membership: membership({ terms: LAP }) }), on('2027-10-09')).membership;
    expect(expiredContent(facts({ membership: expired }), { inputs: LISTING_WITHDRAWN })).toEqual({
      kind: 'expired',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      membershipId: 'M1',
      terms: LAP,
      together: [],
      cycle: 7,
      anniversary: '2027-09-01',
      windowClosed: '2027-10-01',
      expiredOn: '2027-10-02',
      reversed: null,
      losses: [{ code: 'benefits' }, { code: 'licenses' }, { code: 'directory-listing' }],
      licences: [],
    });
  });
});

describe('R-REN-2: the confirmation', () => {
  const reviewed = partner({ profileReviews: dates('2027-08-20'), mctCount: 2 });

  it('names the terms that were renewed, and the next AD', () => {
    const gold = membership({ terms: GOLD_LEARNING });
    const ledger = kpi({
      months: { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } },
      publishedThrough: '2027-08' as CivilMonth,
    });
    const payment = {
      paidOn: date('2027-09-20'),
      reference: 'wire',
      commandId: 'C-1',
      acceptFallback: 'silver',
    } as const;
    const paid = decidePayment(facts({ membership: gold, partner: reviewed, kpi: ledger }), payment, on('2027-09-21'));
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(renewedContent(paid.membership, reviewed, paid.membership.notices.confirmation!)).toEqual({
      kind: 'renewed',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      membershipId: 'M1',
      terms: { ...GOLD_LEARNING, level: 'silver' },
      together: [],
      cycle: 7,
      paidOn: '2027-09-20',
      isInTime: true,
      nextAnniversary: '2028-09-01',
      ended: [GOLD_LEARNING],
      losses: [],
      continuesIn: null,
      calendarEntry: {
        of: { partnerId: 'P-1', membershipId: 'M1' },
        cycle: 7,
        closes: '2027-10-01',
        isCancelled: true,
      },
    });
  });

  it('is not made for a membership that was never renewed', () => {
    expect(() => renewedContent(membership(), reviewed, { inputs: {} } as StageRecord)).toThrow(
      'P-1/M1 was never renewed',
    );
  });
});

describe('R-DIR: a mail about a listing', () => {
  const content = {
    displayName: 'Contoso',
    country: 'KR',
    url: 'https://learn.contoso.example/ms',
    aboutPartnerOnly: true,
    noCompetitors: false,
    ownedByPartner: true,
  };
  const listing = newListing('P-1', content, true, date('2027-01-01'));
  const listingFacts = {
    listing,
    partner: partner(),
    memberships: [membership({ terms: LAP })],
    config: config(),
    heir: null,
  };

  it('R-DIR-3: names what is missing, and the day of the submission: the Monday of the third week', () => {
    expect(incompleteContent(listingFacts, '2027-08' as CivilMonth)).toEqual({
      kind: 'listing-incomplete',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      month: '2027-08',
      submissionOn: '2027-08-16',
      problems: [{ code: 'not-attested', statement: 'no-competitors' }],
    });
  });

  it('R-DIR-5: names the day since when the listing is visible, and its content', () => {
    const submitted = { displayName: 'Contoso', country: 'KR', url: content.url, month: '2027-08' as CivilMonth };
    const visible = { ...listing, submitted, visibleOn: date('2027-09-07') };
    expect(visibleContent(visible, partner())).toEqual({
      kind: 'listing-visible',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      displayName: 'Contoso',
      url: 'https://learn.contoso.example/ms',
      visibleOn: '2027-09-07',
    });
    for (const not of [
      { ...visible, visibleOn: null },
      { ...visible, submitted: null },
    ])
      expect(() => visibleContent(not, partner())).toThrow('the listing of P-1 is not visible');
  });
});
