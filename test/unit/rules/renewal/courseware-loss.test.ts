/** What is lost of courseware is told with what takes it away (R-MEM-10). */
import { describe, expect, it } from 'vitest';
import { NO_HISTORY, withChange } from '../../../../shared/domain/core/history.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Partner } from '../../../../shared/domain/partners/partner.ts';
import { deliveryLostOn } from '../../../../shared/domain/renewal/ending/courseware-loss.ts';
import { renewedContent } from '../../../../shared/domain/renewal/payment/confirmation.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { config, date, dates, facts, LAP, membership, on, partner, SILVER_LEARNING } from '../support.ts';

const DEVOPS = { offer: 'competency', competency: 'DevOps', level: 'silver', learningOption: false } as const;
const DATA = { ...SILVER_LEARNING, competency: 'Data' };
const ASKS_FOR_4_TRAINERS = config({
  programYears: [
    {
      from: '2027-07-01',
      to: '2028-06-30',
      requirements: [
        { competency: 'DevOps', level: 'silver', learningOption: false, paths: [] },
        { competency: 'Data', level: 'silver', learningOption: true, mct: 4, paths: [] },
      ],
    },
  ],
});
const PROFILED = partner({ profileReviews: dates('2027-08-20'), mctCount: 3, accountProfileOn: date('2021-01-10') });

/** Silver DevOps that covers the Learning option of Data: AD 2027-09-01, paid on 2027-09-20. */
function confirmation(fields: { partner?: Partner; others?: Membership[] }) {
  const joint = membership({ terms: DEVOPS, covers: [DATA] });
  const payment = {
    paidOn: date('2027-09-20'),
    reference: 'wire',
    commandId: 'C-1',
    acceptFallback: 'attained',
  } as const;
  const given = { membership: joint, partner: PROFILED, config: ASKS_FOR_4_TRAINERS, others: [], ...fields };
  const paid = decidePayment({ ...facts(given), others: given.others }, payment, on('2027-09-21'));
  if (paid.outcome !== 'renewed') throw new Error(paid.refusal.reason);
  return renewedContent(paid.membership, given.partner, paid.membership.notices.confirmation!);
}

describe('R-MEM-10: the confirmation of a renewal that drops the Learning option', () => {
  it('says that the offers of the Courseware Marketplace end', () => {
    expect(confirmation({})).toMatchObject({ ended: [DATA], losses: [{ code: 'courseware' }] });
  });

  it('says nothing of them while another Learning membership is in force, or where they never were', () => {
    const lap = membership({ membershipId: 'M2', terms: LAP, purchasedOn: date('2027-02-01'), cycle: 1 });
    expect(confirmation({ others: [lap] }).losses).toEqual([]);
    const { accountProfileOn: _, ...unprofiled } = PROFILED;
    expect(confirmation({ partner: unprofiled }).losses).toEqual([]);
  });
});

describe('R-MEM-10: delivery to others is lost with the last trainer', () => {
  const change = (day: string, before: number, after: number) => ({
    ...{ on: date(day), stamp: null, what: 'partner-changed', rule: 'none', reason: '' },
    inputs: { mctCount: { before, after } },
  });
  const without = (day: string, fields: Partial<Partner> = {}) =>
    partner({ ...PROFILED, mctCount: 0, history: withChange(NO_HISTORY, change(day, 3, 0)), ...fields });
  const lostOn = (given: Partner, terms: Membership['terms'] = LAP) =>
    deliveryLostOn(facts({ membership: membership({ terms }), partner: given }), date('2027-03-20'));

  it('is told of that day on', () => {
    expect(lostOn(without('2027-03-10'))).toBe('2027-03-10');
  });

  it.each<[string, Partner, Membership['terms']]>([
    ['a trainer is left', PROFILED, LAP],
    [
      'a first trainer came after the offers began',
      partner({ ...PROFILED, history: withChange(NO_HISTORY, change('2027-03-10', 0, 3)) }),
      LAP,
    ],
    ['there was none when the offers began', without('2020-12-01'), LAP],
    ['nothing is known of one', partner({ ...PROFILED, mctCount: 0 }), LAP],
    ['no account profile is set up', without('2027-03-10', { accountProfileOn: undefined }), LAP],
    ['the membership brings no offers', without('2027-03-10'), DEVOPS],
  ])('not where %s', (_, given, terms) => {
    expect(lostOn(given, terms)).toBeNull();
  });
});
