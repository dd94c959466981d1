import { describe, expect, it } from 'vitest';
import { needsKey } from '../../../../shared/domain/benefits/activated-products.ts';
import type { Benefit, Benefits } from '../../../../shared/domain/benefits/benefit.ts';
import { benefitStatuses } from '../../../../shared/domain/benefits/benefit-status.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { config, date, membership } from '../support.ts';

const granted = { membershipId: 'M1', issuedOn: date('2027-01-05'), recordedOn: date('2027-01-05'), commandId: null };
const token = (fields: object = {}): Benefit => ({
  ...{ ...granted, kind: 'token', tokenId: 'T-1', product: 'Azure', seats: 25 },
  ...{ activation: null, replaces: null, replacedBy: null, ...fields },
});
const key = (fields: object = {}): Benefit => ({
  ...{ ...granted, kind: 'mak', tokenId: 'K-1', product: 'Windows Server 2022', activations: 10, used: [], ...fields },
});
const subscription = (...assignments: [to: string, on: string][]): Benefit => ({
  ...{ ...granted, kind: 'visual-studio', tokenId: 'S-1', edition: 'professional' },
  assignments: assignments.map(([to, on]) => ({ to, on: date(on), commandId: null, activation: null })),
});

/** M1 of AD 2027-09-01 is in force through 2027-10-01, the last day of its window. */
const statusOf = (benefit: Benefit, day = '2027-03-01', memberships: Membership[] = [membership()]) => {
  const benefits: Benefits = { partnerId: 'P-1', entries: [benefit] };
  return benefitStatuses(benefits, memberships, date(day), config())[0];
};

describe('R-LIC-8: the rest of a benefit', () => {
  it('is every seat of a token, or none once it is activated: it is used whole (R-LIC-2)', () => {
    expect(statusOf(token())).toMatchObject({ seats: 25, seatsLeft: 25, usedFor: [] });
    const activation = { on: date('2027-02-01'), tenant: 'contoso.example', commandId: null };
    const used = { seatsLeft: 0, usedFor: [{ on: '2027-02-01', tenant: 'contoso.example' }] };
    expect(statusOf(token({ activation }))).toMatchObject(used);
  });

  it('is nothing of a token that another replaces (R-LIC-3)', () => {
    expect(statusOf(token({ replacedBy: 'T-2' }))).toMatchObject({
      state: 'replaced',
      seatsLeft: 0,
      replacedBy: 'T-2',
    });
  });

  it('a token that another replaces has ended on the day of its replacement, and not with its membership', () => {
    const replaced = token({ replacedBy: 'T-2' });
    const replacement = token({ tokenId: 'T-2', replaces: 'T-1', issuedOn: date('2027-02-01') });
    const benefits: Benefits = { partnerId: 'P-1', entries: [replaced, replacement] };
    expect(
      benefitStatuses(benefits, [membership()], date('2027-03-01'), config()).map(({ tokenId, endsOn }) => [
        tokenId,
        endsOn,
      ]),
    ).toEqual([
      ['T-1', '2027-02-01'],
      ['T-2', '2027-10-02'],
    ]);
  });

  it('is what was not used of a key (R-LIC-4)', () => {
    const used = [
      { on: date('2027-02-01'), count: 3, commandId: null },
      { on: date('2027-02-05'), count: 1, commandId: null },
    ];
    expect(statusOf(key({ used }))).toMatchObject({
      activations: 10,
      activationsLeft: 6,
      usedFor: [
        { on: '2027-02-01', count: 3 },
        { on: '2027-02-05', count: 1 },
      ],
    });
  });

  it.each([
    ['2027-03-31', 0],
    ['2027-04-01', 1],
  ])('is, on %s, %i more assignment of a subscription that was assigned on 2027-01-01 (R-LIC-5)', (day, left) => {
    expect(statusOf(subscription(['ann@x.example', '2027-01-01']), day)).toMatchObject({
      assignmentsLeft: left,
      assignableFrom: '2027-04-01',
      usedFor: [{ on: '2027-01-01', to: 'ann@x.example', activatedOn: null }],
    });
  });

  it.each<[string, string, Partial<Membership>, string, string]>([
    ['in its window', '2027-10-01', {}, 'in-force', '2027-10-02'],
    ['after it', '2027-10-02', {}, 'ended', '2027-10-02'],
    ['expired', '2027-11-01', { status: { name: 'expired', expiredOn: date('2027-10-02') } }, 'ended', '2027-10-02'],
    [
      'superseded',
      '2027-06-01',
      { status: { name: 'superseded', on: date('2027-05-20'), by: 'G1', stamp: null } },
      'ended',
      '2027-05-20',
    ],
    [
      'to be replaced by another',
      '2027-06-01',
      { consolidation: { into: 'M2', on: date('2027-09-02'), anniversary: date('2027-12-01') } },
      'in-force',
      '2027-09-02',
    ],
  ])('ends with its membership: %s', (_, day, fields, state, endsOn) => {
    const status = statusOf(key(), day, [membership(fields)]);
    expect(status).toMatchObject({ state, endsOn, activationsLeft: state === 'ended' ? 0 : 10 });
  });

  it('is nothing without its membership', () => {
    expect(statusOf(subscription(), '2027-03-01', [])).toMatchObject({
      state: 'ended',
      endsOn: null,
      assignmentsLeft: 0,
    });
  });
});

describe('R-LIC-7: a product key and an activation', () => {
  it.each([
    ['Windows Server 2022 Standard', true],
    ['Microsoft Windows 11 Enterprise', true],
    ['OFFICE  Professional Plus 2021', true],
    ['Office', true],
    ['Officeworks', false],
    ['Azure', false],
    ['Microsoft 365 E3', false],
  ])('are taken, as documented, by %s: %s', (product, taken) => expect(needsKey(product, config())).toBe(taken));

  it('are taken by what the configuration names, and by nothing else', () => {
    const own = config({ activatedProducts: ['Project'] });
    expect(['Project Professional', 'Windows Server'].map((product) => needsKey(product, own))).toEqual([true, false]);
  });
});
