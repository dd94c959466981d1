import { describe, expect, it } from 'vitest';
import { NO_HISTORY, withChange } from '../../../../../shared/domain/core/history.ts';
import type { Membership, Standing } from '../../../../../shared/domain/memberships/membership.ts';
import type { Partner } from '../../../../../shared/domain/partners/partner.ts';
import { dueDates } from '../../../../../shared/domain/renewal/due-dates.ts';
import {
  decideDeliveryLoss,
  deliveryLossTeller,
  deliveryLostContent,
  isStillLost,
} from '../../../../../shared/domain/renewal/ending/delivery-loss.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { ACTION_PACK, config, date, facts, LAP, membership, on, partner, SILVER_LEARNING } from '../../support.ts';

const LOST_ON = date('2027-03-01');
/** A LAP of AD 2027-09-01, of a partner with an account profile; its last trainer goes on 2027-03-01. */
const lap = (fields: Partial<Membership> = {}) => membership({ terms: LAP, ...fields });
const withTrainer = partner({ mctCount: 1, accountProfileOn: date('2026-01-01') });
const without = (day = '2027-03-01'): Partner => ({
  ...withTrainer,
  mctCount: 0,
  history: withChange(NO_HISTORY, {
    ...{
      on: date(day),
      stamp: null,
      what: 'mct-count',
      rule: 'R-MEM-10',
      reason: 'r',
      inputs: { mctCount: { before: 1, after: 0 } },
    },
  }),
});
const tellerOf = (memberships: Membership[], before: Partner = withTrainer) =>
  deliveryLossTeller(before, memberships, LOST_ON)?.membershipId;

describe('R-MEM-10: the membership that tells that the last trainer goes', () => {
  const [a, b] = [lap({ membershipId: 'A' }), lap({ membershipId: 'B' })];
  const pack = membership({ membershipId: '0', terms: ACTION_PACK });

  it('is the first, by id, of those that bring the offers', () => {
    expect(tellerOf([a, b])).toBe('A');
    expect(tellerOf([pack, b, a])).toBe('A');
    const ended = { ...a, status: { name: 'expired', expiredOn: date('2027-01-02') } } as Membership;
    expect(tellerOf([ended, b])).toBe('B');
    expect(tellerOf([{ ...pack, membershipId: 'C', covers: [SILVER_LEARNING] }])).toBe('C');
  });

  it('is none if nothing is lost, or if one of them tells of that day already', () => {
    expect(tellerOf([a], { ...withTrainer, mctCount: 0 })).toBeUndefined();
    expect(tellerOf([a], partner({ mctCount: 1 }))).toBeUndefined();
    expect(tellerOf([pack])).toBeUndefined();
    expect(tellerOf([a, { ...b, untoldDeliveryLoss: LOST_ON }])).toBeUndefined();
    expect(tellerOf([a, { ...b, untoldDeliveryLoss: date('2027-02-01') }])).toBe('A');
    expect(tellerOf([a, { ...b, notices: { 'delivery-lost-2027-03-01': {} as never } }])).toBeUndefined();
    expect(tellerOf([a, { ...b, notices: { 'delivery-lost-2027-02-01': {} as never } }])).toBe('A');
  });
});

