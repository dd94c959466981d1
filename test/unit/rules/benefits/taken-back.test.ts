/** What the answers to reverse-token and replace-token say, and what is in the way of taking a step back (R-OPS-1, R-LIC-3). */
import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import type { Benefit, BenefitStep, Benefits } from '../../../../shared/domain/benefits/benefit.ts';
import type { ReverseToken } from '../../../../shared/domain/benefits/benefit-commands.ts';
import type { BenefitsOutcome } from '../../../../shared/domain/benefits/benefits-outcome.ts';
import { benefitName, issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { replaceToken } from '../../../../shared/domain/benefits/replace-token.ts';
import { reverseToken, takenBackRefusal } from '../../../../shared/domain/benefits/reverse-token.ts';
import { benefitsUsedSince } from '../../../../shared/domain/benefits/used-since.ts';
import { date, LAP, membership } from '../support.ts';
import {
  activated,
  activation,
  assignment,
  became,
  call,
  issued,
  KEY,
  replacement,
  SUBSCRIPTION,
  TOKEN,
  use,
} from './benefit-steps.ts';

const reverse = (benefits: Benefits, tokenId: string, step: BenefitStep, more: Partial<ReverseToken> = {}) =>
  reverseToken(
    benefits,
    { command: 'reverse-token', partnerId: 'P-1', tokenId, step, ticket: '4711', reason: 'typed wrongly', ...more },
    call('2027-04-01', null, 'reverse'),
  );
const why = (outcome: BenefitsOutcome): string =>
  outcome.outcome === 'refused' ? outcome.refusal.reason : `done: ${outcome.reason}`;

const replaced = became(replaceToken(activated(), replacement(), call('2027-03-10')));
const used = (count: number, day: string, benefits = issued(KEY)) =>
  became(activateToken(benefits, use(count), call(day)));
const assigned = became(assignSubscription(issued(SUBSCRIPTION), assignment('ann@x.example'), call('2027-02-01')));

describe('R-OPS-1: a step on which another rests', () => {
  it.each<[string, Benefits, string, BenefitStep, string]>([
    [
      'an activated token',
      activated(),
      'T-1',
      'issue',
      'T-1 was activated on 2027-03-01: take its activation back first',
    ],
    ['a replaced token', replaced, 'T-1', 'issue', 'T-2 replaced T-1: take its replacement back first'],
    ['a replaced token', replaced, 'T-1', 'activation', 'T-2 replaced T-1: take its replacement back first'],
    ['a replacement', replaced, 'T-2', 'issue', 'T-2 replaces T-1: take the replacement of T-1 back'],
    ['a token', issued(), 'T-1', 'activation', 'T-1 is not activated'],
    ['a token', issued(), 'T-1', 'replacement', 'T-1 was not replaced'],
    ['a token', issued(), 'T-1', 'assignment', 'T-1 is assigned to nobody'],
    ['a key', issued(KEY), 'K-1', 'replacement', 'K-1 was not replaced'],
    ['a key', issued(KEY), 'K-1', 'activation', 'K-1 has no activation to take back; it has none'],
    [
      'a used key',
      used(2, '2027-03-01'),
      'K-1',
      'issue',
      'K-1 was used (2 on 2027-03-01): take its activations back first',
    ],
    ['a subscription', assigned, 'S-1', 'issue', 'S-1 is assigned to ann@x.example: take its assignment back first'],
    ['a subscription', assigned, 'S-1', 'activation', 'S-1 is not activated'],
    ['a subscription', issued(SUBSCRIPTION), 'S-1', 'activation', 'S-1 is not activated'],
    ['a subscription', issued(SUBSCRIPTION), 'S-1', 'assignment', 'S-1 is assigned to nobody'],
    ['nothing', issued(), 'T-9', 'issue', 'P-1 has no T-9'],
  ])('is not taken back of %s', (_, benefits, tokenId, step, reason) => {
    expect(reverse(benefits, tokenId, step)).toEqual({
      outcome: 'refused',
      refusal: { rule: 'R-OPS-1', reason, inputs: { tokenId, step, ticket: '4711', reason: 'typed wrongly' } },
    });
  });

  it('takes neither a day nor a count if it is not the use of a key', () => {
    const only = '"activatedOn" and "count" say which activation of a key';
    expect(why(reverse(issued(KEY), 'K-1', 'issue', { count: 1 }))).toBe(only);
    expect(why(reverse(issued(KEY), 'K-1', 'issue', { activatedOn: date('2027-03-01') }))).toBe(only);
    expect(why(reverse(activated(), 'T-1', 'activation', { activatedOn: date('2027-03-01') }))).toBe(only);
  });
});

describe('R-OPS-1: a step that is taken back', () => {
  it('is taken back of its own benefit only', () => {
    const both = became(issueToken(issued(), KEY, call('2027-01-11')));
    const outcome = reverse(both, 'T-1', 'issue');
    expect(became(outcome).entries.map(({ tokenId }) => tokenId)).toEqual(['K-1']);
    expect(why(outcome)).toBe(
      'done: the issue of T-1 on 2027-01-10, a token of 25 seats of Microsoft 365 E3 of M1, is taken back (ticket 4711)',
    );
    expect(became(outcome).reversals).toMatchObject([
      {
        tokenId: 'T-1',
        membershipId: 'M1',
        step: 'issue',
        on: '2027-04-01',
        commandId: 'reverse',
        recordedBy: 'C-2027-01-10',
      },
    ]);
  });

  it('is taken back once by one command, and another one is another', () => {
    const once = became(reverse(activated(), 'T-1', 'activation'));
    expect(reverse(once, 'T-1', 'activation')).toMatchObject({ outcome: 'done', benefits: once });
    const other = reverseToken(
      once,
      { command: 'reverse-token', partnerId: 'P-1', tokenId: 'T-1', step: 'activation', ticket: '2', reason: 'r' },
      call('2027-04-02', null, 'another'),
    );
    expect(why(other)).toBe('T-1 is not activated');
  });

  it('is not recorded again by the command that recorded it', () => {
    const once = became(reverse(activated(), 'T-1', 'activation'));
    expect(takenBackRefusal(once, 'C-2027-03-01')).toEqual({
      rule: 'R-OPS-1',
      reason:
        'the activation of T-1 on 2027-03-01 for contoso.example was taken back on 2027-04-01 (ticket 4711): to record it anew, give the command a requestId',
      inputs: { tokenId: 'T-1', takenBackOn: '2027-04-01', ticket: '4711' },
    });
    expect(takenBackRefusal(once, 'C-2027-03-02')).toBeNull();
    expect(takenBackRefusal(issued(), 'C-2027-03-01')).toBeNull();
  });

  it('leaves the first one as it was if it was a replacement, and knows who recorded it', () => {
    const outcome = reverse(replaced, 'T-1', 'replacement');
    expect(became(outcome).entries).toEqual(activated().entries);
    expect(became(outcome).reversals).toMatchObject([{ recordedBy: 'C-2027-03-10' }]);
    const without = { ...replaced, entries: replaced.entries.slice(0, 1) };
    expect(became(reverse(without, 'T-1', 'replacement')).reversals).toMatchObject([{ recordedBy: null }]);
    const next = became(activateToken(replaced, activation({ tokenId: 'T-2' }), call('2027-03-11')));
    expect(why(reverse(next, 'T-1', 'replacement'))).toBe(
      'T-2 was activated on 2027-03-11: take its activation back first',
    );
  });
});

describe('R-OPS-1: the use of a key that is taken back', () => {
  const key = used(3, '2027-03-05', used(2, '2027-03-01'));
  const usesOf = (benefits: Benefits) => {
    const [benefit] = benefits.entries as [Extract<Benefit, { kind: 'mak' }>];
    return benefit.used.map(({ on, count }) => `${count} on ${on}`);
  };

  it('is the last one that is meant', () => {
    expect(usesOf(became(reverse(key, 'K-1', 'activation')))).toEqual(['2 on 2027-03-01']);
    expect(usesOf(became(reverse(key, 'K-1', 'activation', { count: 2 })))).toEqual(['3 on 2027-03-05']);
    expect(usesOf(became(reverse(key, 'K-1', 'activation', { activatedOn: date('2027-03-01') })))).toEqual([
      '3 on 2027-03-05',
    ]);
  });

  it.each<[Partial<ReverseToken>, string]>([
    [{ count: 4 }, ' of 4'],
    [{ activatedOn: date('2027-03-02') }, ' on 2027-03-02'],
    [{ count: 2, activatedOn: date('2027-03-05') }, ' of 2 on 2027-03-05'],
  ])('%j is none that it has', (asked, text) => {
    expect(why(reverse(key, 'K-1', 'activation', asked))).toBe(
      `K-1 has no activation${text} to take back; it has 2 on 2027-03-01, 3 on 2027-03-05`,
    );
  });

  it('may be a part of those that are kept as a sum, since the first of them', () => {
    const [benefit] = key.entries as [Extract<Benefit, { kind: 'mak' }>];
    const sum = { on: date('2027-02-01'), count: 5, commandId: null };
    const summed: Benefits = { ...key, entries: [{ ...benefit, activations: 50, used: [sum, ...benefit.used] }] };
    const left = (asked: Partial<ReverseToken>) => usesOf(became(reverse(summed, 'K-1', 'activation', asked)))[0];
    expect(left({ count: 1 })).toBe('4 on 2027-02-01');
    expect(left({ count: 5 })).toBe('2 on 2027-03-01');
    expect(left({ count: 4, activatedOn: date('2027-02-01') })).toBe('1 on 2027-02-01');
    const has = 'it has 5 since 2027-02-01, 2 on 2027-03-01, 3 on 2027-03-05';
    expect(why(reverse(summed, 'K-1', 'activation', { count: 6 }))).toBe(
      `K-1 has no activation of 6 to take back; ${has}`,
    );
    expect(why(reverse(summed, 'K-1', 'activation', { count: 4, activatedOn: date('2027-01-31') }))).toBe(
      `K-1 has no activation of 4 on 2027-01-31 to take back; ${has}`,
    );
    expect(why(reverse(summed, 'K-1', 'activation', { activatedOn: date('2027-02-01') }))).toBe(
      `K-1 has no activation on 2027-02-01 to take back; ${has}`,
    );
  });
});

describe('R-LIC-3: the answer to replace-token', () => {
  const inputs = { tokenId: 'T-1', newTokenId: 'T-2', cause: 'wrong-tenant', on: '2027-03-10' };

  it('names both and the cause, and recognizes a repeated command', () => {
    const answer = {
      outcome: 'done',
      rule: 'R-LIC-3',
      reason: 'T-2 replaces T-1 (wrong-tenant): T-1 has ended',
      inputs,
    };
    expect(replaceToken(activated(), replacement(), call('2027-03-10'))).toMatchObject(answer);
    expect(replaceToken(replaced, replacement(), call('2027-03-10'))).toEqual({ ...answer, benefits: replaced });
    expect(why(replaceToken(replaced, replacement(), call('2027-03-10', undefined, 'another')))).toBe(
      'T-2 replaced T-1 already: one replacement, ever',
    );
  });

  it.each([
    ['2027-03-01', true],
    ['2027-03-31', true],
    ['2027-04-01', false],
  ])('is, on %s, of a token activated on 2027-03-01: %s', (day, isDone) => {
    expect(replaceToken(activated(), replacement(), call(day)).outcome === 'done').toBe(isDone);
  });

  it('says the days of what is too late, and what another one replaces', () => {
    expect(replaceToken(activated(), replacement(), call('2027-04-01'))).toMatchObject({
      refusal: { inputs: { ...inputs, on: '2027-04-01', activated: '2027-03-01', days: 31, until: '2027-03-31' } },
    });
    const again = replaceToken(replaced, replacement({ tokenId: 'T-2', newTokenId: 'T-3' }), call('2027-03-11'));
    expect(again).toMatchObject({ refusal: { inputs: { tokenId: 'T-2', newTokenId: 'T-3', replaces: 'T-1' } } });
    const withOther = became(issueToken(activated(), { ...TOKEN, tokenId: 'T-2' }, call('2027-03-02')));
    expect(why(replaceToken(withOther, replacement(), call('2027-03-10')))).toBe(
      'there is a T-2 already: the replacement is a new one',
    );
  });
});

describe('R-REN-9: benefits that were used since a day', () => {
  it('are activated tokens, used keys and assigned subscriptions of that membership', () => {
    const all = {
      ...activated(),
      entries: [...activated().entries, ...used(1, '2027-03-02').entries, ...assigned.entries],
    };
    expect(benefitsUsedSince(all, 'M1', date('2027-02-01'))).toEqual(['T-1', 'K-1', 'S-1']);
    expect(benefitsUsedSince(all, 'M1', date('2027-03-02'))).toEqual(['K-1']);
    expect(benefitsUsedSince(all, 'M2', date('2027-02-01'))).toEqual([]);
  });
});

describe('R-LIC-1: a benefit in words', () => {
  it.each([
    [issued(), 'a token of 25 seats of Microsoft 365 E3'],
    [issued(KEY), 'a key for 10 activations of Windows Server'],
    [issued(SUBSCRIPTION), 'a Visual Studio enterprise subscription'],
  ])('is %#', ({ entries }, name) => expect(benefitName(entries[0] as Benefit)).toBe(name));

  it('R-LIC-5: is excluded from an Action Pack if it is of the edition Enterprise; a token is not', () => {
    const pack = membership();
    expect(issueToken(issued(), { ...SUBSCRIPTION, tokenId: 'S-9' }, call('2027-01-11', pack)).outcome).toBe('refused');
    expect(issueToken(issued(), { ...TOKEN, tokenId: 'T-9' }, call('2027-01-11', pack)).outcome).toBe('done');
    expect(
      issueToken(issued(), { ...SUBSCRIPTION, tokenId: 'S-9' }, call('2027-01-11', membership({ terms: LAP }))).outcome,
    ).toBe('done');
  });
});
