/** The former states of a notice, from which `explain` tells its chain from the first claim to a late bounce. */
import type { Stamp } from '../core/stamp.ts';
import { truncate } from '../core/text.ts';
import type { NoticeEntry, NoticeState, PastState, StageRecord } from './notice-state.ts';

/** Former states kept of a notice: they are stored in the membership's item, for every recipient of every stage. */
const STATES_KEPT = 6;

/** Copies kept before those, of a notice that operators have sent again and again: without subject and arrival. */
const COPIES_KEPT = 6;
const MAX_REASON_CHARACTERS = 120;

/** The former states of a notice that changes to the state `next`. */
export function pastStates(
  record: StageRecord,
  entry: NoticeEntry,
  next: NoticeState,
  left: Stamp | null,
): PastState[] {
  const { state, earlier = [] } = entry;
  if (isImplied(record, entry, next, left) || isSameFate(state, next)) return earlier;
  const past: PastState = { state: withShortReason(state), left };
  const last = earlier.at(-1);
  const isAgain = state.status === 'pending' && last?.state.status === 'pending';
  return isAgain ? [...earlier.slice(0, -1), { ...past, times: (last.times ?? 1) + 1 }] : kept([...earlier, past]);
}

/** The latest states. Of those before them it is not forgotten that a mail went out (R-NOT-2). */
function kept(states: readonly PastState[]): PastState[] {
  const copies = states.slice(0, -STATES_KEPT).flatMap(({ state, ...past }, index): PastState[] => {
    const hasBounced = states[index + 1]?.state.status === 'undeliverable';
    if (state.status !== 'sent' || hasBounced) return [];
    const { status, messageId, on } = state;
    return [{ ...past, state: { status, messageId, on, subject: '' } }];
  });
  return [...copies.slice(-COPIES_KEPT), ...states.slice(-STATES_KEPT)];
}

/**
 * Whether the state that ends need not be kept: a claim that is answered by the run that made it. Who claimed is known
 * from the decision or from the state before. So a notice that is sent as soon as it is decided, as nearly all are, has
 * no former states.
 */
function isImplied({ runId }: StageRecord, { state }: NoticeEntry, next: NoticeState, left: Stamp | null): boolean {
  if (state.status !== 'claimed') return false;
  if (next.status === 'sent' && state.attempt === 1 && state.runId === runId) return true;
  const isAnswer = next.status === 'sent' || next.status === 'pending' || next.status === 'undeliverable';
  return isAnswer && (left === null || left.runId === state.runId);
}

/** Nearly every sent notice arrives: that, or a second event with the same meaning, is not kept as a change. */
function isSameFate(state: NoticeState, next: NoticeState): boolean {
  if (state.status === 'sent') return next.status === 'sent';
  if (state.status !== 'undeliverable' || next.status !== 'undeliverable') return false;
  return (state.lost?.loss === 'temporary') === (next.lost?.loss === 'temporary');
}

function withShortReason(state: NoticeState): NoticeState {
  if (state.status !== 'pending' && state.status !== 'undeliverable' && state.status !== 'uncertain') return state;
  return state.reason === undefined ? state : { ...state, reason: truncate(state.reason, MAX_REASON_CHARACTERS) };
}
