/**
 * Events of the mail service about a notice (R-NOT-2, R-NOT-8). They come late, twice and in any order; the same events
 * lead to the same end state whatever their order, because an event only ever moves a notice to the right:
 *
 *   open ─► sent ─► temporary bounce ─► arrived ─► lost
 *
 * A delivery outweighs a temporary bounce, even one that comes later: that was an automatic answer. A permanent bounce
 * outweighs a delivery: a server may accept a mail and find out afterwards that the mailbox does not exist. Of two
 * events that lead to the same state, the one that happened earlier is kept.
 */
import type { CivilDate } from '../../core/calendar.ts';
import type { Loss, NoticeEntry, NoticeState, Proof, StageRecord } from '../notice-state.ts';

/** `at`, `mailedAt`: see `Proof`. */
type About = Proof & {
  /** The ledger's id, from the message's tag. */
  noticeId: string;
  messageId: string;
  /** Empty if the event has none. */
  subject: string;
};

export type MailEvent = About &
  (
    | /** Accepted by the mail service, on its way. */ { what: 'accepted' }
    /** Accepted by the recipient's mail server. */
    | { what: 'delivered' }
    /** Delivered, and reported as spam. */
    | { what: 'complaint' }
    /** Delivered, and reported as not being spam: it withdraws a complaint. */
    | { what: 'not-spam' }
    /** Not delivered. */
    | { what: 'lost'; reason: string; loss: Loss }
  );

type LostEvent = Extract<MailEvent, { what: 'lost' }>;

/**
 * What is known about a notice; each value outweighs those before it. `refused`: never accepted, so that no event can
 * change it.
 */
const KNOWN = ['open', 'accepted', 'bounced', 'arrived', 'lost', 'refused'] as const;
type Known = (typeof KNOWN)[number];
const rankOf = (known: Known): number => KNOWN.indexOf(known);

/**
 * The state of a notice after an event. The same state comes back if the event adds nothing.
 *
 * @param on see `claimedOn`
 */
export function stateAfterEvent(state: NoticeState, event: MailEvent, on: CivilDate): NoticeState {
  const more = rankOf(toldBy(event)) - rankOf(knownOf(state));
  if (more < 0 || (more === 0 && !isEarlier(event, state))) return state;
  const day = dayOf(state) ?? on;
  return event.what === 'lost' ? lostState(event, day) : sentState(state, event, day);
}

/** The day of the run or command that claimed a notice last, which a state without an answer does not say. */
export function claimedOn({ decidedOn }: Pick<StageRecord, 'decidedOn'>, { earlier = [] }: NoticeEntry): CivilDate {
  const claims = earlier.flatMap(({ state }) => (state.status === 'claimed' ? [state.on] : []));
  return claims.at(-1) ?? decidedOn;
}

function toldBy(event: MailEvent): Known {
  if (event.what === 'accepted') return 'accepted';
  if (event.what !== 'lost') return 'arrived';
  return event.loss === 'temporary' ? 'bounced' : 'lost';
}

function knownOf(state: NoticeState): Known {
  if (state.status === 'sent') return state.arrived === undefined ? 'accepted' : 'arrived';
  if (state.status !== 'undeliverable') return 'open';
  if (state.lost === undefined) return 'refused';
  return state.lost.loss === 'temporary' ? 'bounced' : 'lost';
}

/**
 * Whether the event happened before the one that led to this state. At the same instant, the order of their texts
 * decides.
 */
function isEarlier(event: MailEvent, state: NoticeState): boolean {
  const [told, text] = state.status === 'sent' ? [state.arrived, state.messageId] : lossOf(state);
  if (told === undefined || event.at > told.at) return false;
  return event.at < told.at || (event.what === 'lost' ? event.reason : event.messageId) < text;
}

const lossOf = (state: NoticeState): [Proof | undefined, string] =>
  state.status === 'undeliverable' ? [state.lost, state.reason] : [undefined, ''];

function dayOf(state: NoticeState): CivilDate | null {
  if (state.status === 'claimed' || state.status === 'sent') return state.on;
  return (state.status === 'undeliverable' && state.lost?.on) || null;
}

function lostState({ reason, loss, at, mailedAt }: LostEvent, on: CivilDate): NoticeState {
  return { status: 'undeliverable', reason, lost: { loss, at, mailedAt, on } };
}

/** If the notice was sent twice, `messageId` names the message that arrived. */
function sentState(state: NoticeState, event: MailEvent, on: CivilDate): NoticeState {
  const { messageId, at, mailedAt } = event;
  const subject = state.status === 'sent' ? state.subject : event.subject;
  const sent: NoticeState = { status: 'sent', messageId, on, subject };
  return event.what === 'accepted' ? sent : { ...sent, arrived: { at, mailedAt } };
}

/**
 * The state of a claimed notice after the answer to the call that sent it. What an event has proved meanwhile stands,
 * and the answer that the mail was not accepted counts for its own attempt only.
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
