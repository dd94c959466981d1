import { describe, expect, it } from 'vitest';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import type { Membership, Reversal } from '../../../../shared/domain/memberships/membership.ts';
import { currentEndedKey, timesReopened } from '../../../../shared/domain/memberships/membership.ts';
import { presentName, withReferences } from '../../../../shared/domain/memberships/names.ts';
import { noticeSubject } from '../../../../shared/domain/memberships/notice-subject.ts';
import { decideLapse, newOrder } from '../../../../shared/domain/memberships/order.ts';
import { placeTaker } from '../../../../shared/domain/memberships/place-taker.ts';
import { isRenaming, renamed } from '../../../../shared/domain/memberships/rename.ts';
import { reversedRefusal } from '../../../../shared/domain/memberships/reversed-payment.ts';
import { isBought, notRenewableReason, statusOn } from '../../../../shared/domain/memberships/status.ts';
import { ACTION_PACK, date, membership, on } from '../support.ts';

const STAMP = { at: '2027-03-01T08:00:00Z', runId: 'run-2027-03-01' };

const moved = { name: 'moved', to: 'P-9', as: 'M1.P-1', on: date('2027-02-01'), stamp: null } as const;
const superseded = (by: string) => ({ name: 'superseded', on: date('2027-02-01'), by, stamp: null }) as const;

describe('R-MEM-9: a renamed membership', () => {
  const before = membership({
    standing: { state: 'met', since: date('2027-01-01'), shortfalls: [], awaitsKpi: false },
    override: {
      ...{ ticket: 'T-1', until: date('2027-12-01'), grantedBy: 'Lee', reason: 'strike' },
      ...{ grantedOn: date('2027-11-01'), stamp: null },
    },
    evaluateOn: date('2027-03-02'),
    untoldDeliveryLoss: date('2027-02-28'),
    notices: { '-30': { notices: [] } as never },
    formerIds: [
      { partnerId: 'P-1', membershipId: 'M0' },
      { partnerId: 'P-7', membershipId: 'A-1' },
    ],
  });
  const stub = renamed(before, 'A-1', 'T-9', on('2027-03-01'));

  it('takes everything with it; its old id leads to it, and is due for nothing', () => {
    expect(stub).toMatchObject({
      membershipId: 'M1',
      status: { name: 'moved', to: 'P-1', as: 'A-1', on: '2027-03-01', stamp: STAMP },
      ...{ override: null, standing: null, evaluateOn: null, notices: {}, history: NO_HISTORY },
    });
    expect(stub.untoldDeliveryLoss).toBeUndefined();
    expect(presentName(stub)).toEqual({ partnerId: 'P-1', membershipId: 'A-1' });
    const { override, standing, evaluateOn, untoldDeliveryLoss, notices } = before;
    expect(stub.successor).toMatchObject({ override, standing, evaluateOn, untoldDeliveryLoss, notices });
    expect(stub.successor).toMatchObject({ membershipId: 'A-1', status: { name: 'active' } });
  });

  it('says before and after, with the ticket', () => {
    expect(stub.successor?.history.changes).toEqual([
      {
        ...{ on: '2027-03-01', stamp: STAMP, what: 'renamed', rule: 'R-MEM-9' },
        reason: 'M1 is A-1 from then on; the old id goes on working',
        inputs: { before: 'M1', after: 'A-1', ticket: 'T-9' },
      },
    ]);
  });

  it('keeps its former names, each once, those at other partners too', () => {
    const names = [
      { partnerId: 'P-1', membershipId: 'M0' },
      { partnerId: 'P-7', membershipId: 'A-1' },
      { partnerId: 'P-1', membershipId: 'M1' },
    ];
    expect(stub.successor?.formerIds).toEqual(names);
    const back = renamed(stub.successor as Membership, 'M0', 'T-10', on('2027-03-02')).successor;
    expect(back?.formerIds).toEqual([...names.slice(1), { partnerId: 'P-1', membershipId: 'A-1' }]);
    const again = renamed(
      { ...before, formerIds: [{ partnerId: 'P-1', membershipId: 'M1' }] },
      'B',
      '',
      on('2027-03-01'),
    );
    expect(again.successor?.formerIds).toEqual([{ partnerId: 'P-1', membershipId: 'M1' }]);
  });

  it('is under way until it has an item of its own', () => {
    expect(isRenaming(stub)).toBe(true);
    expect(isRenaming({ ...stub, successor: null })).toBe(false);
    expect(isRenaming({ ...before, successor: membership() })).toBe(false);
  });

  it('is what refers to it then; what refers to nothing goes on so', () => {
    const idOf = (id: string) => `${id}+`;
    expect(withReferences(membership(), idOf)).toStrictEqual(membership());
    const upgrade = { kind: 'upgrade', commandId: 'c', from: 'S', reference: 'r', discountPercent: 25 } as const;
    const consolidation = { into: 'L', on: date('2027-02-01'), anniversary: date('2027-06-01') };
    expect(withReferences(membership({ origin: upgrade, status: superseded('G'), consolidation }), idOf)).toMatchObject(
      {
        ...{ origin: { from: 'S+' }, status: { by: 'G+' }, consolidation: { into: 'L+' } },
      },
    );
  });
});

