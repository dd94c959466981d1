import { describe, expect, it } from 'vitest';
import {
  undeliveredListingAlert,
  untoldListingNotice,
  withUndeliveredListingAlert,
} from '../../../../../shared/domain/directory/undelivered-alert.ts';
import { reachedNobody, undeliveredAlert } from '../../../../../shared/domain/notices/mail-events/undelivered.ts';
import type { NoticeEntry, NoticeState, StageRecord } from '../../../../../shared/domain/notices/notice-state.ts';
import {
  undeliveredMembershipAlert,
  untoldNotice,
} from '../../../../../shared/domain/renewal/alerts/undelivered-alert.ts';
import { membershipAlert } from '../../../../../shared/domain/renewal/alerts/unreachable-alert.ts';
import { decideDailyNotices } from '../../../../../shared/domain/renewal/daily-notices.ts';
import { dueDates } from '../../../../../shared/domain/renewal/due-dates.ts';
import { isCurrent } from '../../../../../shared/domain/renewal/is-current.ts';
import { date, facts, membership, on } from '../../support.ts';

const day = date('2027-08-02');
const LOST: NoticeState = { status: 'undeliverable', reason: 'bounce Transient/MailboxFull' };
const SENT: NoticeState = { status: 'sent', messageId: 'm', on: day, subject: 's' };
const entry = (state: NoticeState, role: NoticeEntry['role'] = 'global-admin', to = 'kim@contoso.example') =>
  ({ noticeId: 'N-1', kind: 'renewal', to, name: 'Kim', role, locale: 'en', state }) as const;
const recordOf = (...notices: NoticeEntry[]): StageRecord => ({
  ...{ stage: -30, period: '7', decidedOn: day, runId: 'r', at: null, rule: 'R-NOT-1', reason: 'due' },
  inputs: { anniversary: '2027-09-01' },
  notices,
});

describe('R-NOT-7: a notice reached nobody', () => {
  it.each<[NoticeState, boolean]>([
    [LOST, true],
    [SENT, false],
    [{ status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: day }, false],
    [{ status: 'pending', unanswered: 0 }, false],
    [{ status: 'uncertain', reason: 'r' }, false],
    [{ status: 'skipped', reason: 'superseded' }, false],
  ])('has one copy that bounced and another that is %j: %s', (state, isSo) => {
    expect(reachedNobody(recordOf(entry(LOST), entry(state, 'mpn-admin', 'bo@contoso.example')))).toBe(isSo);
  });

  it('is not said of alerts to operators, nor of a stage without recipients', () => {
    expect(reachedNobody(recordOf(entry(LOST, 'operator')))).toBe(false);
    expect(reachedNobody(recordOf())).toBe(false);
    expect(reachedNobody(recordOf(entry(LOST), entry(SENT, 'operator')))).toBe(true);
  });
});

describe('R-NOT-7: a notice of which the mail service took no copy', () => {
  const refused: NoticeState = { status: 'undeliverable', reason: 'MessageRejected: Address is on the list' };
  const lost = membership({
    notices: { '-30': recordOf(entry(refused), entry(refused, 'mpn-admin', 'bo@c.example')) },
  });
  const noticeStages = [-30, -15];
  const next = decideDailyNotices(facts({ membership: lost }), on('2027-08-03')).membership;

  it('is told by the next run, though no event tells of it: the membership stays due', () => {
    expect(dueDates(lost, { noticeStages }).notices).toBe('2027-08-02');
    expect(next.notices.undelivered).toMatchObject({
      rule: 'R-NOT-7',
      decidedOn: '2027-08-03',
      notices: [{ role: 'operator', state: { status: 'claimed' } }],
      inputs: { undelivered: { stage: -30, recipients: [{ to: 'kim@contoso.example' }, { to: 'bo@c.example' }] } },
    });
  });

  it('is told once a cycle', () => {
    const later = { ...next, notices: { ...next.notices, '-15': recordOf(entry(refused)) } };
    const again = decideDailyNotices(facts({ membership: later }), on('2027-08-04')).membership;
    expect(again.notices.undelivered).toBe(next.notices.undelivered);
    expect(untoldNotice(later)).toBeNull();
  });

  it.each<[string, StageRecord]>([
    ['unreachable', { ...recordOf(entry(SENT, 'operator')), rule: 'R-ROLE-4' }],
    ['given-up', recordOf(entry(SENT, 'operator'))],
  ])('is not told where the operators know by the alert %s', (key, record) => {
    const alerted = recordOf(...record.notices.map((notice) => ({ ...notice, kind: 'operator-alert' as const })));
    const known = { ...lost, notices: { ...lost.notices, [key]: { ...alerted, rule: record.rule } } };
    expect(untoldNotice(known)).toBeNull();
  });
});

