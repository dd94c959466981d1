/** What was recorded of a benefit by mistake is taken back (R-OPS-1). */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import {
  activationsLeft,
  type BenefitStep,
  type Benefits,
  emptyBenefits,
  type MultipleActivationKey,
} from '../../../../shared/domain/benefits/benefit.ts';
import type { ReverseToken } from '../../../../shared/domain/benefits/benefit-commands.ts';
import type { BenefitsOutcome } from '../../../../shared/domain/benefits/benefits-outcome.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { replaceToken } from '../../../../shared/domain/benefits/replace-token.ts';
import { reverseToken } from '../../../../shared/domain/benefits/reverse-token.ts';
import { benefitsUsedSince } from '../../../../shared/domain/benefits/used-since.ts';
import { date, LAP, membership } from '../support.ts';

const OF_P1 = { partnerId: 'P-1' };
const MEMBERSHIP = membership({ terms: LAP });
const call = (asOf: string, commandId: string) => ({ asOf: date(asOf), commandId, membership: MEMBERSHIP });

type Step = (benefits: Benefits) => BenefitsOutcome;
const ISSUES = {
  'T-1': { kind: 'token', product: 'Microsoft 365 E3', seats: 25 },
  'K-1': { kind: 'mak', product: 'Windows Server', activations: 100 },
  'S-1': { kind: 'visual-studio', edition: 'professional' },
} as const;
const issue =
  (tokenId: keyof typeof ISSUES): Step =>
  (benefits) =>
    issueToken(
      benefits,
      { ...OF_P1, command: 'issue-token', membershipId: 'M1', tokenId, ...ISSUES[tokenId] },
      call('2027-01-10', `issue ${tokenId}`),
    );
const activate =
  (tokenId: string, fields: { tenant?: string; count?: number } = {}, on = '2027-03-01', id = `activate ${on}`): Step =>
  (benefits) =>
    activateToken(benefits, { ...OF_P1, command: 'activate-token', tokenId, ...fields }, call(on, id));
const replace: Step = (benefits) =>
  replaceToken(
    benefits,
    { ...OF_P1, command: 'replace-token', tokenId: 'T-1', newTokenId: 'T-2', cause: 'wrong-tenant' },
    call('2027-03-10', 'replace'),
  );
const assign =
  (to: string, on: string): Step =>
  (benefits) =>
    assignSubscription(
      benefits,
      { ...OF_P1, command: 'assign-subscription', tokenId: 'S-1', to },
      call(on, `assign ${to}`),
    );
const reverse =
  (tokenId: string, step: BenefitStep, more: Partial<ReverseToken> = {}, id = `reverse ${tokenId} ${step}`): Step =>
  (benefits) =>
    reverseToken(
      benefits,
      { ...OF_P1, command: 'reverse-token', tokenId, step, ticket: '4720', reason: 'typed wrongly', ...more },
      call('2027-12-01', id),
    );

const SEATS = { tenant: 'contoso.example' };

/** @throws if one is refused */
const left = (...steps: Step[]): Benefits =>
  steps.reduce((benefits, step) => {
    const outcome = step(benefits);
    if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
    return outcome.benefits;
  }, emptyBenefits('P-1'));
const said = (outcome: BenefitsOutcome): string =>
  outcome.outcome === 'done'
    ? `done ${outcome.rule}: ${outcome.reason}`
    : `refused ${outcome.refusal.rule}: ${outcome.refusal.reason}`;

