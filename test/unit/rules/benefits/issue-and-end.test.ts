import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import { emptyBenefits, MAX_BENEFITS } from '../../../../shared/domain/benefits/benefit.ts';
import { endingLicences } from '../../../../shared/domain/benefits/ending-licences.ts';
import { grantOf } from '../../../../shared/domain/benefits/grant.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { replaceToken } from '../../../../shared/domain/benefits/replace-token.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { decideExpiry, expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { config, date, facts, membership, on } from '../support.ts';
import {
  activated,
  activation,
  assignment,
  became,
  call,
  issued,
  KEY,
  LAP_OF_2020,
  replacement,
  SUBSCRIPTION,
  said,
  TOKEN,
  use,
} from './benefit-steps.ts';

describe('R-LIC-1: a benefit of a membership in force', () => {
  it.each([
    ['2027-10-01', 'done R-LIC-1'],
    [
      '2027-10-02',
      'refused R-LIC-1: M1 is not in force on 2027-10-02 (from 2020-09-01 to 2027-10-01), and its benefits neither',
    ],
  ])('is issued on %s, with the window ending on 2027-10-01: %s', (day, outcome) => {
    expect(said(issueToken(emptyBenefits('P-1'), TOKEN, call(day)))).toBe(outcome);
  });

  it.each([
    ['activate', (day: string) => activateToken(issued(), activation(), call(day))],
    ['use', (day: string) => activateToken(issued(KEY), use(), call(day))],
    ['assign', (day: string) => assignSubscription(issued(SUBSCRIPTION), assignment('ada@x.example'), call(day))],
    ['replace', (day: string) => replaceToken(activated('2027-09-20'), replacement(), call(day))],
  ])('%s: is done on AD+30, refused on AD+31', (_, on) => {
    expect(said(on('2027-10-01'))).toMatch(/^done /);
    expect(said(on('2027-10-02'))).toMatch(/^refused R-LIC-1: M1 is not in force on 2027-10-02/);
  });

  it('lasts through 2028-03-30 if the AD is 2028-02-29', () => {
    const leap = membership({ purchasedOn: date('2024-02-29'), cycle: 4 });
    expect(said(issueToken(emptyBenefits('P-1'), TOKEN, call('2028-03-30', leap)))).toBe('done R-LIC-1');
    expect(said(issueToken(emptyBenefits('P-1'), TOKEN, call('2028-03-31', leap)))).toMatch(/^refused R-LIC-1/);
  });

  it('is not issued for an expired membership, whatever day is given', () => {
    const expired = decideExpiry(facts({ membership: LAP_OF_2020 }), on('2027-10-02')).membership;
    const late = activation({ activatedOn: date('2027-10-01') });
    expect(said(activateToken(issued(), late, call('2027-10-05', expired)))).toBe(
      'refused R-LIC-1: M1 is not in force on 2027-10-01 (it is expired), and its benefits neither',
    );
    expect(said(activateToken(issued(), late, call('2027-10-02')))).toMatch(/not in force on 2027-10-02/);
  });

  it('is not issued before the purchase, or after the day of the command', () => {
    const issuedOn = (day: string) =>
      issueToken(emptyBenefits('P-1'), { ...TOKEN, issuedOn: date(day) }, call('2027-01-10'));
    expect(said(issuedOn('2020-08-31'))).toMatch(/^refused R-LIC-1: M1 is not in force on 2020-08-31/);
    expect(said(issuedOn('2020-09-01'))).toBe('done R-LIC-1');
    expect(said(issuedOn('2027-01-10'))).toBe('done R-LIC-1');
    expect(said(issuedOn('2027-01-11'))).toMatch(/^refused R-LIC-1: 2027-01-11 lies after 2027-01-10/);
  });

  it('is not issued for an unknown membership, or with an id that exists', () => {
    expect(said(issueToken(emptyBenefits('P-1'), TOKEN, call('2027-01-10', null)))).toBe(
      'refused R-LIC-1: M1 is not a membership of P-1',
    );
    expect(said(issueToken(issued(), { ...TOKEN, seats: 5 }, call('2027-01-11')))).toBe(
      'refused R-LIC-1: there is a T-1 already: a token of 25 seats of Microsoft 365 E3 of M1',
    );
  });

  it('is issued already if the same command is given again', () => {
    const before = issued();
    const again = issueToken(before, TOKEN, call('2027-01-20', LAP_OF_2020, 'C-2027-01-10'));
    expect(again).toMatchObject({ outcome: 'done', benefits: before });
  });

  it(`is one of at most ${MAX_BENEFITS} of a partner`, () => {
    const [entry] = issued().entries;
    const entries = Array.from({ length: MAX_BENEFITS - 1 }, (_, index) => ({ ...entry!, tokenId: `N-${index}` }));
    const full = became(issueToken({ partnerId: 'P-1', entries }, TOKEN, call('2027-01-10')));
    expect(full.entries).toHaveLength(MAX_BENEFITS);
    const another = issueToken(full, { ...TOKEN, tokenId: 'T-2' }, call('2027-01-10'));
    expect(said(another)).toBe(`refused R-LIC-1: P-1 has ${MAX_BENEFITS} benefits already: no more can be kept`);
    expect(said(activateToken(full, activation(), call('2027-03-01')))).toBe('done R-LIC-2');
  });

  it('is refused if the benefits would be too long for one item', () => {
    const [entry] = issued().entries;
    const entries = Array.from({ length: 900 }, (_, index) => ({
      ...entry!,
      tokenId: `${index}`,
      product: '한'.repeat(100),
    }));
    expect(said(issueToken({ partnerId: 'P-1', entries }, TOKEN, call('2027-01-10')))).toMatch(/too long to be kept/);
  });
});

describe('R-LIC-6: the benefits that end on expiry', () => {
  const one = became(replaceToken(activated(), replacement(), call('2027-03-10')));
  const two = became(issueToken(one, KEY, call('2027-03-11')));
  const three = became(issueToken(two, SUBSCRIPTION, call('2027-03-12')));
  const four = became(issueToken(three, { ...TOKEN, tokenId: 'T-9', membershipId: 'M2' }, call('2027-03-12')));
  const benefits = became(activateToken(four, use(3), call('2027-03-13')));
  const LICENCES = [
    { kind: 'token', tokenId: 'T-2', product: 'Microsoft 365 E3', needsKey: false, seats: 25 },
    { kind: 'mak', tokenId: 'K-1', product: 'Windows Server', needsKey: true, left: 7 },
    { kind: 'visual-studio', tokenId: 'S-1', edition: 'enterprise', to: null },
  ];

  it('are those of the membership, except replaced tokens, and of no other membership', () => {
    expect(endingLicences(benefits, 'M1', config())).toEqual(LICENCES);
    expect(endingLicences(benefits, 'M3', config())).toEqual([]);
  });

  it('are named in the expiry notice and the reminders, and counted in the decision', () => {
    const given = facts({ membership: LAP_OF_2020, benefits });
    const { membership: expired } = decideExpiry(given, on('2027-10-02'));
    expect(expiredContent({ ...given, membership: expired }, expired.notices['31']!).licences).toEqual(LICENCES);
    expect(renewalContent(given, 1, date('2027-09-02')).licences).toEqual(LICENCES);
    expect(expired.notices['31']?.inputs).toMatchObject({ licencesEnded: 3 });
    const none = decideExpiry(facts({ membership: LAP_OF_2020 }), on('2027-10-02')).membership;
    expect(none.notices['31']?.inputs).not.toHaveProperty('licencesEnded');
  });
});

it('a grant whose fields do not fit its kind is refused', () => {
  const nothing = { product: null, seats: null, activations: null, edition: null };
  for (const kind of ['token', 'mak', 'visual-studio'] as const)
    expect(() => grantOf({ ...nothing, kind })).toThrow(RangeError);
});
