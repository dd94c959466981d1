import { decisionLine, type EmailLine, emailLine } from './lines.ts';

/** The mail that a decision says was sent, as emails.jsonl will have it; null: it sent none. */
export const sentByDecision = decisionLine.transform((decision): EmailLine | null => {
  const { what, email, asOf, workflow, stage, partnerId, membershipId, cycle } = decision;
  if (what !== 'notice-sent' || email === null) return null;
  const mail = emailLine.safeParse({ ...email, asOf, workflow, stage, partnerId, membershipId, cycle });
  return mail.success ? mail.data : null;
});