describe('R-OPS-1: a step that was a mistake is taken back, and is as if it had not happened', () => {
  it.each<[string, Step[], Step, string]>([
    [
      'the issue of a token',
      [issue('T-1')],
      reverse('T-1', 'issue'),
      'the issue of T-1 on 2027-01-10, a token of 25 seats of Microsoft 365 E3 of M1, is taken back (ticket 4720)',
    ],
    [
      'the activation of a token',
      [issue('T-1'), activate('T-1', SEATS)],
      reverse('T-1', 'activation'),
      'the activation of T-1 on 2027-03-01 for contoso.example is taken back (ticket 4720)',
    ],
    [
      'a replacement',
      [issue('T-1'), activate('T-1', SEATS), replace],
      reverse('T-1', 'replacement'),
      'the replacement of T-1 by T-2 is taken back (ticket 4720)',
    ],
    [
      'activations of a key',
      [issue('K-1'), activate('K-1', { count: 40 })],
      reverse('K-1', 'activation'),
      'the activation of K-1 on 2027-03-01, 40 of 100, is taken back (ticket 4720)',
    ],
    [
      'the assignment of a subscription',
      [issue('S-1'), assign('ada@x.example', '2027-03-01')],
      reverse('S-1', 'assignment'),
      'the assignment of S-1 to ada@x.example on 2027-03-01 is taken back (ticket 4720)',
    ],
    [
      'the activation of a subscription',
      [issue('S-1'), assign('ada@x.example', '2027-03-01'), activate('S-1', {}, '2027-03-02')],
      reverse('S-1', 'activation'),
      'the activation of S-1 on 2027-03-02 by ada@x.example is taken back (ticket 4720)',
    ],
  ])('%s', (_, steps, reversal, answer) => {
    const benefits = left(...steps);
    expect(said(reversal(benefits))).toBe(`done R-OPS-1: ${answer}`);
    const { entries, reversals } = left(...steps, reversal);
    expect(entries).toEqual(left(...steps.slice(0, -1)).entries);
    expect(reversals).toMatchObject([{ on: '2027-12-01', ticket: '4720' }]);
  });

  it('leaves the benefit as it was: it can be used again, and the days count as without the mistake', () => {
    const wrong = left(issue('T-1'), activate('T-1', SEATS), replace, reverse('T-1', 'replacement'));
    expect(said(replace(wrong))).toMatch(/^done R-LIC-3/);
    const misassigned = [issue('S-1'), assign('ada@x.example', '2027-03-01'), reverse('S-1', 'assignment')];
    expect(said(assign('bo@x.example', '2027-03-02')(left(...misassigned)))).toMatch(/^done R-LIC-5/);
    const key = left(issue('K-1'), activate('K-1', { count: 99 }), reverse('K-1', 'activation'));
    expect(said(activate('K-1', { count: 100 }, '2027-03-02')(key))).toMatch(/^done R-LIC-4/);
  });

  it('a benefit that was activated by mistake is no use that hinders a refund (R-REN-9)', () => {
    const used = [issue('T-1'), activate('T-1', SEATS)];
    expect(benefitsUsedSince(left(...used), 'M1', date('2027-01-01'))).toEqual(['T-1']);
    expect(benefitsUsedSince(left(...used, reverse('T-1', 'activation')), 'M1', date('2027-01-01'))).toEqual([]);
  });

  it('a subscription is again that of the person before, since the day that it was', () => {
    const toBo = [
      issue('S-1'),
      assign('ada@x.example', '2027-03-01'),
      assign('bo@x.example', '2027-05-30'),
      reverse('S-1', 'assignment'),
    ];
    expect(said(assign('cy@x.example', '2027-05-29')(left(...toBo)))).toContain(
      'was assigned to ada@x.example on 2027-03-01: to another person from 2027-05-30 on',
    );
  });

  it.each<[string, Step[], Step, string]>([
    ['what is not there', [], reverse('T-1', 'issue'), 'P-1 has no T-1'],
    [
      'the issue of what was activated',
      [issue('T-1'), activate('T-1', SEATS)],
      reverse('T-1', 'issue'),
      'T-1 was activated on 2027-03-01: take its activation back first',
    ],
    [
      'the activation of what was replaced',
      [issue('T-1'), activate('T-1', SEATS), replace],
      reverse('T-1', 'activation'),
      'T-2 replaced T-1: take its replacement back first',
    ],
    [
      'the issue of a replacement',
      [issue('T-1'), activate('T-1', SEATS), replace],
      reverse('T-2', 'issue'),
      'T-2 replaces T-1: take the replacement of T-1 back',
    ],
    [
      'the replacement by a token that was activated',
      [issue('T-1'), activate('T-1', SEATS), replace, activate('T-2', SEATS, '2027-03-11')],
      reverse('T-1', 'replacement'),
      'T-2 was activated on 2027-03-11: take its activation back first',
    ],
    [
      'the issue of a key that was used',
      [issue('K-1'), activate('K-1', { count: 2 })],
      reverse('K-1', 'issue'),
      'K-1 was used (2 on 2027-03-01): take its activations back first',
    ],
    [
      'the issue of a subscription that was assigned',
      [issue('S-1'), assign('ada@x.example', '2027-03-01')],
      reverse('S-1', 'issue'),
      'S-1 is assigned to ada@x.example: take its assignment back first',
    ],
    [
      'the assignment of a subscription that was activated',
      [issue('S-1'), assign('ada@x.example', '2027-03-01'), activate('S-1')],
      reverse('S-1', 'assignment'),
      'ada@x.example activated S-1 on 2027-03-01: take its activation back first',
    ],
    ['an activation that was not', [issue('T-1')], reverse('T-1', 'activation'), 'T-1 is not activated'],
    ['an assignment that was not', [issue('S-1')], reverse('S-1', 'assignment'), 'S-1 is assigned to nobody'],
    ['the assignment of a token', [issue('T-1')], reverse('T-1', 'assignment'), 'T-1 is assigned to nobody'],
    ['a replacement that was not', [issue('K-1')], reverse('K-1', 'replacement'), 'K-1 was not replaced'],
    [
      'an activation of a key that was not',
      [issue('K-1'), activate('K-1', { count: 4 })],
      reverse('K-1', 'activation', { count: 5, activatedOn: date('2027-03-02') }),
      'K-1 has no activation of 5 on 2027-03-02 to take back; it has 4 on 2027-03-01',
    ],
    [
      'a part of a token',
      [issue('T-1'), activate('T-1', SEATS)],
      reverse('T-1', 'activation', { count: 5 }),
      '"activatedOn" and "count" say which activation of a key',
    ],
  ])('is refused: %s', (_, steps, reversal, reason) => {
    expect(said(reversal(left(...steps)))).toBe(`refused R-OPS-1: ${reason}`);
  });

  it('takes back the activation of a key with the day and the count that are given, else the last one', () => {
    const used = [2, 40, 3].map((count, index) => activate('K-1', { count }, `2027-03-0${index + 1}`));
    const leftOf = (more: Partial<ReverseToken>) => {
      const [key] = left(issue('K-1'), ...used, reverse('K-1', 'activation', more)).entries;
      return activationsLeft(key as MultipleActivationKey);
    };
    expect([leftOf({}), leftOf({ count: 40 }), leftOf({ activatedOn: date('2027-03-01') })]).toEqual([58, 95, 57]);
  });

  it('takes so many of the early activations of a key, of which only the sum is kept', () => {
    const used = Array.from({ length: 25 }, (_, index) => activate('K-1', { count: 2 }, '2027-03-01', `use ${index}`));
    const early = reverse('K-1', 'activation', { count: 5 });
    expect(activationsLeft(left(issue('K-1'), ...used, early).entries[0] as MultipleActivationKey)).toBe(55);
    expect(said(reverse('K-1', 'activation', { count: 13 })(left(issue('K-1'), ...used)))).toMatch(/^refused R-OPS-1/);
  });

  it('is done once, however often the command is given', () => {
    const once = left(issue('T-1'), activate('T-1', SEATS), reverse('T-1', 'activation'));
    const again = reverse('T-1', 'activation')(once);
    expect(again).toMatchObject({ outcome: 'done', benefits: once });
    expect(said(again)).toBe(
      'done R-OPS-1: the activation of T-1 on 2027-03-01 for contoso.example is taken back (ticket 4720)',
    );
  });

  it('any history is taken back step by step to what it was before each of them', () => {
    type Move = { step: Step; back: Step };
    const moves: Move[] = [
      { step: issue('T-1'), back: reverse('T-1', 'issue') },
      { step: activate('T-1', SEATS, '2027-03-01', 'T'), back: reverse('T-1', 'activation') },
      { step: replace, back: reverse('T-1', 'replacement') },
      { step: activate('T-2', SEATS, '2027-03-12', 'T2'), back: reverse('T-2', 'activation') },
      { step: issue('K-1'), back: reverse('K-1', 'issue') },
      { step: activate('K-1', { count: 60 }, '2027-03-01', 'K'), back: reverse('K-1', 'activation') },
      { step: activate('K-1', { count: 40 }, '2027-03-02', 'K2'), back: reverse('K-1', 'activation', {}, 'K2 back') },
      { step: issue('S-1'), back: reverse('S-1', 'issue') },
      { step: assign('ada@x.example', '2027-03-01'), back: reverse('S-1', 'assignment') },
      { step: activate('S-1', {}, '2027-03-02', 'S'), back: reverse('S-1', 'activation') },
    ];
    const order = fc.shuffledSubarray(moves, { minLength: 1 });
    void fc.assert(
      fc.property(order, (chosen) => {
        let benefits = emptyBenefits('P-1');
        const done: { before: Benefits; back: Step }[] = [];
        for (const { step, back } of chosen) {
          const outcome = step(benefits);
          if (outcome.outcome === 'refused') continue;
          done.push({ before: benefits, back });
          benefits = outcome.benefits;
        }
        for (const { before, back } of done.toReversed()) {
          const outcome = back(benefits);
          if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
          benefits = outcome.benefits;
          expect(benefits.entries).toEqual(before.entries);
        }
      }),
    );
  });
});
