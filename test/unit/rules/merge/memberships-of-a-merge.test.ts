import { describe, expect, it } from 'vitest';
import { anniversary, type Membership } from '../../../../shared/domain/memberships/membership.ts';
import { lastDayInForce } from '../../../../shared/domain/memberships/status.ts';
import {
  type ConsolidationOutcome,
  decideConsolidation,
  withConsolidation,
} from '../../../../shared/domain/merge/consolidation.ts';
import { decideMembershipEnd } from '../../../../shared/domain/merge/membership-end.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { config, date, dates, facts, LAP, membership, on, partner } from '../support.ts';
import { competency, pack } from './merge-facts.ts';

const own = (merged: Membership) => ({ membership: merged, isOwn: true });
const other = (merged: Membership) => ({ membership: merged, isOwn: false });
const byStage = (a: { stage: number | null }, b: { stage: number | null }) => (a.stage ?? 0) - (b.stage ?? 0);

const planned = (day: string, ...members: { membership: Membership; isOwn: boolean }[]) =>
  Object.fromEntries(decideConsolidation(members, date(day)));

describe('R-MRG-2: two Action Packs in a merge', () => {
  const june = pack('A-1', '2021-06-01');
  const october = pack('A-2', '2021-10-01');

  it('keep the later anniversary, October rather than June; the other pack ends when its own renewal would begin', () => {
    expect(planned('2021-03-01', own(june), other(october))).toEqual({
      'A-2': { consolidation: null, covers: [] },
      'A-1': { consolidation: { into: 'A-2', on: '2021-06-02', anniversary: '2021-10-01' }, covers: [] },
    });
  });

  it.each([
    ['on the anniversary', '2021-06-01', '2021-06-02'],
    ['on the first day of the window', '2021-06-02', '2021-06-02'],
    ['in the middle of the window', '2021-06-15', '2021-06-15'],
    ['on the last day of the window', '2021-07-01', '2021-07-01'],
  ])('are consolidated when merged %s', (_, day, ends) => {
    expect(planned(day, own(june), other(october))['A-1']?.consolidation?.on).toBe(ends);
  });

  it('are consolidated the same when a merge that was stopped goes on', () => {
    const [one, two] = [own(june), other(october)];
    const written = Object.entries(planned('2021-06-15', one, two)).map(([id, to]) => {
      const { membership: leading, isOwn } = id === 'A-1' ? one : two;
      return { membership: { ...leading, ...to }, isOwn };
    });
    expect(planned('2021-06-15', ...written)).toEqual(planned('2021-06-15', one, two));
  });

  it('have one renewal left if they are merged after the window', () => {
    expect(planned('2021-07-02', own(june), other(october))).toEqual({});
  });

  it('keep the pack of the partner that stays if both have the same anniversary', () => {
    const plan = planned('2021-03-01', own(pack('B', '2021-06-01')), other(pack('A', '2021-06-01')));
    expect(plan).toMatchObject({ B: { consolidation: null }, A: { consolidation: { into: 'B' } } });
  });

  it('keep 2024-02-29 rather than 2024-02-28', () => {
    const leap = membership({ membershipId: 'L', purchasedOn: date('2020-02-29'), cycle: 4 });
    const before = membership({ membershipId: 'B', purchasedOn: date('2020-02-28'), cycle: 4 });
    expect(anniversary(leap)).toBe('2024-02-29');
    expect(planned('2024-01-01', own(before), other(leap))).toMatchObject({
      B: { consolidation: { into: 'L', on: '2024-02-29', anniversary: '2024-02-29' } },
    });
  });

  it('are not consolidated with a Learning Action Pack, and move if expired or superseded', () => {
    const lap = pack('L', '2021-10-01', { terms: LAP });
    const expired = pack('E', '2021-01-01', { status: { name: 'expired', expiredOn: date('2021-02-01') } });
    expect(planned('2021-03-01', own(june), other(lap), other(expired))).toEqual({});
  });
});

describe('R-MRG-2: competencies in a merge', () => {
  const data = pack('C-1', '2020-10-01', { terms: competency('Data Analytics') });
  const devOps = pack('C-2', '2020-12-01', { terms: competency('DevOps', 'gold') });

  it('have one renewal, on 2020-12-01, for 2020-10-01 and 2020-12-01', () => {
    expect(planned('2020-08-01', own(data), other(devOps))).toEqual({
      'C-2': { consolidation: null, covers: [competency('Data Analytics')] },
      'C-1': { consolidation: { into: 'C-2', on: '2020-10-02', anniversary: '2020-12-01' }, covers: [] },
    });
  });

  it('have the same competency covered once, at the highest level', () => {
    const gold = pack('C-3', '2020-11-01', { terms: competency('Data Analytics', 'gold') });
    const { 'C-2': leader } = planned('2020-08-01', own(data), other(devOps), other(gold));
    expect(leader?.covers).toEqual([competency('Data Analytics', 'gold')]);
  });

  it('stay covered in a second merge, and those that wait for their own day wait for the same day', () => {
    const first = planned('2020-08-01', own(data), other(devOps));
    const [one, two] = [data, devOps].map((before) => ({
      ...before,
      ...(first[before.membershipId] as ConsolidationOutcome),
    }));
    const later = pack('C-3', '2021-02-01', { terms: competency('Security') });
    const second = planned('2020-09-01', own(one as Membership), own(two as Membership), other(later));
    expect(second).toMatchObject({
      'C-3': { consolidation: null, covers: [competency('Data Analytics'), competency('DevOps', 'gold')] },
      'C-2': { consolidation: { into: 'C-3', on: '2020-12-02', anniversary: '2021-02-01' }, covers: [] },
      'C-1': { consolidation: { into: 'C-3', on: '2020-10-02' } },
    });
  });

  it('do not include advanced specializations, which are renewed each by itself', () => {
    const terms: Terms = { offer: 'advanced-specialization', competency: 'AI', level: null, learningOption: false };
    const two = [own(pack('S-1', '2021-06-01', { terms })), other(pack('S-2', '2021-07-01', { terms }))];
    expect(decideConsolidation(two, date('2021-03-01')).size).toBe(0);
  });
});

