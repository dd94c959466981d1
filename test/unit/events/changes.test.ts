import { describe, expect, it } from 'vitest';
import type { Membership, Renewal } from '../../../shared/domain/memberships/membership.ts';
import type { Ledger, NoticeState } from '../../../shared/domain/notices/notice-state.ts';
import type { CommandRecord } from '../../../shared/store/schemas/records.ts';
import { membershipEvents } from '../../../shared/workflows/events/changes/membership.ts';
import { partnerEvents } from '../../../shared/workflows/events/changes/partner.ts';
import { commandEvents } from '../../../shared/workflows/events/changes/records.ts';
import { date, membership, partner } from '../rules/support.ts';

const stamp = { at: '2027-09-02T08:00:00.000Z', runId: 'run-1' };
const before = membership();

/** What is told of a change: type and rule. */
const told = (after: Membership, from: Membership | null = before): [string, string][] =>
  membershipEvents({ before: from, after }).map(({ type, rule }) => [type, rule]);

const renewal: Renewal = {
  ...{ cycle: 7, kind: 'renewed', paidOn: date('2027-09-02'), recordedOn: date('2027-09-02'), reference: 'INV-9' },
  ...{ commandId: 'C-1', ended: [], stamp },
};
const expired: Membership = { ...before, status: { name: 'expired', expiredOn: date('2027-10-02') } };
const corrected = {
  changes: [{ on: date('2027-10-05'), stamp, what: 'corrected', rule: 'R-MEM-9', reason: '', inputs: {} }],
  forgotten: 0,
};

describe('a change of a membership', () => {
  it('is told by what it is, and by the rule that decided', () => {
    expect(told({ ...before, cycle: 8, lastRenewal: renewal })).toEqual([
      ['payment.recorded', 'R-REN-1'],
      ['membership.renewed', 'R-REN-2'],
    ]);
    expect(told(expired)).toEqual([
      ['membership.expired', 'R-EXP-1'],
      ['benefit.ended', 'R-LIC-6'],
    ]);
  });

  it('is told as reinstated, with its benefits, if it had expired (R-REN-6)', () => {
    const late: Renewal = { ...renewal, kind: 'reinstated', recordedOn: date('2027-10-05') };
    expect(told({ ...before, cycle: 8, lastRenewal: late }, expired)).toEqual([
      ['payment.recorded', 'R-REN-6'],
      ['membership.reinstated', 'R-REN-6'],
      ['benefit.resumed', 'R-LIC-1'],
    ]);
  });

  it('is told as superseded by the upgrade of which it holds the gold membership, else by a merge', () => {
    const status = { name: 'superseded', on: date('2027-09-02'), by: 'M-2', stamp } as const;
    const gold = membership({ membershipId: 'M-2' });
    expect(told({ ...before, status, successor: gold })[0]).toEqual(['membership.superseded', 'R-MEM-5']);
    expect(told({ ...before, status })[0]).toEqual(['membership.superseded', 'R-MRG-2']);
  });

  it('is told as moved by the rule for its id: the same, or another one (R-MRG-1, R-MRG-5)', () => {
    const moved = (as: string) => ({ name: 'moved', to: 'P-2', as, on: date('2027-09-02'), stamp }) as const;
    expect(told({ ...before, status: moved(before.membershipId) })).toEqual([['membership.merged', 'R-MRG-1']]);
    expect(told({ ...before, status: moved(`${before.membershipId}.P-1`) })).toEqual([
      ['membership.merged', 'R-MRG-5'],
    ]);
  });

  it('is told as corrected, and its benefits come back if it had expired (R-MEM-9)', () => {
    expect(told({ ...before, history: corrected }, expired)).toEqual([
      ['membership.corrected', 'R-MEM-9'],
      ['benefit.resumed', 'R-LIC-1'],
    ]);
  });

  it('is told as corrected if a payment is reversed (R-REN-9)', () => {
    const paid: Membership = { ...before, cycle: 8, lastRenewal: renewal };
    const reversal = { cause: 'chargeback', ticket: 'T-1', on: date('2027-10-05'), commandId: 'C-2', stamp } as const;
    expect(told({ ...expired, reversals: [{ ...reversal, paid: 'renewal', payment: renewal }] }, paid)).toEqual([
      ['payment.reversed', 'R-REN-9'],
      ['membership.corrected', 'R-REN-9'],
      ['membership.expired', 'R-REN-9'],
      ['benefit.ended', 'R-LIC-6'],
    ]);
  });

  it('is not told if nothing of what it shows has changed', () => {
    expect(told({ ...before, evaluateOn: date('2027-09-09') })).toEqual([]);
  });
});

