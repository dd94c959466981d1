/** Sends the notices that were claimed, one message per recipient, and says what to write into the ledger. */
import type { CivilDate } from '../domain/core/calendar.ts';
import { truncate } from '../domain/core/truncate.ts';
import type { EmailFacts, NoticeEntry, NoticeState, StageRecord } from '../domain/notices/notice-state.ts';
import { type ComposedMail, composeMail } from './compose/compose-mail.ts';
import type { NoticeContent } from './compose/notice-content.ts';
import type { Sender, SendOutcome } from './sender.ts';

export type Claim = { key: string; record: StageRecord; entry: NoticeEntry };
export type Delivery = {
  claim: Claim;
  /** Null: unanswered. */
  state: NoticeState | null;
  email: EmailFacts | null;
  problem: string | null;
  /** Certainly not accepted, for a reason that may be gone in a moment, such as the send rate. */
  isPostponed: boolean;
};
export type ContentOf = (claim: Claim) => NoticeContent;

/** Everything a delivery needs: how mails are sent, and where their links lead. */
export type Mailer = { send: Sender; partnerCenterUrl: string };

/** Of what is kept of why a mail was not accepted. */
const LONGEST_REASON = 300;

/** One after the other: a fault with one recipient never keeps the next from being told. */
export async function deliver(claims: Claim[], contentOf: ContentOf, on: CivilDate, post: Mailer): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const claim of claims) deliveries.push(await deliverOne(claim, contentOf, on, post));
  return deliveries;
}

async function deliverOne(claim: Claim, contentOf: ContentOf, on: CivilDate, post: Mailer): Promise<Delivery> {
  const composed = compose(claim, contentOf, post);
  if ('problem' in composed) return notSent(claim, composed.problem);
  const { entry } = claim;
  const outcome = await post.send({ ...composed.mail, to: entry.to, name: entry.name, noticeId: entry.noticeId });
  const email = outcome.outcome === 'sent' ? emailFacts(entry, composed.mail) : null;
  return {
    claim,
    state: stateAfter(claim, outcome, on, composed.mail.subject),
    email,
    problem: 'reason' in outcome ? outcome.reason : null,
    isPostponed: outcome.outcome === 'not-accepted',
  };
}

/** It stays due, and is reported. */
const notSent = (claim: Claim, problem: string): Delivery => ({
  claim,
  state: unsent(claim, problem),
  email: null,
  problem,
  isPostponed: false,
});

/** A mail that cannot be composed was certainly not sent. */
function compose(claim: Claim, contentOf: ContentOf, post: Mailer): { mail: ComposedMail } | { problem: string } {
  try {
    return { mail: composeMail(contentOf(claim), claim.entry, { partnerCenterUrl: post.partnerCenterUrl }) };
  } catch (error) {
    return { problem: `the mail could not be composed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What a mail would be, without sending it: for a dry run. @throws what composing throws */
export function previewEmail(claim: Claim, contentOf: ContentOf, post: Pick<Mailer, 'partnerCenterUrl'>): EmailFacts {
  return emailFacts(claim.entry, composeMail(contentOf(claim), claim.entry, post));
}

function emailFacts(entry: NoticeEntry, mail: ComposedMail): EmailFacts {
  const { kind, to, role, locale, noticeId } = entry;
  return { kind, to, role, locale, noticeId, subject: mail.subject };
}

/** An attempt that certainly came to nothing. Earlier ones of the same notice had no answer. */
function unsent({ entry: { state } }: Claim, reason: string): NoticeState {
  const unanswered = state.status === 'claimed' ? state.attempt - 1 : 0;
  return { status: 'pending', unanswered, reason: truncate(reason, LONGEST_REASON) };
}

/** Null: the claim stays, for settling to decide. */
function stateAfter(claim: Claim, outcome: SendOutcome, on: CivilDate, subject: string): NoticeState | null {
  switch (outcome.outcome) {
    case 'sent':
      return { status: 'sent', messageId: outcome.messageId, on, subject };
    case 'refused':
      return { status: 'undeliverable', reason: outcome.reason };
    case 'not-accepted':
      return unsent(claim, outcome.reason);
    case 'unanswered':
      return null;
  }
}