describe('R-MRG-2: a membership that is renewed with another', () => {
  const june = pack('A-1', '2021-06-01');
  const to: ConsolidationOutcome = {
    consolidation: { into: 'A-2', on: date('2021-06-02'), anniversary: date('2021-10-01') },
    covers: [],
  };
  const recipients = [{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' } as const];
  const waiting = withConsolidation(june, to, { recipients, config: config() }, on('2021-03-01'));

  it('has every open stage of its renewal skipped, with the reason', () => {
    expect(
      Object.values(waiting.notices)
        .toSorted(byStage)
        .map(({ stage, rule, notices }) => [stage, rule, notices[0]?.state]),
    ).toEqual(config().noticeStages.map((stage) => [stage, 'R-MRG-2', { status: 'skipped', reason: 'consolidated' }]));
    expect(dueDates(waiting, config())).toEqual({ notices: null, expiry: '2021-06-02' });
  });

  it('has no current reminder any more', () => {
    expect(isCurrent(facts({ membership: june }), '-30', date('2021-05-10'))).toBe(true);
    expect(isCurrent(facts({ membership: waiting }), '-30', date('2021-05-10'))).toBe(false);
  });

  it.each([
    ['2021-06-01', 'active'],
    ['2021-06-02', 'superseded'],
    ['2021-07-02', 'superseded'],
  ])('is, on %s, %s, without an expiry notice', (day, status) => {
    const { membership: end, decisions } = decideMembershipEnd(facts({ membership: waiting }), on(day));
    expect(end.status.name).toBe(status);
    expect(end.notices).toMatchObject(waiting.notices);
    expect(end.notices).not.toHaveProperty('31');
    expect(decisions.map(({ rule, what }) => [rule, what])).toEqual(
      status === 'active' ? [] : [['R-MRG-2', 'superseded']],
    );
    if (status === 'superseded') expect(end.status).toMatchObject({ name: 'superseded', on: '2021-06-02', by: 'A-2' });
  });

  it('has ended by what goes on in its place, or by what was to: its mail says which', () => {
    const leader = pack('A-2', '2021-10-01');
    const ended = (others: Membership[]) =>
      decideMembershipEnd(facts({ membership: waiting, ending: { others, listing: null } }), on('2021-06-02'));
    const goesOn = 'A-2 goes on in its place, to be renewed on 2021-10-01';
    const { membership: end, decisions } = ended([leader]);
    expect(decisions).toEqual([
      {
        ...{ what: 'superseded', partnerId: 'P-1', membershipId: 'A-1', cycle: 1, stage: null, rule: 'R-MRG-2' },
        reason: goesOn,
        inputs: { into: 'A-2', on: '2021-06-02', anniversary: '2021-10-01', ownAnniversary: '2021-06-01' },
      },
    ]);
    expect(end.notices['ended-2021-06-02']).toMatchObject({ rule: 'R-LIC-6', reason: goesOn });
    expect(ended([]).decisions[0]?.reason).toBe('renewed together with A-2, which is not in force any more');
  });

  it('is the same before that day, and once it has ended', () => {
    expect(decideMembershipEnd(facts({ membership: waiting }), on('2021-06-01'))).toEqual({
      ...{ membership: waiting, decisions: [] },
    });
    const { membership: end } = decideMembershipEnd(facts({ membership: waiting }), on('2021-06-02'));
    expect(decideMembershipEnd(facts({ membership: end }), on('2021-06-03'))).toEqual({
      membership: end,
      decisions: [],
    });
  });

  it('stays in force through the day before', () => expect(lastDayInForce(waiting)).toBe('2021-06-01'));

  it('refuses a payment, and names what is renewed, and when', () => {
    const payment = { paidOn: date('2021-06-02'), reference: 'wire', commandId: 'C' };
    const reviewed = partner({ profileReviews: dates('2021-06-01') });
    const paid = decidePayment(facts({ membership: waiting, partner: reviewed }), payment, on('2021-06-02'));
    expect(paid).toMatchObject({
      outcome: 'refused',
      refusal: {
        rule: 'R-MRG-2',
        reason: 'renewed together with A-2, on the anniversary 2021-10-01: its fee is the only one',
      },
    });
  });
});