describe('a mail of a membership', () => {
  const ledger = (state: NoticeState): Ledger => ({
    '-30': {
      ...{ stage: -30, period: '7', decidedOn: date('2027-08-02'), runId: 'run-1', at: null, rule: 'R-NOT-1' },
      ...{ reason: '', inputs: {} },
      notices: [
        {
          ...{ noticeId: 'N', kind: 'renewal', to: 'kim@contoso.example', name: 'Kim', role: 'global-admin' },
          ...{ locale: 'en', state },
        },
      ],
    },
  });
  const claimed: NoticeState = {
    ...{ status: 'claimed', attempt: 1, claimedAt: stamp.at, runId: 'run-1', on: date('2027-08-02') },
  };
  const sent: NoticeState = { status: 'sent', messageId: 'm-1', on: date('2027-08-02'), subject: 'Kim, renew' };
  const withLedger = (state: NoticeState) => membership({ notices: ledger(state) });

  it('is told when it was sent, once, without name and address', () => {
    const events = membershipEvents({ before: withLedger(claimed), after: withLedger(sent) });
    expect(events).toMatchObject([{ type: 'notice.sent', noticeId: 'N', cycle: 7, data: { messageId: 'm-1' } }]);
    expect(JSON.stringify(events)).not.toMatch(/kim/i);
    expect(told(withLedger(sent), withLedger(sent))).toEqual([]);
  });

  it('is not told again with a membership that comes from elsewhere with its ledger', () => {
    const arrived = { ...withLedger(sent), formerIds: [{ partnerId: 'P-2', membershipId: 'M-1' }] };
    expect(told(arrived, null)).toEqual([['membership.merged', 'R-MRG-1']]);
  });
});

describe('a person who is erased', () => {
  it('is told of once: that the address is a pseudonym then is no other mark (R-OPS-4)', () => {
    const mark = { since: date('2027-09-02'), cause: 'erased', at: stamp.at, noticeId: '', stamp } as const;
    const marked = partner({ unreachable: [{ ...mark, address: 'kim@contoso.example' }] });
    const erased = { ...marked, unreachable: [{ ...mark, address: 'erased-1' }] };
    expect(partnerEvents({ before: partner(), after: marked })).toMatchObject([{ type: 'partner.unreachable' }]);
    expect(partnerEvents({ before: marked, after: erased })).toEqual([]);
  });
});

type Outcome = CommandRecord['outcomes'][number];

describe('a command', () => {
  const outcome = {
    ...{ outcome: 'refused', on: date('2027-09-02'), at: stamp.at, runId: 'run-1', membershipId: null, cycle: null },
    ...{ rule: 'R-ROLE-1', reason: 'kim@contoso.example is no address', inputs: {} },
  } as const satisfies Outcome;
  const record = (command: string, outcomes: Outcome[]): CommandRecord => {
    return { partnerId: 'P-1', commandId: 'C-1', command, content: {}, outcomes, forgotten: 0 };
  };

  it('is told with the reason of its refusal only where that names nobody', () => {
    expect(commandEvents({ before: null, after: record('set-contacts', [outcome]) })).toMatchObject([
      { type: 'command.refused', data: { command: 'set-contacts', reason: null } },
    ]);
  });

  it('is told for each time that it was decided', () => {
    const events = commandEvents({
      before: record('set-contacts', [outcome]),
      after: record('set-contacts', [outcome, outcome]),
    });
    expect(events).toHaveLength(1);
  });
});
