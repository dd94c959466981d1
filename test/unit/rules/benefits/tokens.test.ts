import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { type Benefits, emptyBenefits } from '../../../../shared/domain/benefits/benefit.ts';
import type { ReplaceToken } from '../../../../shared/domain/benefits/benefit-commands.ts';
import { replaceToken } from '../../../../shared/domain/benefits/replace-token.ts';
import { date, LAP, membership } from '../support.ts';
import { activated, activation, became, call, issued, KEY, LAP_OF_2020, replacement, said } from './benefit-steps.ts';

describe('R-LIC-2: a token is used whole and activated once', () => {
  it.each([
    [25, 'done R-LIC-2'],
    [24, 'refused R-LIC-2: T-1 has 25 seats and is used whole: 24 of them cannot be activated'],
    [5, 'refused R-LIC-2: T-1 has 25 seats and is used whole: 5 of them cannot be activated'],
    [26, 'refused R-LIC-2: T-1 has 25 seats and is used whole: 26 of them cannot be activated'],
  ])('%i seats of 25: %s', (seats, outcome) => {
    expect(said(activateToken(issued(), activation({ seats }), call('2027-03-01')))).toBe(outcome);
  });

  it('is not activated a second time, for the same tenant or another', () => {
    const again = 'refused R-LIC-2: T-1 was activated on 2027-03-01 for contoso.example: a token is activated once';
    for (const tenant of ['contoso.example', 'fabrikam.example'])
      expect(said(activateToken(activated(), activation({ tenant }), call('2027-03-02')))).toBe(again);
  });

  it('is activated already if the same command is given again', () => {
    const before = activated('2027-03-01');
    const outcome = activateToken(before, activation(), call('2027-03-05', LAP_OF_2020, 'C-2027-03-01'));
    expect(outcome).toMatchObject({ outcome: 'done', rule: 'R-LIC-2', benefits: before });
  });

  it('is activated for a tenant, without a count, if it exists', () => {
    const { tenant: _, ...without } = activation();
    expect(said(activateToken(issued(), without, call('2027-03-01')))).toMatch(/^refused R-LIC-2: .* tenant/);
    expect(said(activateToken(issued(), activation({ count: 1 }), call('2027-03-01')))).toMatch(
      /^refused R-LIC-2: .*"count"/,
    );
    expect(said(activateToken(emptyBenefits('P-1'), activation(), call('2027-03-01')))).toBe(
      'refused R-LIC-2: P-1 has no T-1',
    );
  });

  it.each([
    ['2027-01-09', /^refused R-LIC-2: 2027-01-09 lies before 2027-01-10, the day on which T-1 was issued/],
    ['2027-01-10', /^done/],
    ['2027-03-01', /^done/],
    ['2027-03-02', /^refused R-LIC-2: 2027-03-02 lies after 2027-03-01, the day of the command/],
  ])('activated on %s, is done only from its issue on 2027-01-10 to the command on 2027-03-01', (day, outcome) => {
    expect(said(activateToken(issued(), activation({ activatedOn: date(day) }), call('2027-03-01')))).toMatch(outcome);
  });
});

describe('R-LIC-3: one replacement, ever, within 30 days after activation', () => {
  it.each([
    ['2027-03-01', 'done R-LIC-3'],
    ['2027-03-31', 'done R-LIC-3'],
    ['2027-04-01', 'refused R-LIC-3: 2027-04-01 lies after 2027-03-31: replaced within 30 days after activation only'],
    [
      '2027-02-28',
      'refused R-LIC-3: 2027-02-28 lies before 2027-03-01, the day of its activation: replaced within 30 days after activation only',
    ],
  ])('activated on 2027-03-01, is asked for on %s: %s', (day, outcome) => {
    const asked = replacement({ requestedOn: date(day) });
    expect(said(replaceToken(activated('2027-03-01'), asked, call('2027-05-01')))).toBe(outcome);
  });

  it('counts the leap day: day 30 of an activation on 2028-01-31 is 2028-03-01', () => {
    const next = membership({ terms: LAP, cycle: 8 });
    const before = became(activateToken(issued(), activation(), call('2028-01-31', next)));
    expect(said(replaceToken(before, replacement(), call('2028-03-01', next)))).toBe('done R-LIC-3');
    expect(said(replaceToken(before, replacement(), call('2028-03-02', next)))).toMatch(/^refused R-LIC-3/);
  });

  it('has the same product and seats, is not activated yet, and ends the token before', () => {
    const benefits = became(replaceToken(activated(), replacement({ cause: 'seats-added' }), call('2027-03-10')));
    expect(benefits.entries).toMatchObject([
      { tokenId: 'T-1', replaces: null, replacedBy: 'T-2', activation: { on: '2027-03-01' } },
      {
        ...{ tokenId: 'T-2', membershipId: 'M1', product: 'Microsoft 365 E3', seats: 25, issuedOn: '2027-03-10' },
        ...{ activation: null, replaces: 'T-1', replacedBy: null },
      },
    ]);
    const used = activateToken(benefits, activation({ tokenId: 'T-2', tenant: 'right.example' }), call('2027-03-11'));
    expect(said(used)).toBe('done R-LIC-2');
    expect(said(activateToken(benefits, activation(), call('2027-03-11')))).toBe(
      'refused R-LIC-3: T-1 has ended: T-2 replaced it',
    );
  });

  it('is refused a second time, and for a replacement', () => {
    const once = became(replaceToken(activated(), replacement(), call('2027-03-10')));
    const third = replacement({ newTokenId: 'T-3' });
    expect(said(replaceToken(once, third, call('2027-03-11')))).toBe(
      'refused R-LIC-3: T-2 replaced T-1 already: one replacement, ever',
    );
    const active = became(activateToken(once, activation({ tokenId: 'T-2' }), call('2027-03-11')));
    expect(said(replaceToken(active, { ...third, tokenId: 'T-2' }, call('2027-03-12')))).toBe(
      'refused R-LIC-3: T-2 replaces T-1 itself: one replacement, ever',
    );
  });

  it('is refused for a token that is not activated, another kind, an unknown id and an id that exists', () => {
    const refused = (benefits: Benefits, fields: Partial<ReplaceToken> = {}) =>
      said(replaceToken(benefits, replacement(fields), call('2027-03-10')));
    expect(refused(issued())).toMatch(/^refused R-LIC-3: T-1 is not activated/);
    expect(refused(issued(KEY), { tokenId: 'K-1' })).toBe('refused R-LIC-3: K-1 is no token: only tokens are replaced');
    expect(refused(emptyBenefits('P-1'))).toBe('refused R-LIC-3: P-1 has no T-1');
    expect(refused(activated(), { newTokenId: 'T-1' })).toMatch(/^refused R-LIC-3: there is a T-1 already/);
  });

  it('is done already if the same command is given again', () => {
    const once = became(replaceToken(activated(), replacement(), call('2027-03-10')));
    const again = replaceToken(once, replacement(), call('2027-03-12', LAP_OF_2020, 'C-2027-03-10'));
    expect(again).toMatchObject({ outcome: 'done', benefits: once });
    expect(said(replaceToken(once, replacement(), call('2027-03-12')))).toMatch(/^refused R-LIC-3/);
  });
});
