/** Which former states of a notice are kept, so that `explain` can tell its chain (R-NOT-2). */
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../../../../shared/domain/core/stamp.ts';
import type { Loss, NoticeState, PastState } from '../../../../../shared/domain/notices/notice-state.ts';
import { pastStates } from '../../../../../shared/domain/notices/past-state.ts';
import { day, entry, record, sent, WHEN } from '../ledger-entries.ts';

/** The run that decided, as `record` says, and another one. */
const OWN: Stamp = { at: '2027-08-02T08:00:00Z', runId: 'r' };
const OTHER: Stamp = { ...OWN, runId: 'other' };
const claimed = (attempt = 1, runId = 'r'): NoticeState => ({
  ...{ status: 'claimed', attempt, claimedAt: '2027-08-02T08:00:00Z', runId, on: day },
});
const pending = (unanswered = 0, reason?: string): NoticeState => ({ status: 'pending', unanswered, reason });
const undeliverable = (loss?: Loss): NoticeState => ({
  ...{ status: 'undeliverable', reason: 'r', lost: loss && { ...WHEN, loss, on: day } },
});
const uncertain: NoticeState = { status: 'uncertain', reason: 'r' };
const keptOf = (state: NoticeState, next: NoticeState, left: Stamp | null, earlier: PastState[] = []) => {
  const notice = entry('a', state, { earlier });
  return pastStates(record(-15, notice), notice, next, left).map((past) => past.state.status);
};

describe('R-NOT-2: the former state of a notice', () => {
  it.each<[string, NoticeState, NoticeState, Stamp | null]>([
    ['a claim that its own run answers: sent', claimed(), sent, OWN],
    ['a claim that its own run answers: refused for now', claimed(), pending(), OWN],
    ['a claim that its own run answers: refused', claimed(), undeliverable(), OWN],
    ['a second claim that its own run answers', claimed(2, 'other'), sent, OTHER],
    ['the first claim, answered by nobody knows whom', claimed(), sent, null],
    ['the first claim of its own run, answered by an event', claimed(), sent, OTHER],
    ['sent, and delivered', sent, { ...sent, arrived: WHEN } as NoticeState, OTHER],
    ['a temporary bounce after another', undeliverable('temporary'), undeliverable('temporary'), OTHER],
    ['a permanent bounce after a suppression', undeliverable('suppressed'), undeliverable('permanent'), OTHER],
  ])('is not kept where it says nothing new: %s', (_, state, next, left) => {
    expect(keptOf(state, next, left)).toEqual([]);
  });

  it.each<[string, NoticeState, NoticeState, Stamp | null]>([
    ['a claim that another run answers', claimed(2), sent, OTHER],
    ['a first claim of another run than decided', claimed(1, 'other'), sent, OWN],
    ['a claim that bounces by an event', claimed(), undeliverable('permanent'), OTHER],
    ['a claim that nobody answers', claimed(), uncertain, OWN],
    ['sent, and bounced, by nobody knows whom', sent, undeliverable('permanent'), null],
    ['a temporary bounce, and delivered', undeliverable('temporary'), sent, OTHER],
    ['a temporary bounce, and a permanent one', undeliverable('temporary'), undeliverable('permanent'), OTHER],
    ['a permanent bounce, and a temporary one', undeliverable('permanent'), undeliverable('temporary'), OTHER],
    ['refused for now, and claimed again', pending(), claimed(), OTHER],
    ['uncertain, and sent', uncertain, sent, null],
  ])('is kept: %s', (_, state, next, left) => {
    expect(keptOf(state, next, left)).toEqual([state.status]);
  });

  it('is counted where it was refused again and again, and stands alone otherwise', () => {
    const first: PastState = { state: pending(0, 'a'), left: OWN };
    const notice = entry('a', pending(0, 'b'), { earlier: [first] });
    expect(pastStates(record(-15, notice), notice, claimed(), OTHER)).toMatchObject([
      { state: { status: 'pending', reason: 'b' }, times: 2, left: OTHER },
    ]);
    expect(keptOf(uncertain, claimed(2), OTHER, [first])).toEqual(['pending', 'uncertain']);
  });

  it.each<[NoticeState]>([
    [pending(0, 'x'.repeat(300))],
    [{ ...uncertain, reason: 'x'.repeat(300) } as NoticeState],
    [{ ...undeliverable('permanent'), reason: 'x'.repeat(300) } as NoticeState],
  ])('has at most 120 characters of its reason', (state) => {
    const notice = entry('a', state);
    expect(pastStates(record(-15, notice), notice, claimed(2), OTHER)).toMatchObject([
      { state: { reason: 'x'.repeat(120) } },
    ]);
  });

  it('is as it was where it has no reason', () => {
    const notice = entry('a', pending());
    expect(pastStates(record(-15, notice), notice, claimed(2), OTHER)[0]?.state).toBe(notice.state);
  });
});
