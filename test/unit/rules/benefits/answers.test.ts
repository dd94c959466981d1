import { describe, expect, it } from 'vitest';
import { activateToken } from '../../../../shared/domain/benefits/activate-token.ts';
import { needsKey } from '../../../../shared/domain/benefits/activated-products.ts';
import { assignSubscription } from '../../../../shared/domain/benefits/assign-subscription.ts';
import {
  type Benefits,
  emptyBenefits,
  type MultipleActivationKey,
} from '../../../../shared/domain/benefits/benefit.ts';
import { benefitStatuses } from '../../../../shared/domain/benefits/benefit-status.ts';
import {
  benefitsBytes,
  capacityError,
  dateRefusal,
  inForceRefusal,
} from '../../../../shared/domain/benefits/benefits-outcome.ts';
import { type GrantFields, grantOf, misfitsOf } from '../../../../shared/domain/benefits/grant.ts';
import { issueToken } from '../../../../shared/domain/benefits/issue-token.ts';
import { config, date, membership } from '../support.ts';
import {
  activation,
  assignment,
  became,
  call,
  issued,
  KEY,
  LAP_OF_2020,
  SUBSCRIPTION,
  TOKEN,
  use,
} from './benefit-steps.ts';

const key = issued(KEY);
const subscription = issued(SUBSCRIPTION);
const used = (times: number): Benefits =>
  Array.from({ length: times }).reduce<Benefits>(
    (benefits, _, index) => became(activateToken(benefits, use(), call('2027-03-01', LAP_OF_2020, `C-${index}`))),
    issued({ ...KEY, activations: 100 }),
  );
const usesOf = (benefits: Benefits) => (benefits.entries[0] as MultipleActivationKey).used;

describe('R-LIC-1: the answer to issue-token', () => {
  it('names what was issued, and that it was before', () => {
    const inputs = { tokenId: 'T-1', kind: 'token', product: 'Microsoft 365 E3', seats: 25, issuedOn: '2027-01-10' };
    const first = issueToken(emptyBenefits('P-1'), TOKEN, call('2027-01-10'));
    expect(first).toMatchObject({
      ...{ outcome: 'done', rule: 'R-LIC-1', inputs },
      reason: 'issued for M1: a token of 25 seats of Microsoft 365 E3',
    });
    expect(issueToken(became(first), TOKEN, call('2027-01-10'))).toEqual({
      ...{ outcome: 'done', benefits: became(first), rule: 'R-LIC-1', reason: 'T-1 was issued before', inputs },
    });
  });
});

describe('R-LIC-2: the answer to activate-token of a token', () => {
  const inputs = { tokenId: 'T-1', tenant: 'contoso.example', on: '2027-03-01', seats: 25 };
  const refusal = (outcome: ReturnType<typeof activateToken>) =>
    outcome.outcome === 'refused' ? outcome.refusal : null;

  it('has the tenant, the day and the seats', () => {
    const first = activateToken(issued(), activation(), call('2027-03-01'));
    expect(first).toMatchObject({ rule: 'R-LIC-2', reason: 'all 25 seats activated for contoso.example', inputs });
    expect(refusal(activateToken(became(first), activation(), call('2027-03-02')))?.inputs).toEqual({
      ...{ ...inputs, on: '2027-03-02', activated: '2027-03-01' },
    });
    expect(refusal(activateToken(issued(), activation({ seats: 9 }), call('2027-03-01')))).toEqual({
      ...{ rule: 'R-LIC-2', inputs: { ...inputs, asked: 9 } },
      reason: 'T-1 has 25 seats and is used whole: 9 of them cannot be activated',
    });
    expect(refusal(activateToken(emptyBenefits('P-1'), activation(), call('2027-03-01')))).toEqual({
      ...{ rule: 'R-LIC-2', reason: 'P-1 has no T-1', inputs: { tokenId: 'T-1' } },
    });
  });
});

