import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../../shared/domain/core/calendar.ts';
import {
  closeOpenNotices,
  findNotice,
  hasOpenNotices,
  withNoticeState,
} from '../../../../shared/domain/notices/ledger.ts';
import { formatNoticeId, parseNoticeId, recipientKey } from '../../../../shared/domain/notices/notice-id.ts';
import type { NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { countUncertain, countUnsettled, resumeNotices } from '../../../../shared/domain/notices/settling.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { date, facts, on } from '../support.ts';

const ledger = decideNotices(facts(), on('2027-08-02')).membership.notices;
const id = ledger['-30']?.notices[0]?.noticeId ?? '';
const stateAfter = (changed: typeof ledger) => findNotice(changed, id)?.state;
const POLICY = { unansweredMails: 'send-again', setAsideAfterDays: 7 } as const;
const at = (settleBefore: string | null) => ({
  runId: 'r2',
  asOf: date('2027-08-02'),
  now: '2027-08-02T08:02:00Z',
  settleBefore,
  previousRunOn: date('2027-08-01'),
  policy: POLICY,
});
/** A daily run without a claim to settle. */
const daily = (asOf: CivilDate) => ({ ...at(null), asOf, previousRunOn: addDays(asOf, -1) });
const always = () => true;

describe('R-NOT-2: a notice id', () => {
  const ID = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

  it('is read as its entry, and is a valid SES tag', () => {
    fc.assert(
      fc.property(
        ID,
        ID,
        fc.integer({ min: -365, max: 31 }),
        fc.emailAddress(),
        (partnerId, subject, stage, address) => {
          const key = { partnerId, subject, period: '7', stage: String(stage), recipient: recipientKey(address) };
          const noticeId = formatNoticeId(key);
          expect(noticeId).toMatch(/^[A-Za-z0-9_-]+$/);
          expect(parseNoticeId(noticeId)).toEqual(key);
        },
      ),
    );
  });

  it('is the same for an address in any letter case', () => {
    expect(recipientKey('Kim@Contoso.example')).toBe(recipientKey('kim@contoso.example'));
  });

  it.each(['', 'x', 'a__b__c', 'a__b__c__d__e__f'])('is refused as %j', (text) =>
    expect(parseNoticeId(text)).toBeNull(),
  );
});

describe('R-NOT-2: an open notice', () => {
  const now = '2027-08-02T08:00:00Z';

  it('stays claimed until the settling time has passed', () => {
    expect(resumeNotices(ledger, always, at(null))).toBe(ledger);
    expect(resumeNotices(ledger, always, at('2027-08-02T07:59:59Z'))).toBe(ledger);
    expect(stateAfter(resumeNotices(ledger, always, at(now)))).toMatchObject({ status: 'claimed', attempt: 2 });
  });

  it('is sent once more after the settling time, and then is uncertain', () => {
    const again = resumeNotices(ledger, always, at('2027-08-02T08:01:00Z'));
    expect(stateAfter(again)).toMatchObject({ status: 'claimed', attempt: 2, runId: 'r2' });
    const given = resumeNotices(again, always, at('2027-08-02T09:00:00Z'));
    expect(stateAfter(given)?.status).toBe('uncertain');
    expect([countUnsettled(given), countUncertain(given), hasOpenNotices(given)]).toEqual([0, 1, false]);
  });

  it('is claimed again if it was certainly not accepted, or superseded if it is no longer current', () => {
    const pending = withNoticeState(ledger, id, { status: 'pending', unanswered: 0 });
    expect(stateAfter(resumeNotices(pending, always, at(null)))).toMatchObject({ status: 'claimed', attempt: 1 });
    expect(stateAfter(resumeNotices(pending, () => false, at(null)))).toEqual({
      status: 'skipped',
      reason: 'superseded',
    });
  });

  it('has one attempt counted if it had no answer, and then was certainly not accepted', () => {
    const pending = withNoticeState(ledger, id, { status: 'pending', unanswered: 1 });
    expect(stateAfter(resumeNotices(pending, always, at(null)))).toMatchObject({ status: 'claimed', attempt: 2 });
    expect(stateAfter(resumeNotices(pending, () => false, at(null)))?.status).toBe('uncertain');
    expect(stateAfter(closeOpenNotices(pending, 'paid meanwhile'))?.status).toBe('uncertain');
  });

  it('is left to an operator after the first attempt if the program is configured so', () => {
    const settling = { ...at('2027-08-02T08:01:00Z'), policy: { ...POLICY, unansweredMails: 'leave' as const } };
    const left = resumeNotices(ledger, always, settling);
    expect(stateAfter(left)).toEqual({ status: 'uncertain', reason: 'sent once, no answer and no event' });
  });

  it.each([
    [6, 'claimed'],
    [7, 'undeliverable'],
    [60, 'undeliverable'],
  ])('is, if it is not accepted on day %i after its decision, %s', (days, status) => {
    const settling = daily(addDays(date('2027-08-02'), days));
    const refused = { unanswered: 0, reason: 'MessageRejected: no', on: settling.previousRunOn };
    const pending = withNoticeState(ledger, id, { status: 'pending', ...refused });
    expect(stateAfter(resumeNotices(pending, always, settling))?.status).toBe(status);
    expect(stateAfter(resumeNotices(pending, () => false, settling))).toEqual({
      status: 'skipped',
      reason: 'superseded',
    });
  });

  it('is given up with for how long it was tried, and the last reason', () => {
    const settling = { ...daily(date('2027-08-12')), policy: { ...POLICY, setAsideAfterDays: 10 } };
    const refused = { unanswered: 0, reason: 'MessageRejected: no', on: date('2027-08-11') };
    const pending = withNoticeState(ledger, id, { status: 'pending', ...refused });
    expect(stateAfter(resumeNotices(pending, always, settling))).toEqual({
      status: 'undeliverable',
      reason: 'not accepted for 10 days: MessageRejected: no',
    });
  });

  it.each([
    ['2027-08-12', 'claimed'],
    ['2027-08-11', 'undeliverable'],
    ['2027-08-10', 'claimed'],
    ['2027-08-02', 'claimed'],
  ])('R-NOT-4: last tried on %s, is on 2027-08-12 %s: a day without a run is no attempt', (on, status) => {
    const pending = { status: 'pending' as const, unanswered: 0, reason: 'Throttling', on: date(on) };
    const settling = daily(date('2027-08-12'));
    expect(stateAfter(resumeNotices(withNoticeState(ledger, id, pending), always, settling))?.status).toBe(status);
  });

  it('R-NOT-4: is sent however late it is, if nobody has tried it yet', () => {
    const pending = withNoticeState(ledger, id, { status: 'pending', unanswered: 0 });
    const settling = daily(date('2027-10-01'));
    expect(stateAfter(resumeNotices(pending, always, settling))).toMatchObject({ status: 'claimed', on: '2027-10-01' });
  });

  it('never leaves an end state', () => {
    const ends: NoticeState[] = [
      { status: 'sent', messageId: 'm', on: ledger['-30']?.decidedOn as never, subject: 's' },
      { status: 'skipped', reason: 'paid' },
      { status: 'undeliverable', reason: 'bounced' },
      { status: 'uncertain', reason: 'no answer' },
    ];
    for (const state of ends) {
      const ended = withNoticeState(ledger, id, state);
      expect(resumeNotices(ended, always, at('2030-01-01T00:00:00Z'))).toBe(ended);
      expect(stateAfter(closeOpenNotices(ended, 'paid'))).toEqual(state);
    }
  });

  it('is ended when its cycle is closed', () => {
    expect(stateAfter(closeOpenNotices(ledger, 'paid meanwhile'))).toEqual({
      status: 'uncertain',
      reason: 'paid meanwhile',
    });
    const pending = withNoticeState(ledger, id, { status: 'pending', unanswered: 0 });
    expect(stateAfter(closeOpenNotices(pending, 'paid'))).toEqual({ status: 'skipped', reason: 'paid' });
  });
});
