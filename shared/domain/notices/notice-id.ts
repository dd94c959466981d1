/**
 * The id of a notice in the ledger: made of partner, subject, cycle, stage and recipient, so that an event that has it
 * as a tag leads back to the notice's entry. SES allows letters, digits, `_` and `-` in a tag's value.
 */
import { ID_PATTERN, MADE_ID_PATTERN, ONLY } from '../core/ids.ts';
import { stableHash } from '../core/stable-hash.ts';

const SEPARATOR = '__';

export type NoticeKey = {
  partnerId: string;
  /** A membership's id, `listing`, or `-` for what a partner has but one of. */
  subject: string;
  /** The cycle's number, or the month `YYYY-MM` of a listing's notice. */
  period: string;
  /** The ledger's key: the stage, or the kind of a notice without one. */
  stage: string;
  /** Identifies the address within the stage. */
  recipient: string;
};

const escapePart = (id: string): string => id.replaceAll('_', '_u').replaceAll('.', '_d');
const unescapePart = (id: string): string => id.replaceAll('_d', '.').replaceAll('_u', '_');

/** A recipient's part of a notice id: the same for an address in any letter case (R-ROLE-2). */
export function recipientKey(address: string): string {
  return stableHash(address.toLowerCase()).toString(16).padStart(16, '0');
}

export function formatNoticeId(key: NoticeKey): string {
  return [key.partnerId, key.subject, key.period, key.stage, key.recipient].map(escapePart).join(SEPARATOR);
}

/**
 * The parts of a notice id; null if `formatNoticeId` cannot have made it, so that no part leads outside the partner's
 * keys.
 */
export function parseNoticeId(noticeId: string): NoticeKey | null {
  const parts = noticeId.split(SEPARATOR).map(unescapePart);
  const [partnerId, subject, period, stage, recipient] = parts;
  if (parts.length !== 5 || !partnerId || !subject || !period || !stage || !recipient) return null;
  if (!ID_PATTERN.test(partnerId) || !(subject === ONLY || MADE_ID_PATTERN.test(subject))) return null;
  return { partnerId, subject, period, stage, recipient };
}