describe('R-LIC-4: the answer to activate-token of a key', () => {
  const inputs = { tokenId: 'K-1', on: '2027-03-01', count: 4, activations: 10, left: 10 };

  it('says what is left, and recognizes a repeated command', () => {
    const first = activateToken(key, use(4), call('2027-03-01'));
    expect(first).toMatchObject({
      outcome: 'done',
      rule: 'R-LIC-4',
      reason: '4 activations used, 6 of 10 left',
      inputs,
    });
    expect(activateToken(became(first), use(4), call('2027-03-01'))).toEqual({
      ...{ outcome: 'done', benefits: became(first), rule: 'R-LIC-4', reason: '4 activations used before' },
      inputs: { ...inputs, left: 6 },
    });
  });

  it('refuses a tenant and seats', () => {
    expect(activateToken(key, { ...use(4), tenant: 't.example' }, call('2027-03-01'))).toMatchObject({
      refusal: {
        rule: 'R-LIC-4',
        reason: 'a key is activated by "count": "tenant" and "seats" are for tokens',
        inputs: { ...inputs, tenant: 't.example', seats: undefined },
      },
    });
  });

  it('keeps twenty uses, the earlier ones as a sum since the earliest of them', () => {
    expect(usesOf(used(20)).map(({ commandId }) => commandId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `C-${index}`),
    );
    const more = usesOf(used(22));
    expect(more).toHaveLength(20);
    expect(more[0]).toEqual({ on: '2027-03-01', count: 3, commandId: null });
    const backdated = became(
      activateToken(used(1), { ...use(), activatedOn: date('2027-02-01') }, call('2027-03-01', LAP_OF_2020, 'early')),
    );
    const all = Array.from({ length: 20 }).reduce<Benefits>(
      (benefits, _, index) => became(activateToken(benefits, use(), call('2027-03-02', LAP_OF_2020, `D-${index}`))),
      backdated,
    );
    expect(usesOf(all)[0]).toEqual({ on: '2027-02-01', count: 3, commandId: null });
  });
});

describe('R-LIC-5: the answers about a subscription', () => {
  const assigned = became(assignSubscription(subscription, assignment('ann@x.example'), call('2027-02-01')));

  it('name the person, and recognize a repeated command', () => {
    const inputs = { tokenId: 'S-1', to: 'ann@x.example', on: '2027-02-01' };
    const answer = { outcome: 'done', rule: 'R-LIC-5', reason: 'S-1 assigned to ann@x.example', inputs };
    expect(assignSubscription(subscription, assignment('ann@x.example'), call('2027-02-01'))).toMatchObject(answer);
    const again = assignSubscription(assigned, assignment('ann@x.example'), call('2027-02-01'));
    expect(again).toEqual({ ...answer, benefits: assigned });
    const later = became(assignSubscription(assigned, assignment('bo@x.example'), call('2027-05-02')));
    const first = assignSubscription(later, assignment('ann@x.example'), call('2027-02-01'));
    expect(first).toEqual({ ...answer, benefits: later });
    expect(assignSubscription(assigned, assignment('ANN@x.example'), call('2027-02-03'))).toMatchObject({
      ...{ outcome: 'done', benefits: assigned, reason: 'S-1 is assigned to ann@x.example since 2027-02-01' },
    });
    expect(assignSubscription(assigned, assignment('bo@x.example'), call('2027-05-01'))).toMatchObject({
      refusal: {
        reason: 'S-1 was assigned to ann@x.example on 2027-02-01: to another person from 2027-05-02 on',
        inputs: {
          tokenId: 'S-1',
          to: 'bo@x.example',
          on: '2027-05-01',
          assigned: '2027-02-01',
          days: 89,
          from: '2027-05-02',
        },
      },
    });
  });

  it('say that it is activated once, by that person', () => {
    const activate = (benefits: Benefits, day: string, fields = {}) =>
      activateToken(benefits, { ...activation({ tokenId: 'S-1', tenant: undefined }), ...fields }, call(day));
    const inputs = { tokenId: 'S-1', on: '2027-02-05' };
    const first = activate(assigned, '2027-02-05');
    expect(first).toMatchObject({ outcome: 'done', rule: 'R-LIC-5', reason: 'S-1 activated', inputs });
    expect(activate(became(first), '2027-02-05')).toMatchObject({ outcome: 'done', benefits: became(first) });
    expect(activate(became(first), '2027-02-06')).toMatchObject({
      refusal: { inputs: { tokenId: 'S-1', on: '2027-02-06', to: 'ann@x.example', activated: '2027-02-05' } },
    });
    expect(activate(assigned, '2027-02-05', { count: 1 })).toMatchObject({
      refusal: { rule: 'R-LIC-5', reason: 'a subscription is for one person: no "count"', inputs },
    });
    expect(activate(assigned, '2027-02-05', { seats: 1 })).toMatchObject({
      refusal: { rule: 'R-LIC-5', reason: 'a subscription is for one person: "tenant" and "seats" are for tokens' },
    });
    expect(activate(assigned, '2027-02-05', { activatedOn: '2027-01-31' })).toMatchObject({
      refusal: {
        ...{ rule: 'R-LIC-5', inputs: { on: '2027-01-31', notBefore: '2027-02-01' } },
        reason: '2027-01-31 lies before 2027-02-01, the day on which S-1 was assigned to ann@x.example',
      },
    });
  });
});

