/**
 * Events of the mail service about a notice (R-NOT-2). They come late, twice and in any order; the same events lead to the same end
 * state whatever their order.
 */
import type { CivilDate } from '../core/calendar.ts';
import type { NoticeState } from './notice-state.ts';

type About = {
  /** The ledger's id, from the message's tag. */
  noticeId: string;
  messageId: string;
  /** Empty if the event has none. */
  subject: string;
};

export type MailEvent = About &
  (
    | /** Accepted by the mail service, on its way or delivered. */ { what: 'accepted' }
    /** Delivered, and reported as spam. */
    | { what: 'complaint' }
    /** Not delivered. `isPermanent`: the address accepts no mail. */
    | { what: 'lost'; reason: string; isPermanent: boolean }
  );

/**
 * The state of a notice after an event: a lost mail is `undeliverable` for good; any other event proves that it was sent, whatever its
 * state was. The same state comes back if the event adds nothing.
 *
 * @param on the day of the run that claimed it, if the claim does not say
 */
export function stateAfterEvent(state: NoticeState, event: MailEvent, on: CivilDate): NoticeState {
  if (state.status === 'undeliverable') return state;
  if (event.what === 'lost') return { status: 'undeliverable', reason: event.reason };
  if (state.status === 'sent') return state;
  const { messageId, subject } = event;
  return { status: 'sent', messageId, on: state.status === 'claimed' ? state.on : on, subject };
}

/**
 * The state of a claimed notice after the answer to the call that sent it. What an event has proved meanwhile stands, and the answer
 * that the mail was not accepted counts for its own attempt only.
 *
 * @param claim the claim under which it was sent
 */
export function stateAfterAnswer(state: NoticeState, claim: NoticeState, answer: NoticeState): NoticeState {
  if (state.status === 'sent' || state.status === 'undeliverable') return state;
  if (answer.status === 'pending' && !isSameClaim(state, claim)) return state;
  return answer;
}

function isSameClaim(a: NoticeState, b: NoticeState): boolean {
  return a.status === 'claimed' && b.status === 'claimed' && a.attempt === b.attempt && a.claimedAt === b.claimedAt;
}
