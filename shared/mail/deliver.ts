/** Sends claimed notices, one message per recipient, and decides the state that the ledger gets. */
import type { CivilDate } from '../domain/core/calendar.ts';
import { truncate } from '../domain/core/text.ts';
import type { EmailFacts, NoticeEntry, NoticeState, StageRecord } from '../domain/notices/notice-state.ts';
import type { CalendarFile } from './compose/calendar/icalendar.ts';
import { calendarFileFor } from './compose/calendar/renewal-entry.ts';
import { type ComposedMail, composeMail } from './compose/compose-mail.ts';
import type { NoticeContent } from './compose/notice-content.ts';
import type { MailProgram } from './compose/program.ts';
import type { Sender, SendOutcome } from './sender.ts';

export type Claim = { key: string; record: StageRecord; entry: NoticeEntry };
export type Delivery = {
  claim: Claim;
  /** The notice's new state; null: SES did not answer, the claim stays. */
  state: NoticeState | null;
  email: EmailFacts | null;
  problem: string | null;
  /** Certainly not accepted, for a reason that may pass soon, such as the send rate. */
  isPostponed: boolean;
};
export type ContentOf = (claim: Claim) => NoticeContent;

/** How mails are sent, and what they say about the program. */
export type Mailer = { send: Sender } & MailProgram;

/** Longest reason that is stored of a mail that was not accepted. */
const MAX_REASON_CHARACTERS = 300;

/**
 * Sends all at once, as fast as `mailer.send` lets them: a failure for one recipient never stops the notices to the
 * others. The deliveries come in the order of the claims.
 * @param on the civil date of the run
 */
export function deliver(claims: Claim[], contentOf: ContentOf, on: CivilDate, mailer: Mailer): Promise<Delivery[]> {
  return Promise.all(claims.map((claim) => deliverOne(claim, contentOf, on, mailer)));
}

async function deliverOne(claim: Claim, contentOf: ContentOf, on: CivilDate, mailer: Mailer): Promise<Delivery> {
  const composed = compose(claim, contentOf, mailer);
  if ('problem' in composed) return failedDelivery(claim, composed.problem, on);
  const { entry } = claim;
  const { mail, calendar } = composed;
  const outcome = await mailer.send({ ...mail, calendar, to: entry.to, name: entry.name, noticeId: entry.noticeId });
  const email = outcome.outcome === 'sent' ? emailFacts(entry, mail) : null;
  return {
    claim,
    state: stateAfter(claim, outcome, on, mail.subject),
    email,
    problem: 'reason' in outcome ? outcome.reason : null,
    isPostponed: outcome.outcome === 'not-accepted',
  };
}

/** The notice stays due, and its problem is reported. */
const failedDelivery = (claim: Claim, problem: string, on: CivilDate): Delivery => ({
  claim,
  state: stateAfterFailure(claim, problem, on),
  email: null,
  problem,
  isPostponed: false,
});

/** A mail that cannot be composed was certainly not sent. */
type Composed = { mail: ComposedMail; calendar: CalendarFile | null };

function compose(claim: Claim, contentOf: ContentOf, { send: _, ...program }: Mailer): Composed | { problem: string } {
  const { entry } = claim;
  try {
    const content = contentOf(claim);
    const calendar = calendarFileFor(content, entry, program, claimedAt(claim));
    return { mail: composeMail(content, entry, program), calendar };
  } catch (error) {
    return { problem: `the mail could not be composed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The instant of the claim: another attempt has a later one. */
function claimedAt({ entry, record }: Claim): string {
  return entry.state.status === 'claimed' ? entry.state.claimedAt : (record.at ?? `${record.decidedOn}T00:00:00Z`);
}

/** Composes a mail without sending it: for a dry run. @throws RangeError as `composeMail` does */
export function previewEmail(claim: Claim, contentOf: ContentOf, mailer: Omit<Mailer, 'send'>): EmailFacts {
  return emailFacts(claim.entry, composeMail(contentOf(claim), claim.entry, mailer));
}

function emailFacts(entry: NoticeEntry, mail: ComposedMail): EmailFacts {
  const { kind, to, role, locale, noticeId } = entry;
  return { kind, to, role, locale, noticeId, subject: mail.subject };
}

/** The state after an attempt that was certainly not accepted. Earlier attempts of the same notice had no answer. */
function stateAfterFailure({ entry: { state } }: Claim, reason: string, on: CivilDate): NoticeState {
  const unanswered = state.status === 'claimed' ? state.attempt - 1 : 0;
  return { status: 'pending', unanswered, reason: truncate(reason, MAX_REASON_CHARACTERS), on };
}

/** The notice's state after an attempt. Null: the claim stays, and settling decides. */
function stateAfter(claim: Claim, outcome: SendOutcome, on: CivilDate, subject: string): NoticeState | null {
  switch (outcome.outcome) {
    case 'sent':
      return { status: 'sent', messageId: outcome.messageId, on, subject };
    case 'refused':
      return { status: 'undeliverable', reason: outcome.reason };
    case 'not-accepted':
      return stateAfterFailure(claim, outcome.reason, on);
    case 'unanswered':
      return null;
  }
}
