import { describe, expect, it } from 'vitest';
import {
  type FailureRecord,
  hasFailedTooLong,
  recordFailure,
  setAside,
} from '../../../../shared/domain/notices/failure-record.ts';
import { givenUpNotices, withGivenUpAlert } from '../../../../shared/domain/notices/giving-up.ts';
import { withNoticeState } from '../../../../shared/domain/notices/ledger.ts';
import { parseNoticeId } from '../../../../shared/domain/notices/notice-id.ts';
import { decideNotices, hasUnreachableAlert } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { contact, date, facts, on, partner } from '../support.ts';

const OF = { partnerId: 'P-1', workflow: 'renewal-notices', subject: 'M1' } as const;
const failed = (day: string, before: FailureRecord | null = null, version: number | null = 3): FailureRecord =>
  recordFailure(before, OF, { version, reason: `broken on ${day}` }, date(day));

describe('an item that fails', () => {
  it('has a failure record since its first failure, with the last reason', () => {
    const failureRecord = failed('2027-02-03', failed('2027-02-02', failed('2027-02-01')));
    expect(failureRecord).toMatchObject({ since: '2027-02-01', lastOn: '2027-02-03', reason: 'broken on 2027-02-03' });
  });

  it.each([
    ['2027-02-06', 6, false],
    ['2027-02-07', 6, true],
    ['2027-02-07', 7, false],
    ['2027-02-08', 7, true],
    ['2027-03-01', 7, true],
    ['2027-01-31', 7, false],
  ])('failing since 2027-02-01, is on %s, with %i days, set aside: %s', (day, days, isDue) => {
    expect(hasFailedTooLong(failed('2027-02-01'), date(day), days)).toBe(isDue);
  });

  it.each([
    ['nothing ran for two weeks, and it was not written since', '2027-02-15', 3, '2027-02-01'],
    ['each failure writes it, day after day', '2027-02-02', 4, '2027-02-01'],
    ['the same day again', '2027-02-01', 4, '2027-02-01'],
    ['it was done in between', '2027-02-03', 4, '2027-02-03'],
    ['an operator runs an earlier day', '2027-01-30', 3, '2027-02-01'],
  ])('fails in a row: %s', (_, day, version, since) => {
    expect(failed(day, failed('2027-02-01'), version).since).toBe(since);
  });

  it('is the same item as long as its version cannot be read', () => {
    const first = failed('2027-02-01', null, null);
    expect(failed('2027-02-20', first, null).since).toBe('2027-02-01');
    expect(failed('2027-02-20', first, 5).since).toBe('2027-02-20');
  });

  it('keeps its last day if an earlier one is run again, and has a reason cut to a limit', () => {
    expect(failed('2027-02-01', failed('2027-02-05')).lastOn).toBe('2027-02-05');
    const long = recordFailure(null, OF, { version: 1, reason: 'x'.repeat(9_000) }, date('2027-02-01'));
    expect(long.reason).toHaveLength(500);
  });
});

describe('an item that is set aside', () => {
  const aside = setAside(failed('2027-02-08', failed('2027-02-01')), on('2027-02-08'));

  it('has the day since when, and an alert to the operators that an SES event finds', () => {
    expect(aside.setAsideOn).toBe('2027-02-08');
    const [alert] = aside.notices['2027-02-01']?.notices ?? [];
    expect(alert).toMatchObject({ kind: 'operator-alert', role: 'operator', state: { status: 'claimed', attempt: 1 } });
    expect(parseNoticeId(alert?.noticeId ?? '')).toMatchObject({
      partnerId: 'P-1',
      subject: 'M1',
      period: '2027-02-01',
      stage: 'renewal-notices',
    });
  });

  it('stays set aside until it is written; if it fails again, it begins anew, and keeps its alerts', () => {
    expect(failed('2027-02-09', aside)).toMatchObject({ since: '2027-02-01', setAsideOn: '2027-02-08' });
    const again = failed('2027-02-09', aside, 4);
    expect(again).toMatchObject({ since: '2027-02-09', setAsideOn: null, notices: aside.notices });
    const twice = setAside(again, on('2027-02-16'));
    expect(Object.keys(twice.notices)).toEqual(['2027-02-01', '2027-02-09']);
    const ids = Object.values(twice.notices).map(({ notices }) => notices[0]?.noticeId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('notices that are given up (R-NOT-2)', () => {
  const two = partner({ contacts: [contact(), contact({ role: 'mpn-admin', email: 'bo@contoso.example' })] });
  const sent = decideNotices(facts({ partner: two }), on('2027-08-02')).membership;
  const ids = sent.notices['-30']?.notices.map(({ noticeId }) => noticeId) ?? [];
  const all = (state: Parameters<typeof withNoticeState>[2]) =>
    ids.reduce((current, id) => withNoticeState(current, id, state), sent.notices);
  const pending = all({ status: 'pending', unanswered: 0 });
  const lost = all({ status: 'undeliverable', reason: 'not accepted for 7 days: no' });
  const OF_M1 = { partnerId: 'P-1', subject: 'M1', period: '7' };

  it('are named to the operators in one alert, once', () => {
    const after = withGivenUpAlert(pending, lost, 'given-up', OF_M1, on('2027-08-09'));
    expect(after['given-up']).toMatchObject({
      rule: 'R-NOT-2',
      notices: [{ kind: 'operator-alert', state: { status: 'claimed' } }],
      inputs: { notices: [{ to: 'kim@contoso.example' }, { to: 'bo@contoso.example' }] },
    });
    expect(withGivenUpAlert(pending, after, 'given-up', OF_M1, on('2027-08-10'))).toBe(after);
    expect(hasUnreachableAlert({ ...sent, notices: after })).toBe(false);
  });

  it('are none if a notice bounced, or has not ended', () => {
    expect(givenUpNotices(sent.notices, lost)).toEqual([]);
    expect(withGivenUpAlert(pending, pending, 'given-up', OF_M1, on('2027-08-09'))).toBe(pending);
  });

  it('are named by no other alert if they are alerts', () => {
    const alerted = withGivenUpAlert(pending, lost, 'given-up', OF_M1, on('2027-08-09'));
    const id = alerted['given-up']?.notices[0]?.noticeId ?? '';
    const open = withNoticeState(alerted, id, { status: 'pending', unanswered: 0 });
    const ended = withNoticeState(alerted, id, { status: 'undeliverable', reason: 'no' });
    expect(givenUpNotices(open, ended)).toHaveLength(1);
    expect(withGivenUpAlert(open, ended, 'other', OF_M1, on('2027-08-16'))).toBe(ended);
  });
});
