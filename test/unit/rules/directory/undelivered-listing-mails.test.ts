import { describe, expect, it } from 'vitest';
import { nextDueDate } from '../../../../shared/domain/directory/next-due-date.ts';
import {
  countUntold,
  undeliveredListingAlert,
  untoldListingNotice,
  withUndeliveredListingAlert,
} from '../../../../shared/domain/directory/undelivered-alert.ts';
import type { Ledger, NoticeState, StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { date, on } from '../support.ts';
import { listed, listing } from './listed.ts';

const GONE: NoticeState = { status: 'undeliverable', reason: 'user unknown' };
const SENT: NoticeState = { status: 'sent', messageId: 'm', on: date('2027-01-11'), subject: 's' };

const mail = (day: string, ...states: NoticeState[]): StageRecord => ({
  ...{ stage: null, period: day.slice(0, 7), decidedOn: date(day), runId: 'r', at: null },
  ...{ rule: 'R-DIR-3', reason: 'the listing is incomplete', inputs: {} },
  notices: states.map((state, index) => ({
    ...{ to: `kim${index}@contoso.example`, name: 'Kim', role: 'global-admin', locale: 'en', state },
    ...{ noticeId: `N-${index}`, kind: 'listing-incomplete' },
  })),
});
const alerted = (...keys: string[]): Ledger => Object.fromEntries(keys.map((key) => [key, mail('2027-01-12', SENT)]));

describe('R-NOT-7: a mail about a listing that reached nobody', () => {
  const lost = { 'incomplete-2027-01': mail('2027-01-11', GONE, GONE) };

  it('is told to the operators, once a month, and makes the listing due until then', () => {
    expect(untoldListingNotice(lost)).toBe(lost['incomplete-2027-01']);
    expect(countUntold(lost)).toBe(1);
    expect(nextDueDate(listed({ notices: lost }), date('2027-01-18'), 'submit')).toBe('2027-01-18');
    const told = withUndeliveredListingAlert(listing({ notices: lost }), on('2027-01-18'));
    expect(told['undelivered-2027-01']).toMatchObject({
      period: '2027-01',
      notices: [
        {
          ...{ to: 'operators@vendor.example', kind: 'operator-alert' },
          noticeId: expect.stringMatching(/^P-1__listing__2027-01__undelivered-2027-01__/),
        },
      ],
    });
    expect([untoldListingNotice(told), countUntold(told)]).toEqual([null, 0]);
    expect(withUndeliveredListingAlert(listing({ notices: told }), on('2027-01-25'))).toBe(told);
  });

  it('is none if one of the copies arrived, or nobody was written to', () => {
    for (const record of [mail('2027-01-11', GONE, SENT), mail('2027-01-11')])
      expect(untoldListingNotice({ 'incomplete-2027-01': record })).toBeNull();
  });

  it.each(['undelivered', 'unreachable', 'given-up'])(
    'is known to the operators by an alert of its month or later: %s',
    (alert) => {
      expect(untoldListingNotice({ ...lost, ...alerted(`${alert}-2027-01`) })).toBeNull();
      expect(untoldListingNotice({ ...lost, ...alerted(`${alert}-2027-02`) })).toBeNull();
      expect(untoldListingNotice({ ...lost, ...alerted(`${alert}-2026-12`) })).not.toBeNull();
    },
  );

  it('is not known to them by another mail of its month', () => {
    expect(untoldListingNotice({ ...lost, ...alerted('visible-2027-01', 'dropped-2027-02') })).not.toBeNull();
  });

  it('R-ROLE-4: is not told in a month in which they were told that nobody can be reached', () => {
    const record = lost['incomplete-2027-01'];
    const knowing = (...keys: string[]) =>
      undeliveredListingAlert(listing({ notices: { ...lost, ...alerted(...keys) } }), record, on('2027-01-18'));
    expect(knowing('unreachable-2027-01')).toBeNull();
    expect(knowing('unreachable-2026-12')?.key).toBe('undelivered-2027-01');
  });
});
