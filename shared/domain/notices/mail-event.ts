/**
 * What an event of the mail service says about one notice (R-NOT-2). Events come late, twice and in any order; whatever their
 * order, the same events lead to the same end state.
 */
import type { CivilDate } from '../core/calendar.ts';
import type { NoticeState } from './notice-state.ts';

type About = {
  /** The ledger's id, from the message's tag. */
  noticeId: string;
  messageId: string;
  /** Empty if the event does not tell. */
  subject: string;
};

export type MailEvent = About &
  (
    | /** Accepted by the mail service, on its way or delivered. */ { what: 'accepted' }
    /** Delivered, and unwanted. */
    | { what: 'complaint' }
    /** Never arrived. `isPermanent`: the address will not take any mail. */
    | { what: 'lost'; reason: string; isPermanent: boolean }
  );

/**
 * The state of a notice once the event is known: a lost mail is `undeliverable`, for good; any other event proves that it was
 * sent, whatever the ledger thought. The same state comes back if the event says nothing new.
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
 * The state of a claimed notice once the call that sent it was answered. What an event has proved meanwhile stands, and an
 * answer that the mail was not accepted speaks of its own attempt alone.
 *
 * @param claim the state that the sender had claimed it with
 */
export function stateAfterAnswer(state: NoticeState, claim: NoticeState, answer: NoticeState): NoticeState {
  if (state.status === 'sent' || state.status === 'undeliverable') return state;
  if (answer.status === 'pending' && !isSameClaim(state, claim)) return state;
  return answer;
}

function isSameClaim(a: NoticeState, b: NoticeState): boolean {
  return a.status === 'claimed' && b.status === 'claimed' && a.attempt === b.attempt && a.claimedAt === b.claimedAt;
}