describe('R-NOT-7: the alert that a notice reached nobody', () => {
  const record = recordOf(entry(LOST), entry(SENT, 'operator'));
  const alert = undeliveredMembershipAlert(membership(), record, on('2027-08-03'));

  it('goes to the operators, and says which notice and why', () => {
    expect(alert).toMatchObject({
      rule: 'R-NOT-7',
      stage: null,
      period: '7',
      notices: [
        {
          noticeId: expect.stringMatching(/^P-1__M1__7__undelivered__/),
          kind: 'operator-alert',
          role: 'operator',
          state: { status: 'claimed' },
        },
      ],
    });
    expect(alert && undeliveredAlert(alert)).toEqual({
      code: 'undelivered',
      notice: 'renewal',
      stage: -30,
      anniversary: '2027-09-01',
      recipients: [{ to: 'kim@contoso.example', reason: 'bounce Transient/MailboxFull' }],
      more: 0,
    });
    expect(isCurrent(facts(), 'undelivered', date('2028-01-01'))).toBe(true);
  });

  it('comes once a cycle, and not after that nobody can be reached', () => {
    const told = membership({ notices: alert ? { undelivered: alert } : {} });
    expect(undeliveredMembershipAlert(told, record, on('2027-08-17'))).toBeNull();
    const worse = membershipAlert(membership(), entry(LOST), on('2027-08-03'));
    const cutOff = membership({ notices: worse ? { unreachable: worse } : {} });
    expect(undeliveredMembershipAlert(cutOff, record, on('2027-08-17'))).toBeNull();
  });

  it('R-ROLE-4: does not keep the operators from being told that nobody can be reached', () => {
    const told = membership({ notices: alert ? { undelivered: alert } : {} });
    expect(membershipAlert(told, entry(LOST), on('2027-08-17'))).not.toBeNull();
  });

  it('names ten recipients, and counts the others', () => {
    const many = Array.from({ length: 13 }, (_, index) => entry(LOST, 'mpn-admin', `a${index}@contoso.example`));
    const long = undeliveredMembershipAlert(membership(), recordOf(...many), on('2027-08-03'));
    expect(long?.inputs.undelivered).toMatchObject({ more: 3, recipients: { length: 10 } });
  });

  it('comes once a month about a listing', () => {
    const listing = { partnerId: 'P-1', notices: {} } as Parameters<typeof undeliveredListingAlert>[0];
    const first = undeliveredListingAlert(listing, record, on('2027-08-03'));
    expect(first).toMatchObject({ key: 'undelivered-2027-08', record: { period: '2027-08', stage: null } });
    if (first === null) throw new Error('no alert');
    const told = { ...listing, notices: { [first.key]: first.record } };
    expect(undeliveredListingAlert(told, record, on('2027-08-20'))).toBeNull();
    expect(undeliveredListingAlert(told, record, on('2027-09-01'))).not.toBeNull();
    const worse = { ...listing, notices: { 'unreachable-2027-08': first.record } };
    expect(undeliveredListingAlert(worse, record, on('2027-08-20'))).toBeNull();
  });

  it('comes about a mail of a listing that the mail service refused for everybody, which no event tells', () => {
    const listing = { partnerId: 'P-1', notices: { 'incomplete-2027-08': record } };
    const untold = listing as unknown as Parameters<typeof undeliveredListingAlert>[0];
    expect(untoldListingNotice(untold.notices)).toBe(record);
    const notices = withUndeliveredListingAlert(untold, on('2027-08-09'));
    expect(notices['undelivered-2027-08']).toMatchObject({ rule: 'R-NOT-7', period: '2027-08' });
    expect(untoldListingNotice(notices)).toBeNull();
    expect(withUndeliveredListingAlert({ ...untold, notices }, on('2027-09-13'))).toBe(notices);
    const unreachable = { ...untold.notices, 'unreachable-2027-08': record };
    expect(untoldListingNotice(unreachable)).toBeNull();
  });
});
