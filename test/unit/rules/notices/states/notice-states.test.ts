/**
 * The ledger's entries one by one: which are open, what an answer or an event does to them, and who is marked
 * (R-NOT-2).
 */
import { describe, expect, it } from 'vitest';
import { stableHash } from '../../../../../shared/domain/core/stable-hash.ts';
import {
  closeOpenNotices,
  findNotice,
  hasOpenNotices,
  newClaims,
  openNotices,
  withNoticeState,
} from '../../../../../shared/domain/notices/ledger.ts';
import {
  type MailEvent,
  stateAfterAnswer,
  stateAfterEvent,
} from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import { formatNoticeId, parseNoticeId, recipientKey } from '../../../../../shared/domain/notices/notice-id.ts';
import type { Ledger, NoticeEntry, NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import {
  countUncertain,
  countUnsettled,
  resumeNotices,
  type SettlingContext,
} from '../../../../../shared/domain/notices/settling.ts';
import { hasUnreachableAlert } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { date, membership } from '../../support.ts';
import { day, entry, record, sent, WHEN } from '../ledger-entries.ts';

const claimed: NoticeState = { status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r', on: day };
const pending: NoticeState = { status: 'pending', unanswered: 0 };
const POLICY = { unansweredMails: 'send-again', setAsideAfterDays: 7 } as const;
const gone: NoticeState = { status: 'uncertain', reason: 'no answer' };

/** Two stages, each with an entry that is sent and one in this state. */
const ledgerOf = (state: NoticeState): Ledger => ({
  '-30': record(-30, entry('a', sent), entry('b', state)),
  '-15': record(-15, entry('c', sent), entry('d', state)),
});

const statesOf = (changed: Ledger) =>
  Object.values(changed).flatMap(({ notices }) => notices.map(({ state }) => state.status));

describe('R-NOT-2: the ledger', () => {
  it.each([
    [claimed, true],
    [pending, true],
    [sent, false],
    [gone, false],
  ])('is open with an entry %j: %s', (state, open) => {
    expect(hasOpenNotices(ledgerOf(state))).toBe(open);
    expect(openNotices(ledgerOf(state)).map(({ key, entry: { noticeId } }) => [key, noticeId])).toEqual(
      open
        ? [
            ['-30', 'b'],
            ['-15', 'd'],
          ]
        : [],
    );
  });

  it('changes one entry, and leaves every other record as it is', () => {
    const before = ledgerOf(claimed);
    const after = withNoticeState(before, 'b', sent);
    expect(statesOf(after)).toEqual(['sent', 'sent', 'sent', 'claimed']);
    expect(after['-15']).toBe(before['-15']);
    expect(Object.keys(after)).toEqual(['-30', '-15']);
    expect(withNoticeState(before, 'unknown', sent)).toEqual(before);
  });

  it('finds an entry in any record', () => {
    for (const id of ['a', 'b', 'c', 'd']) expect(findNotice(ledgerOf(claimed), id)?.noticeId).toBe(id);
    expect(findNotice(ledgerOf(claimed), 'e')).toBeNull();
  });

  it('tells the claims that a decision added from earlier ones', () => {
    const before = ledgerOf(claimed);
    const claims = (after: Ledger) => newClaims(before, after).map((claim) => claim.entry.noticeId);
    expect(claims(before)).toEqual([]);
    expect(claims({ ...before, '-1': record(-1, entry('e', claimed), entry('f', pending)) })).toEqual(['e']);
    expect(claims(withNoticeState(before, 'b', { ...claimed, attempt: 2 }))).toEqual(['b']);
    expect(newClaims(ledgerOf(pending), ledgerOf(claimed)).map(({ key }) => key)).toEqual(['-30', '-15']);
    expect(newClaims(ledgerOf(sent), ledgerOf(claimed))).toHaveLength(2);
    expect(newClaims(ledgerOf(claimed), ledgerOf(pending))).toEqual([]);
  });

  it('has no open notice after it is closed, and keeps the end states', () => {
    expect(statesOf(closeOpenNotices(ledgerOf(claimed), 'paid'))).toEqual(['sent', 'uncertain', 'sent', 'uncertain']);
    expect(statesOf(closeOpenNotices(ledgerOf(pending), 'paid'))).toEqual(['sent', 'skipped', 'sent', 'skipped']);
  });

  it('R-ROLE-4: knows whether the operators were told, whoever else was', () => {
    const alert = entry('b', sent, { kind: 'operator-alert' });
    const told = (...notices: NoticeEntry[]) =>
      hasUnreachableAlert(
        membership({
          notices: { '-30': record(-30, entry('a', sent)), '-15': { ...record(-15, ...notices), rule: 'R-ROLE-4' } },
        }),
      );
    expect([told(entry('c', sent), alert), told(entry('c', sent)), told()]).toEqual([true, false, false]);
  });
});

describe('R-NOT-2: settling', () => {
  const at = (fields: Partial<SettlingContext> = {}): SettlingContext => ({
    runId: 'r2',
    asOf: date('2027-08-03'),
    now: '2027-08-03T08:02:00Z',
    settleBefore: '2027-08-03T08:01:00Z',
    previousRunOn: date('2027-08-02'),
    policy: POLICY,
    ...fields,
  });
  const settled = (state: NoticeState, is = true, fields: Partial<SettlingContext> = {}) =>
    findNotice(
      resumeNotices(ledgerOf(state), () => is, at(fields)),
      'b',
    )?.state;

  it('claims again in the name of its own run', () => {
    const claim = { status: 'claimed', claimedAt: '2027-08-03T08:02:00Z', runId: 'r2', on: '2027-08-03' };
    expect(settled(pending)).toEqual({ ...claim, attempt: 1 });
    expect(settled(claimed)).toEqual({ ...claim, attempt: 2 });
  });

  it('gives up after the second attempt, or if the notice is no longer current, and says why', () => {
    expect(settled({ ...claimed, attempt: 2 })).toEqual({
      status: 'uncertain',
      reason: 'sent 2 times, no answer and no event',
    });
    expect(settled(claimed, false)).toEqual({ status: 'uncertain', reason: 'sent once, no answer and no event' });
  });

  it('leaves alone what was claimed after its instant, and everything if it has none', () => {
    expect(settled(claimed, true, { settleBefore: '2027-08-02T08:00:00Z' })).toMatchObject({ attempt: 2 });
    expect(settled(claimed, true, { settleBefore: '2027-08-02T07:59:59Z' })).toBe(claimed);
    expect(settled(claimed, true, { settleBefore: null })).toBe(claimed);
    expect(settled(sent)).toBe(sent);
  });

  it('asks for each record whether it is current', () => {
    const taken = resumeNotices(ledgerOf(pending), ({ stage }) => stage === -15, at());
    expect(statesOf(taken)).toEqual(['sent', 'skipped', 'sent', 'claimed']);
  });

  it('counts the waiting and the uncertain notices', () => {
    expect([
      countUnsettled(ledgerOf(claimed)),
      countUnsettled(ledgerOf(pending)),
      countUnsettled(ledgerOf(sent)),
    ]).toEqual([2, 0, 0]);
    expect([countUncertain(ledgerOf(gone)), countUncertain(ledgerOf(claimed))]).toEqual([2, 0]);
  });
});

describe('R-NOT-2: an answer or an event', () => {
  it.each<[NoticeState, NoticeState]>([
    [{ ...claimed, attempt: 2 }, claimed],
    [{ ...claimed, claimedAt: '2027-08-02T08:02:00Z' }, claimed],
    [gone, claimed],
    [claimed, gone],
    [gone, gone],
  ])('changes nothing in %j, which is not its claim, if the mail was not accepted', (state, claim) => {
    expect(stateAfterAnswer(state, claim, pending)).toBe(state);
  });

  it('makes its own claim pending if the mail was not accepted, and leaves what an event proved', () => {
    expect(stateAfterAnswer(claimed, { ...claimed }, pending)).toBe(pending);
    expect(stateAfterAnswer(sent, claimed, { status: 'undeliverable', reason: 'r' })).toBe(sent);
    expect(stateAfterAnswer(gone, claimed, sent)).toBe(sent);
  });

  it('proves that a claim was sent on the day of its run, and any other notice on the day of its decision', () => {
    const accepted: MailEvent = { noticeId: 'n', messageId: 'm9', subject: 'S', ...WHEN, what: 'accepted' };
    const later = date('2027-08-05');
    expect(stateAfterEvent(claimed, accepted, later)).toEqual({
      status: 'sent',
      messageId: 'm9',
      on: day,
      subject: 'S',
    });
    expect(stateAfterEvent(gone, accepted, later)).toMatchObject({ on: '2027-08-05' });
  });
});

describe('R-NOT-2: a noticeId', () => {
  it('is always the same for the same notice and address', () => {
    expect(stableHash('')).toBe(0xcbf29ce484222325n);
    expect(stableHash('a')).toBe(0xaf63dc4c8601ec8cn);
    expect(stableHash('foobar')).toBe(0x85944171f73967e8n);
    expect(recipientKey('FOOBAR')).toBe('85944171f73967e8');
    expect(formatNoticeId({ partnerId: 'P_1', subject: 'M.1', period: '7', stage: '-30', recipient: 'f' })).toBe(
      'P_u1__M_d1__7__-30__f',
    );
  });

  it('has sixteen digits for the address, whatever the address', () => {
    const keys = Array.from({ length: 100 }, (_, index) => recipientKey(`${index}@contoso.example`));
    expect(keys.filter((key) => !/^[0-9a-f]{16}$/.test(key))).toEqual([]);
    expect(keys.some((key) => key.startsWith('0'))).toBe(true);
  });

  it.each(['__M1__7__-30__f', 'P-1____7__-30__f', 'P-1__M1____-30__f', 'P-1__M1__7____f', 'P-1__M1__7__-30__'])(
    '%s is refused, because a part is missing',
    (id) => expect(parseNoticeId(id)).toBeNull(),
  );
});
