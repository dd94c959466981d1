import { describe, expect, it } from 'vitest';
import { isReviewed, lastReview, REVIEWERS, withReview } from '../../../../shared/domain/partners/profile-review.ts';
import { ADMINS, ADMINS_AND_REVIEWERS, localeOf, recipientsOf } from '../../../../shared/domain/partners/recipients.ts';
import { contact, date, dates, partner } from '../support.ts';

describe('R-ROLE-1: a language', () => {
  it.each([
    ['ko-KR', 'ko-KR'],
    ['zh-TW', 'zh-TW'],
    ['fr-FR', 'en'],
    ['', 'en'],
    ['ko-kr', 'en'],
  ])('%j is read as %s', (locale, read) => expect(localeOf(locale)).toBe(read));
});

describe('R-ROLE-2: recipients', () => {
  const contacts = [
    contact({ role: 'account-admin', email: 'ac@x.example' }),
    contact({ role: 'mpn-admin', email: 'ONE@x.example', locale: 'zh-CN' }),
    contact({ role: 'mpn-admin', email: 'mp@x.example' }),
    contact({ role: 'global-admin', email: 'one@x.example', locale: 'ko-KR' }),
  ];

  it('are every global-admin and mpn-admin, one copy per address, in the first of its roles', () => {
    const to = recipientsOf({ contacts, unreachable: [] }, ADMINS).map(({ to, role, locale }) => [to, role, locale]);
    expect(to).toEqual([
      ['one@x.example', 'global-admin', 'ko-KR'],
      ['mp@x.example', 'mpn-admin', 'en'],
    ]);
  });

  it('R-ROLE-3: include account-admins while the profile review is missing', () => {
    expect(recipientsOf({ contacts, unreachable: [] }, ADMINS_AND_REVIEWERS).map(({ to }) => to)).toEqual([
      'one@x.example',
      'mp@x.example',
      'ac@x.example',
    ]);
  });
});

describe('R-ROLE-3: the profile review', () => {
  it.each([
    ['2027-06-01', '2027-06-01', true],
    ['2027-06-01', '2027-08-30', true],
    ['2027-06-01', '2027-08-31', false],
    ['2027-06-02', '2027-06-01', false],
  ])('made on %s counts on %s: %s', (review, day, counts) => {
    expect(isReviewed(partner({ profileReviews: dates(review) }), date(day), 90)).toBe(counts);
  });

  it('R-REN-6: counts if it stood on the day of payment, even if a later one follows', () => {
    const reviews = withReview(dates('2027-02-01'), date('2027-06-01'));
    expect(isReviewed({ profileReviews: reviews }, date('2027-03-01'), 90)).toBe(true);
    expect(lastReview({ profileReviews: reviews }, date('2027-05-31'))).toBe('2027-02-01');
  });

  it('is kept once, however often it is recorded', () => {
    expect(withReview(dates('2027-02-01'), date('2027-02-01'))).toEqual(['2027-02-01']);
  });
});

describe('R-ROLE-3: the kept reviews', () => {
  const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-01`);

  it('are the last twelve, in their order, whenever they are recorded', () => {
    expect(withReview(dates(...months), date('2027-01-01'))).toEqual([...months.slice(1), '2027-01-01']);
    expect(withReview(dates('2027-03-01'), date('2027-02-01'))).toEqual(['2027-02-01', '2027-03-01']);
  });

  it('are made by a global-admin or an account-admin', () => {
    expect(REVIEWERS).toEqual(['global-admin', 'account-admin']);
  });
});