describe('R-LIC-1: the days on which a benefit can be used', () => {
  it('is said with the days', () => {
    expect(dateRefusal('R-LIC-2', date('2027-03-02'), null, call('2027-03-01'))).toMatchObject({
      refusal: {
        reason: '2027-03-02 lies after 2027-03-01, the day of the command',
        inputs: { on: '2027-03-02', asOf: '2027-03-01' },
      },
    });
    expect(inForceRefusal(null, date('2027-03-01'), call('2027-03-01'))).toEqual({
      outcome: 'refused',
      refusal: { rule: 'R-LIC-1', reason: 'its membership is not there', inputs: { on: '2027-03-01' } },
    });
    expect(inForceRefusal(LAP_OF_2020, date('2027-10-01'), call('2027-10-02'))).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-LIC-1',
        reason: 'M1 is not in force on 2027-10-02 (from 2020-09-01 to 2027-10-01), and its benefits neither',
        inputs: {
          ...{ membershipId: 'M1', on: '2027-10-01', asOf: '2027-10-02', status: 'active' },
          ...{ purchasedOn: '2020-09-01', windowCloses: '2027-10-01' },
        },
      },
    });
  });
});

describe('R-LIC-1: room for the benefits of a partner', () => {
  it('is 350,000 bytes, what was taken back included', () => {
    expect([capacityError(key, 350_000), capacityError(key, 350_001)]).toEqual([
      null,
      'the benefits of P-1 are too long to be kept (350001 bytes)',
    ]);
    const alone = benefitsBytes(key);
    expect(alone).toBe(Buffer.byteLength(JSON.stringify(key.entries)));
    expect(benefitsBytes({ ...key, reversals: [] })).toBe(alone);
    const reversals = [{ commandId: 'C' }] as never;
    expect(benefitsBytes({ ...key, reversals })).toBe(alone + '[{"commandId":"C"}]'.length);
  });
});

describe('R-LIC-1: the grant of a benefit', () => {
  const nothing = { product: null, seats: null, activations: null, edition: null };

  it.each<GrantFields>([
    { ...nothing, kind: 'token', product: 'Office' },
    { ...nothing, kind: 'token', seats: 5 },
    { ...nothing, kind: 'mak', product: 'Office' },
    { ...nothing, kind: 'mak', activations: 5 },
    { ...nothing, kind: 'mak', product: 'Office', seats: 5 },
    { ...nothing, kind: 'token', product: 'Office', activations: 5 },
    { ...nothing, kind: 'visual-studio', product: 'Office', seats: 5 },
    { ...nothing, kind: 'token', edition: 'enterprise' },
  ])('%j is none', (fields) => {
    expect(() => grantOf(fields)).toThrow(`the fields of the grant do not fit kind ${fields.kind}`);
    expect(misfitsOf(fields)).not.toEqual([]);
  });

  it('is refused elsewhere if it is of an unknown kind', () => {
    expect(misfitsOf({ ...nothing, kind: 'coffee' as never, product: 'Office' })).toEqual([]);
  });
});

describe('R-LIC-8: the status of a benefit', () => {
  const statusOf = (benefits: Benefits, memberships = [LAP_OF_2020], day = '2027-03-01') =>
    benefitStatuses(benefits, memberships, date(day), config())[0];

  it('is that of its own membership', () => {
    const other = membership({ membershipId: 'M0', status: { name: 'expired', expiredOn: date('2027-01-02') } });
    expect(statusOf(key, [other, LAP_OF_2020])?.state).toBe('in-force');
    expect(statusOf(key, [other])).toMatchObject({ state: 'ended', endsOn: null });
  });

  it('says of a subscription that nobody has yet: it can be assigned on any day while it is in force', () => {
    expect(statusOf(subscription)).toMatchObject({ assignmentsLeft: 1, assignableFrom: null, usedFor: [] });
    expect(statusOf(subscription, [LAP_OF_2020], '2027-10-02')).toMatchObject({
      assignmentsLeft: 0,
      assignableFrom: null,
    });
    const assigned = became(assignSubscription(subscription, assignment('ann@x.example'), call('2027-02-01')));
    expect(statusOf(assigned, [LAP_OF_2020], '2027-10-02')).toMatchObject({ assignmentsLeft: 0, assignableFrom: null });
  });

  it.each([
    ['Windows Server 2022', true],
    ['  microsoft   windows\tserver', true],
    ['Azure for Microsoft Windows Server', false],
  ])('R-LIC-4: %s is activated by a key: %s', (product, is) => {
    expect(needsKey(product, config())).toBe(is);
  });
});
