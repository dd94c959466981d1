import { describe, expect, it } from 'vitest';
import { anniversaryOf } from '../../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry, mustExpire } from '../../../../shared/domain/renewal/expiry.ts';
import { decideNotices, type RenewalFacts, renewalContent } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { answered, config, contact, date, dates, facts, membership, on, partner } from '../support.ts';

const STAGES = [-30, -15, -1, 1, 15, 23, 30];
const stateOf = (of: Membership, stage: number) => of.notices[String(stage)]?.notices[0]?.state.status ?? null;
const stepOn = (of: RenewalFacts, day: string): Membership => decideNotices(of, on(day)).membership;

describe('R-NOT-1: the stages', () => {
  // AD 2027-09-01.
  it.each([
    ['2027-08-02', -30],
    ['2027-08-17', -15],
    ['2027-08-31', -1],
    ['2027-09-02', 1],
    ['2027-09-16', 15],
    ['2027-09-24', 23],
    ['2027-10-01', 30],
  ])('on %s stage %i is sent', (day, stage) => {
    expect(stateOf(stepOn(facts(), day), stage)).toBe('claimed');
  });

  it('nothing is due the day before the first one', () => {
    const before = facts();
    expect(decideNotices(before, on('2027-08-01')).decisions).toEqual([]);
  });
});

describe('R-NOT-3: several stages due at once', () => {
  it('the latest is sent and the earlier ones are superseded', () => {
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

  it('the text speaks of the days that really remain, whatever the stage', () => {
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

  it('after the window only the expiry notice speaks', () => {
    const after = stepOn(facts(), '2027-10-02');
    expect(STAGES.map((stage) => stateOf(after, stage))).toEqual(STAGES.map(() => 'skipped'));
  });
});

describe('R-ROLE-3, R-ROLE-4: who is told', () => {
  const contacts = [contact(), contact({ role: 'account-admin', email: 'ac@contoso.example' })];

  it.each([
    ['2027-05-19', ['kim@contoso.example', 'ac@contoso.example']],
    ['2027-05-20', ['kim@contoso.example']],
  ])('on 2027-08-18, reviewed on %s: %j', (review, to) => {
    const after = stepOn(facts({ partner: partner({ contacts, profileReviews: dates(review) }) }), '2027-08-18');
    expect(after.notices['-15']?.notices.map((entry) => entry.to)).toEqual(to);
  });

  it('R-ROLE-4: nobody to tell: the operators are, once a cycle, and nothing is skipped silently', () => {
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
  ])('on %s an unpaid membership of AD 2027-09-01 must expire: %s', (day, must) => {
    expect(mustExpire(membership(), date(day))).toBe(must);
  });

  it('R-EXP-2: decides nothing about a membership that is paid meanwhile', () => {
    const paid = membership({ cycle: 8 });
    expect(decideExpiry(facts({ membership: paid }), on('2027-10-02'))).toEqual({ membership: paid, decisions: [] });
  });

  it('tells the admins, and not the account-admins', () => {
    const contacts = [contact(), contact({ role: 'account-admin', email: 'ac@contoso.example' })];
    const after = decideExpiry(facts({ partner: partner({ contacts }) }), on('2027-10-02')).membership;
    expect(after.notices['31']?.notices.map(({ to, kind }) => [to, kind])).toEqual([
      ['kim@contoso.example', 'expired'],
    ]);
  });
});

describe('when a membership is due', () => {
  it('at its next stage, and at its expiry', () => {
    expect(dueDates(membership(), config())).toEqual({ notices: '2027-08-02', expiry: '2027-10-02' });
  });

  it('R-NOT-2: as long as a notice is open, on the day of its decision', () => {
    const claimed = stepOn(facts(), '2027-08-02');
    expect(dueDates(claimed, config()).notices).toBe('2027-08-02');
    expect(dueDates(answered(claimed), config()).notices).toBe('2027-08-17');
  });

  it('never, for one that was loaded expired', () => {
    const expired = membership({ status: { name: 'expired', expiredOn: date('2026-10-02') } });
    expect(dueDates(expired, config())).toEqual({ notices: null, expiry: null });
  });

  it('R-CAL-2: a leap day purchase is due around 28 February in common years', () => {
    const leap = membership({ purchasedOn: date('2024-02-29'), cycle: 3 });
    expect(anniversaryOf(leap.purchasedOn, leap.cycle)).toBe('2027-02-28');
    expect(dueDates(leap, config())).toEqual({ notices: '2027-01-29', expiry: '2027-03-31' });
  });
});
