import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import {
  activationsLeft,
  type Benefits,
  emptyBenefits,
  findBenefit,
  type MultipleActivationKey,
  type VisualStudio,
} from '../../../../shared/domain/benefits/benefit.ts';
import type { ActivateToken } from '../../../../shared/domain/benefits/benefit-commands.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { ACTION_PACK, date, membership } from '../support.ts';
import { assignment, became, call, issued, KEY, LAP_OF_2020, SUBSCRIPTION, said, use } from './benefit-steps.ts';

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
