import { describe, expect, it } from 'vitest';
import type { Membership, Reversal } from '../../../../../shared/domain/memberships/membership.ts';
import type { StageRecord } from '../../../../../shared/domain/notices/notice-state.ts';
import {
  paymentReversedContent,
  reversalAlert,
} from '../../../../../shared/domain/renewal/corrections/reversal-notices.ts';
import { ACTION_PACK, date, facts as factsOf, membership, partner } from '../../support.ts';

const payment = {
  ...{ cycle: 7, kind: 'renewed', paidOn: date('2027-09-05'), recordedOn: date('2027-09-05'), reference: 'wire' },
  ...{ commandId: 'C-1', ended: [], stamp: null },
};
const reversal = (paid: Reversal['paid']) =>
  ({
    ...{ cause: 'chargeback', ticket: 'T-1', on: date('2027-09-10'), commandId: 'C-2', stamp: null },
    paid,
    payment,
  }) as Reversal;
const RECORD: StageRecord = {
  ...{ stage: null, period: '7', decidedOn: date('2027-09-10'), runId: 'r', at: null, rule: 'R-REN-9', reason: '' },
  inputs: { reference: 'wire', paidOn: '2027-09-05', cause: 'chargeback', ticket: 'T-1', number: 1 },
  notices: [],
};
/** AD 2027-09-01, window through 2027-10-01. */
const contentOf = (fields: Partial<Membership>, asOf = '2027-09-10', paid: Reversal['paid'] = 'renewal') =>
  paymentReversedContent(
    factsOf({ membership: membership({ reversals: [reversal(paid)], ...fields }), partner: partner() }),
    RECORD,
    date(asOf),
  );

describe('R-REN-9: the mail about a reversed payment', () => {
  it("says until when it can be paid again, and brings the calendar's entry of that day", () => {
    expect(contentOf({})).toEqual({
      ...{ kind: 'payment-reversed', partnerId: 'P-1', partnerName: 'Contoso', membershipId: 'M1', terms: ACTION_PACK },
      ...{ cycle: 7, together: [], paid: 'renewal', cause: 'chargeback', paidOn: '2027-09-05' },
      now: { code: 'payable', through: '2027-10-01' },
      renewal: {
        ...{ together: [], windowOpens: '2027-09-02', windowCloses: '2027-10-01', daysLeft: 21, daysUntilOpen: -8 },
        missing: [{ code: 'fee' }, { code: 'profile-review', lastReviewedOn: null, maxAgeDays: 90 }],
        extension: null,
      },
      calendarEntry: {
        ...{ of: { partnerId: 'P-1', membershipId: 'M1' }, cycle: 7, closes: '2027-10-01', isCancelled: false },
      },
    });
  });

  it.each<[string, Partial<Membership>, string, object]>([
    ['the last day of the window', {}, '2027-10-01', { code: 'payable', through: '2027-10-01' }],
    ['the day after it', {}, '2027-10-02', { code: 'over', through: '2027-10-01' }],
    [
      'an expired membership',
      { status: { name: 'expired', expiredOn: date('2027-10-02') } },
      '2027-10-03',
      { code: 'expired', on: '2027-10-02' },
    ],
    [
      'a superseded one',
      { status: { name: 'superseded', on: date('2027-09-20'), by: 'G1', stamp: null } },
      '2027-09-21',
      { code: 'superseded', on: '2027-09-20', by: 'G1' },
    ],
    [
      'an order on its thirtieth day',
      { status: { name: 'ordered', createdOn: date('2027-09-01') } },
      '2027-10-01',
      { code: 'payable', through: '2027-10-01' },
    ],
    [
      'a lapsed order',
      {
        status: { name: 'lapsed', createdOn: date('2027-09-01'), on: date('2027-10-02') },
      },
      '2027-10-02',
      { code: 'over', through: '2027-10-01' },
    ],
  ])('says what holds for %s', (_, fields, asOf, now) => expect(contentOf(fields, asOf).now).toEqual(now));

  it('says of no other state what a renewal lacks: none can be paid', () => {
    expect(contentOf({}, '2027-10-02').renewal).toBeNull();
    expect(contentOf({}, '2027-09-10', 'order').renewal).toBeNull();
  });

  it('brings no entry of an order, nor of a window that is over', () => {
    expect(Object.keys(contentOf({}, '2027-10-02'))).not.toContain('calendarEntry');
    expect(Object.keys(contentOf({}, '2027-09-10', 'order'))).not.toContain('calendarEntry');
  });

  it('tells the operators the same of the payment', () => {
    expect(reversalAlert(RECORD)).toEqual({
      ...{ code: 'payment-reversed', reference: 'wire', paidOn: '2027-09-05', cause: 'chargeback', ticket: 'T-1' },
      isNobodyTold: false,
    });
  });
});