describe('R-MEM-9: the notices of a corrected membership', () => {
  it.each([
    ['2020-09-01', null, undefined],
    ['2020-09-01', '2020-09-01', undefined],
    ['2020-10-01', '2020-09-01', '2020-10-01'],
  ])('bought on %s, first recorded as %s, are of the edition %s', (bought, first, edition) => {
    const corrected = membership({ purchasedOn: date(bought), firstPurchasedOn: first === null ? null : date(first) });
    const subject = { partnerId: 'P-1', subject: 'M1', period: '7' };
    expect(noticeSubject(corrected)).toStrictEqual(edition === undefined ? subject : { ...subject, edition });
  });
});

describe('R-REN-9: payments that were reversed', () => {
  const reversal = (cycle: number, cause: Reversal['cause'] = 'refund') =>
    ({
      ...{ cause, ticket: 'T-3', on: date('2027-10-01'), commandId: 'R', stamp: null, paid: 'renewal' },
      payment: { cycle, reference: `wire-${cycle}`, commandId: `C-${cycle}` },
    }) as Reversal;
  const order = { ...reversal(6), paid: 'order' } as Reversal;

  it('open a cycle as often as a payment of that cycle was reversed', () => {
    const reversals = [reversal(6), reversal(7), reversal(6), order];
    expect([5, 6, 7].map((cycle) => timesReopened({ reversals }, cycle))).toEqual([0, 2, 1]);
  });

  it('are not paid again by the same money', () => {
    expect(reversedRefusal({ reversals: [reversal(6)] }, { reference: 'wire-6', commandId: 'other' })).toEqual({
      rule: 'R-REN-9',
      reason:
        'the payment wire-6 was reversed on 2027-10-01 (refund, ticket T-3): another payment has another reference',
      inputs: { reference: 'wire-6', reversedOn: '2027-10-01', cause: 'refund', ticket: 'T-3' },
    });
    expect(
      reversedRefusal({ reversals: [reversal(6, 'error')] }, { reference: 'wire-6', commandId: 'other' }),
    ).toBeNull();
  });
});

describe('R-MEM-8: the lapse of an order', () => {
  it.each<[string, Membership]>([
    ['that can still be paid', newOrder({ ...membership(), terms: ACTION_PACK }, date('2027-01-01'), STAMP)],
    ['that is a membership by now', membership()],
  ])('is not decided of one %s', (_, given) => {
    expect(decideLapse(given, on('2027-01-31'))).toEqual({ membership: given, decisions: [] });
  });
});

describe('R-CAL-3: the status of a membership', () => {
  const ordered = { name: 'ordered', createdOn: date('2027-01-01') } as const;
  const lapsed = { name: 'lapsed', createdOn: date('2027-01-01'), on: date('2027-02-01') } as const;
  const expired = { name: 'expired', expiredOn: date('2027-10-02') } as const;

  it.each([
    ['an order', ordered, null, false, 'R-MEM-8: an order of 2027-01-01 that is not paid: there is nothing to renew'],
    ['a lapsed order', lapsed, null, false, 'R-MEM-8: an order that lapsed on 2027-02-01: there is nothing to renew'],
    ['moved', moved, null, false, 'R-MRG-1: moved to M1.P-1 of P-9 on 2027-02-01: it is renewed there'],
    ['active', { name: 'active' } as const, 'active', true, null],
    ['expired', expired, 'expired', true, null],
    ['superseded', superseded('G'), 'superseded', true, 'R-MEM-5: superseded on 2027-02-01: there is nothing to renew'],
  ])('%s: shown, bought, and why it cannot be renewed', (_, status, shown, bought, why) => {
    const given = membership({ status });
    expect(statusOn(given, date('2027-09-01'))).toBe(shown);
    expect(isBought(given)).toBe(bought);
    const reason = notRenewableReason(given);
    expect(reason && `${reason.rule}: ${reason.reason}`).toBe(why);
  });

  it('R-LIC-6: only of a superseded one another mail than that of expiry says the end', () => {
    expect(currentEndedKey({ status: superseded('G') })).toBe('ended-2027-02-01');
    expect([expired, moved, lapsed].map((status) => currentEndedKey({ status }))).toEqual([null, null, null]);
  });

  it('presently has the name that it was asked by, unless it moved', () => {
    expect(presentName(membership())).toBeNull();
    expect(presentName({ status: moved })).toEqual({ partnerId: 'P-9', membershipId: 'M1.P-1' });
  });
});

describe('R-MEM-5, R-MRG-2: the membership that takes the place of another', () => {
  it('is found over several of them, and not at all where each names the other', () => {
    const [a, b, c] = [
      membership({ membershipId: 'A', status: superseded('B') }),
      membership({ membershipId: 'B', status: superseded('C') }),
      membership({ membershipId: 'C' }),
    ];
    expect(placeTaker('A', [a, b, c])).toBe(c);
    expect(placeTaker('A', [a, b])).toBeNull();
    expect(placeTaker('A', [a, { ...b, status: superseded('A') }])).toBeNull();
  });
});
