import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import {
  activationsLeft,
  type Benefits,
  emptyBenefits,
  findBenefit,
  MAX_BENEFITS,
  type MultipleActivationKey,
  type VisualStudio,
} from '../../../../shared/domain/benefits/benefit.ts';
import type {
  ActivateToken,
  AssignSubscription,
  IssueToken,
  ReplaceToken,
} from '../../../../shared/domain/benefits/benefit-commands.ts';
import type { BenefitsOutcome } from '../../../../shared/domain/benefits/benefits-outcome.ts';
import { endingLicences } from '../../../../shared/domain/benefits/ending-licences.ts';
import { grantOf } from '../../../../shared/domain/benefits/grant.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { replaceToken } from '../../../../shared/domain/benefits/replace-token.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { decideExpiry, expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { ACTION_PACK, config, date, facts, LAP, membership, on } from '../support.ts';

/** AD 2027-09-01: in force through 2027-10-01. */
const LAP_OF_2020 = membership({ terms: LAP });
const call = (asOf: string, benefitMembership: Membership | null = LAP_OF_2020, commandId = `C-${asOf}`) => ({
  asOf: date(asOf),
  commandId,
  membership: benefitMembership,
});
const T1 = { tokenId: 'T-1', partnerId: 'P-1' };
const TOKEN: IssueToken = {
  ...{ command: 'issue-token', ...T1, membershipId: 'M1', kind: 'token', product: 'Microsoft 365 E3', seats: 25 },
};
const KEY: IssueToken = {
  ...{ command: 'issue-token', partnerId: 'P-1', tokenId: 'K-1', membershipId: 'M1' },
  ...{ kind: 'mak', product: 'Windows Server', activations: 10 },
};
const SUBSCRIPTION: IssueToken = {
  ...{ command: 'issue-token', partnerId: 'P-1', tokenId: 'S-1', membershipId: 'M1' },
  ...{ kind: 'visual-studio', edition: 'enterprise' },
};
const activation = (fields: Partial<ActivateToken> = {}): ActivateToken => ({
  ...{ command: 'activate-token', ...T1, tenant: 'contoso.example' },
  ...fields,
});
const use = (count?: number): ActivateToken => ({
  ...{ command: 'activate-token', partnerId: 'P-1', tokenId: 'K-1' },
  ...(count !== undefined && { count }),
});
const replacement = (fields: Partial<ReplaceToken> = {}): ReplaceToken => ({
  ...{ command: 'replace-token', ...T1, newTokenId: 'T-2', cause: 'wrong-tenant' },
  ...fields,
});
const assignment = (to: string, fields: Partial<AssignSubscription> = {}): AssignSubscription => ({
  ...{ command: 'assign-subscription', partnerId: 'P-1', tokenId: 'S-1', to },
  ...fields,
});

/** @throws if it was refused */
function became(outcome: BenefitsOutcome): Benefits {
  if (outcome.outcome === 'done') return outcome.benefits;
  throw new Error(outcome.refusal.reason);
}
const said = (outcome: BenefitsOutcome): string =>
  outcome.outcome === 'done' ? `done ${outcome.rule}` : `refused ${outcome.refusal.rule}: ${outcome.refusal.reason}`;

const issued = (command: IssueToken = TOKEN, day = '2027-01-10'): Benefits =>
  became(issueToken(emptyBenefits('P-1'), command, call(day)));
const activated = (day = '2027-03-01'): Benefits => became(activateToken(issued(), activation(), call(day)));

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

describe('R-LIC-4: a MAK key with a number of activations', () => {
  const used = (...counts: number[]): Benefits =>
    counts.reduce((benefits, count, index) => {
      return became(activateToken(benefits, use(count), call('2027-03-01', LAP_OF_2020, `C-${index}`)));
    }, issued(KEY));

  it.each([
    [[9], 1, 'done R-LIC-4'],
    [[9], 2, 'refused R-LIC-4: 1 of 10 activations of K-1 are left, not 2; no more are granted'],
    [[4, 6], 1, 'refused R-LIC-4: 0 of 10 activations of K-1 are left, not 1; no more are granted'],
    [[], 10, 'done R-LIC-4'],
    [[], 11, 'refused R-LIC-4: 10 of 10 activations of K-1 are left, not 11; no more are granted'],
  ])('activated %j of 10 times, is activated %i more: %s', (before, count, outcome) => {
    expect(said(activateToken(used(...before), use(count), call('2027-03-02')))).toBe(outcome);
  });

  it('takes one activation if no count is given', () => {
    const { entries } = became(activateToken(issued(KEY), use(), call('2027-03-02')));
    expect(activationsLeft(entries[0] as MultipleActivationKey)).toBe(9);
  });

  it('keeps the sum of early activations, and the commands of the latest', () => {
    const key = issued({ ...KEY, activations: 100 });
    const days = Array.from({ length: 60 }, (_, index) => `C-${index}`);
    const many = days.reduce(
      (benefits, id) => became(activateToken(benefits, use(), call('2027-03-01', LAP_OF_2020, id))),
      key,
    );
    const [entry] = many.entries as [MultipleActivationKey];
    expect([entry.used.length, activationsLeft(entry)]).toEqual([20, 40]);
    expect(activateToken(many, use(), call('2027-03-01', LAP_OF_2020, 'C-59'))).toMatchObject({ benefits: many });
  });

  it('has no tenant and no seats', () => {
    expect(said(activateToken(issued(KEY), { ...use(), tenant: 'x.example' }, call('2027-03-02')))).toMatch(
      /^refused R-LIC-4: .*"tenant"/,
    );
    expect(said(activateToken(issued(KEY), { ...use(), seats: 1 }, call('2027-03-02')))).toMatch(/^refused R-LIC-4/);
  });
});

describe('R-LIC-5: a Visual Studio subscription is for one person', () => {
  const toAda = (day = '2027-03-01') =>
    became(assignSubscription(issued(SUBSCRIPTION), assignment('ada@x.example'), call(day)));
  const activate = (benefits: Benefits, day: string, fields: Partial<ActivateToken> = {}) =>
    activateToken(benefits, { command: 'activate-token', partnerId: 'P-1', tokenId: 'S-1', ...fields }, call(day));
  const holder = (benefits: Benefits) => (findBenefit(benefits, 'S-1') as VisualStudio).assignments.at(-1)?.to;

  it.each([
    [
      '2027-05-29',
      'refused R-LIC-5: S-1 was assigned to ada@x.example on 2027-03-01: to another person from 2027-05-30 on',
    ],
    ['2027-05-30', 'done R-LIC-5'],
    ['2027-05-31', 'done R-LIC-5'],
  ])('assigned on 2027-03-01, is given to another person on %s (day 89, 90, 91): %s', (day, outcome) => {
    expect(said(assignSubscription(toAda(), assignment('bo@x.example'), call(day)))).toBe(outcome);
  });

  it('is assigned already to the same person, in any letter case of the address', () => {
    const before = toAda();
    const again = assignSubscription(before, assignment('ADA@x.example'), call('2027-03-02'));
    expect(again).toMatchObject({ outcome: 'done', benefits: before });
  });

  it('counts 90 days from the last assignment', () => {
    const toBo = became(assignSubscription(toAda(), assignment('bo@x.example'), call('2027-05-30')));
    expect(holder(toBo)).toBe('bo@x.example');
    expect(said(assignSubscription(toBo, assignment('ada@x.example'), call('2027-08-27')))).toMatch(/^refused R-LIC-5/);
    expect(said(assignSubscription(toBo, assignment('ada@x.example'), call('2027-08-28')))).toBe('done R-LIC-5');
  });

  it('is activated once by whoever has it, and again by the next person', () => {
    expect(said(activate(issued(SUBSCRIPTION), '2027-03-01'))).toBe('refused R-LIC-5: S-1 is assigned to nobody yet');
    const active = became(activate(toAda(), '2027-03-01'));
    expect(said(activate(active, '2027-03-02'))).toBe(
      'refused R-LIC-5: ada@x.example activated S-1 on 2027-03-01: it is never shared',
    );
    expect(activate(active, '2027-03-01')).toMatchObject({ outcome: 'done', benefits: active });
    const toBo = became(assignSubscription(active, assignment('bo@x.example'), call('2027-05-30')));
    expect(said(activate(toBo, '2027-05-30'))).toBe('done R-LIC-5');
  });

  it('is not activated before it was assigned, for a tenant, or more than once at a time', () => {
    expect(said(activate(toAda(), '2027-03-05', { activatedOn: date('2027-02-28') }))).toBe(
      'refused R-LIC-5: 2027-02-28 lies before 2027-03-01, the day on which S-1 was assigned to ada@x.example',
    );
    expect(said(activate(toAda(), '2027-03-05', { tenant: 'x.example' }))).toMatch(/^refused R-LIC-5/);
    expect(said(activate(toAda(), '2027-03-05', { count: 2 }))).toMatch(/^refused R-LIC-5/);
  });

  it.each([
    [
      'action-pack',
      'enterprise',
      'refused R-LIC-5: the Action Pack includes Visual Studio Professional, not Enterprise',
    ],
    ['action-pack', 'professional', 'done R-LIC-1'],
    ['learning-action-pack', 'enterprise', 'done R-LIC-1'],
  ] as const)('%s with %s: %s', (offer, edition, outcome) => {
    const holder = membership({ terms: { ...ACTION_PACK, offer } });
    expect(said(issueToken(emptyBenefits('P-1'), { ...SUBSCRIPTION, edition }, call('2027-01-10', holder)))).toBe(
      outcome,
    );
  });

  it('is not assigned before it was issued, or on a future day', () => {
    const assignedOn = (day: string) =>
      said(
        assignSubscription(
          issued(SUBSCRIPTION),
          assignment('a@x.example', { assignedOn: date(day) }),
          call('2027-03-01'),
        ),
      );
    expect(assignedOn('2027-01-09')).toMatch(/^refused R-LIC-5: 2027-01-09 lies before 2027-01-10/);
    expect(assignedOn('2027-01-10')).toBe('done R-LIC-5');
    expect(assignedOn('2027-03-02')).toMatch(/^refused R-LIC-5: 2027-03-02 lies after 2027-03-01/);
  });

  it('is the only kind of benefit that is assigned', () => {
    const outcome = (benefits: Benefits, tokenId: string) =>
      said(assignSubscription(benefits, assignment('a@x.example', { tokenId }), call('2027-03-01')));
    expect(outcome(issued(), 'T-1')).toBe(
      'refused R-LIC-5: T-1 is no Visual Studio subscription: only these are assigned',
    );
    expect(outcome(issued(), 'S-1')).toBe('refused R-LIC-5: P-1 has no S-1');
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
