import { describe, expect, it } from 'vitest';
import { anniversaryOf } from '../../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry, mustExpire } from '../../../../shared/domain/renewal/expiry.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { config, contact, date, dates, facts, membership, on, partner, withAnswers } from '../support.ts';

const STAGES = [-30, -15, -1, 1, 15, 23, 30];
const stateOf = (after: Membership, stage: number) => after.notices[String(stage)]?.notices[0]?.state.status ?? null;
const stepOn = (before: RenewalFacts, day: string): Membership => decideNotices(before, on(day)).membership;

describe('R-NOT-1: a stage', () => {
  // AD 2027-09-01.
  it.each([
    ['2027-08-02', -30],
    ['2027-08-17', -15],
    ['2027-08-31', -1],
    ['2027-09-02', 1],
    ['2027-09-16', 15],
    ['2027-09-24', 23],
    ['2027-10-01', 30],
  ])('is sent on %s: %i', (day, stage) => {
    expect(stateOf(stepOn(facts(), day), stage)).toBe('claimed');
  });

  it('is not due on the day before the first one', () => {
    const before = facts();
    expect(decideNotices(before, on('2027-08-01')).decisions).toEqual([]);
  });
});

describe('R-NOT-3: several stages due at once', () => {
  it('are sent as the latest, and the earlier ones are superseded', () => {
    const after = stepOn(facts(), '2027-09-20');
    expect([-30, -15, -1, 1].map((stage) => stateOf(after, stage))).toEqual([
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(stateOf(after, 15)).toBe('claimed');
    expect(stateOf(after, 23)).toBeNull();
  });

  it('are sent with the days that remain, whatever the stage', () => {
    const content = renewalContent(facts(), 15, date('2027-09-20'));
    expect(content).toMatchObject({
      daysLeft: 11,
      daysUntilOpen: -18,
      windowOpens: '2027-09-02',
      windowCloses: '2027-10-01',
    });
    expect(renewalContent(facts(), -30, date('2027-08-02'))).toMatchObject({ daysLeft: 60, daysUntilOpen: 31 });
    expect(renewalContent(facts(), 30, date('2027-10-01')).daysLeft).toBe(0);
  });

  it('are none after the window, when only the expiry notice is sent', () => {
    const after = stepOn(facts(), '2027-10-02');
    expect(STAGES.map((stage) => stateOf(after, stage))).toEqual(STAGES.map(() => 'skipped'));
  });
});

describe('R-ROLE-3, R-ROLE-4: the recipients', () => {
  const contacts = [contact(), contact({ role: 'account-admin', email: 'ac@contoso.example' })];

  it.each([
    ['2027-05-19', ['kim@contoso.example', 'ac@contoso.example']],
    ['2027-05-20', ['kim@contoso.example']],
  ])('are, on 2027-08-18 with a review on %s, %j', (review, to) => {
    const after = stepOn(facts({ partner: partner({ contacts, profileReviews: dates(review) }) }), '2027-08-18');
    expect(after.notices['-15']?.notices.map((entry) => entry.to)).toEqual(to);
  });

  it('R-ROLE-4: are the operators if there is no admin, once a cycle, and nothing is skipped silently', () => {
    const alone = partner({ contacts: [] });
    const first = stepOn(facts({ partner: alone }), '2027-08-02');
    expect(first.notices['-30']?.notices).toMatchObject([{ kind: 'operator-alert', to: 'operators@vendor.example' }]);
    const second = stepOn(facts({ partner: alone, membership: first }), '2027-08-17');
    expect(second.notices['-15']).toMatchObject({ rule: 'R-ROLE-4', notices: [] });
  });
});

describe('R-EXP-1: expiry', () => {
  it.each([
    ['2027-10-01', false],
    ['2027-10-02', true],
  ])('is due on %s for an unpaid membership of AD 2027-09-01: %s', (day, must) => {
    expect(mustExpire(membership(), date(day))).toBe(must);
  });

  it('R-EXP-2: is not decided for a membership that was paid in between', () => {
    const paid = membership({ cycle: 8 });
    expect(decideExpiry(facts({ membership: paid }), on('2027-10-02'))).toEqual({ membership: paid, decisions: [] });
  });

  it('is sent to the admins, and not to the account-admins', () => {
    const contacts = [contact(), contact({ role: 'account-admin', email: 'ac@contoso.example' })];
    const after = decideExpiry(facts({ partner: partner({ contacts }) }), on('2027-10-02')).membership;
    expect(after.notices['31']?.notices.map(({ to, kind }) => [to, kind])).toEqual([
      ['kim@contoso.example', 'expired'],
    ]);
  });
});

describe("a membership's due day", () => {
  it('is that of its next stage, and of its expiry', () => {
    expect(dueDates(membership(), config())).toEqual({ notices: '2027-08-02', expiry: '2027-10-02' });
  });

  it('R-NOT-2: is the day of the decision while a notice is open', () => {
    const claimed = stepOn(facts(), '2027-08-02');
    expect(dueDates(claimed, config()).notices).toBe('2027-08-02');
    expect(dueDates(withAnswers(claimed), config()).notices).toBe('2027-08-17');
  });

  it('is none if it was imported as expired', () => {
    const expired = membership({ status: { name: 'expired', expiredOn: date('2026-10-02') } });
    expect(dueDates(expired, config())).toEqual({ notices: null, expiry: null });
  });

  it('R-CAL-2: is around 28 February in common years for a purchase on a leap day', () => {
    const leap = membership({ purchasedOn: date('2024-02-29'), cycle: 3 });
    expect(anniversaryOf(leap.purchasedOn, leap.cycle)).toBe('2027-02-28');
    expect(dueDates(leap, config())).toEqual({ notices: '2027-01-29', expiry: '2027-03-31' });
  });
});