describe('R-MEM-10: the mail that courseware may not be delivered any more', () => {
  const marked = lap({ untoldDeliveryLoss: LOST_ON, evaluateOn: null });
  const decide = (given: Membership, day = '2027-03-01', fields: Partial<RenewalFacts> = {}) =>
    decideDeliveryLoss(facts({ membership: given, partner: without(), ...fields }), on(day));
  /** Nobody requires a trainer, so that no renewal is at risk. */
  const waived = config({
    extensions: [
      {
        ...{ id: 'E', offers: ['learning-action-pack', 'competency'] },
        ...{ anniversaryFrom: '2027-01-01', anniversaryTo: '2027-12-31' },
      },
    ],
  });

  it('is claimed once, with since when', () => {
    const { membership: told, decisions } = decide(marked, '2027-03-01', { config: waived });
    expect(told.untoldDeliveryLoss).toBeUndefined();
    const why = {
      rule: 'R-MEM-10',
      reason: 'there is no trainer (MCT) since 2027-03-01: courseware may not be delivered to others',
      inputs: { anniversary: '2027-09-01', since: '2027-03-01' },
    };
    expect(told.notices['delivery-lost-2027-03-01']).toMatchObject({
      ...why,
      notices: [{ kind: 'delivery-lost', to: 'kim@contoso.example', state: { status: 'claimed' } }],
    });
    expect(decisions).toEqual([
      { what: 'delivery-lost', partnerId: 'P-1', membershipId: 'M1', cycle: 7, stage: null, ...why },
    ]);
    expect(decide(told, '2027-03-02', { config: waived })).toEqual({ membership: told, decisions: [] });
    expect(deliveryLostContent({ membership: told, partner: without() }, { since: LOST_ON })).toEqual({
      ...{ kind: 'delivery-lost', partnerId: 'P-1', partnerName: 'Contoso', membershipId: 'M1', terms: LAP, cycle: 7 },
      since: '2027-03-01',
    });
  });

  it('is due on the day of the loss, and not before', () => {
    expect(dueDates(marked, config()).notices).toBe('2027-03-01');
    expect(decide(marked, '2027-02-28', { config: waived })).toEqual({ membership: marked, decisions: [] });
  });

  it('is not sent where there is a trainer again, or the offers are gone, too', () => {
    const { untoldDeliveryLoss: _, ...unmarked } = marked;
    for (const given of [withTrainer, partner({ mctCount: 0 })])
      expect(decide(marked, '2027-03-02', { partner: given, config: waived })).toEqual({
        membership: unmarked,
        decisions: [],
      });
    const ended = { ...marked, status: { name: 'expired', expiredOn: date('2027-01-02') } } as Membership;
    expect(decide(ended, '2027-03-02', { config: waived }).decisions).toEqual([]);
    expect(
      decide(ended, '2027-03-02', { config: waived, others: [lap({ membershipId: 'B' })] }).decisions,
    ).toHaveLength(1);
  });

  it('is not sent of a loss after which there was a trainer, if the last one has gone again by the next run', () => {
    const { untoldDeliveryLoss: _, ...unmarked } = marked;
    const again = { config: waived, partner: without('2027-03-20') };
    expect(decide(marked, '2027-03-25', again)).toEqual({ membership: unmarked, decisions: [] });
    const other = { ...marked, untoldDeliveryLoss: date('2027-03-20') };
    expect(decide(other, '2027-03-25', again).decisions).toMatchObject([{ inputs: { since: '2027-03-20' } }]);
  });

  it('is not sent where a notice that a renewal is at risk tells it, of this membership or another', () => {
    const standing: Standing = { state: 'met', since: date('2027-01-01'), shortfalls: [], awaitsKpi: false };
    expect(decide({ ...marked, evaluateOn: LOST_ON, standing }).decisions).toEqual([]);
    const atRisk = (decidedOn: string) => ({ 'at-risk-2027-03-01': { decidedOn: date(decidedOn) } as never });
    const told = (given: Membership, others: Membership[] = []) =>
      decide(given, '2027-03-02', { config: waived, others }).decisions.length === 0;
    expect([told(marked), told({ ...marked, notices: { 30: { decidedOn: date('2027-03-02') } as never } })]).toEqual([
      false,
      false,
    ]);
    expect(told({ ...marked, notices: atRisk('2027-03-01') })).toBe(true);
    expect(told(marked, [lap({ membershipId: 'B', notices: atRisk('2027-03-01') })])).toBe(true);
    expect(told({ ...marked, notices: atRisk('2027-02-28') })).toBe(false);
  });
});

describe('R-NOT-9: the loss that was told of the last trainer', () => {
  it('is so as long as there has been none since that day', () => {
    expect(isStillLost(without(), 'delivery-lost-2027-03-01')).toBe(true);
    expect(isStillLost(without(), 'delivery-lost-2027-02-01')).toBe(false);
    expect(isStillLost(withTrainer, 'delivery-lost-2027-03-01')).toBe(false);
    expect(isStillLost(partner({ mctCount: 0 }), 'delivery-lost-2027-02-01')).toBe(true);
  });
});
