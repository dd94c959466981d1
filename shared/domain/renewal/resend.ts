/** Sending a membership's latest notice again, on an operator's command only (R-NOT-2, R-NOT-3). */

import type { CivilDate } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';
import { CONFIRMATION, currentEndedKey, type Membership, UPGRADED } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { isInForce } from '../memberships/status.ts';
import { claimNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { isOfEarlierAnniversary } from '../notices/earlier-anniversary.ts';
import type { NoticeEntry, StageRecord } from '../notices/notice-state.ts';
import { pastStates } from '../notices/past-state.ts';
import { entryOf, isToldOn } from '../notices/told-on.ts';
import type { Recipient } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { isAtRiskKey } from './at-risk-notice.ts';
import { endKey, keyBefore } from './corrections/put-away.ts';
import { isDeliveryLossKey } from './ending/delivery-loss.ts';
import { holdsAfterEnd } from './ending/end-notice.ts';
import { isCurrent, noticeKindOf } from './is-current.ts';
import { confirmationKey } from './payment/confirmation.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { noticeRecipients } from './renewal-notices.ts';
import { dueStages, EXPIRY_STAGE, stageToTell } from './stages.ts';

/** The renewal is declined, or it is renewed together with another one. */
const SKIPPING: readonly string[] = ['R-REN-8', 'R-MRG-2'];

export type ResendOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `to`: the addresses to send it to; empty: it was sent or is on its way, and the next run settles open claims. */
  | { outcome: 'resent'; membership: Membership; stage: number | null; to: string[] };

/**
 * Claims the latest notice again for every recipient to whom it was not sent; with `to`, for that recipient even if it
 * was sent before, but not twice on one day. `commandId`: a repeated command sends nothing.
 */
export function decideResend(
  facts: RenewalFacts,
  { to, commandId }: { to: string | undefined; commandId: string },
  context: DecisionContext,
): ResendOutcome {
  const { membership } = facts;
  // An earlier attempt of the command was interrupted before it was recorded as done; another notice may have come
  // since.
  const earlier = resentEarlier(membership, commandId);
  if (earlier !== undefined) return { outcome: 'resent', membership, stage: earlier.stage, to: [] };
  const latest = latestNotice(facts, context.asOf);
  if (latest === null) return refuse('R-NOT-1', 'no notice of this cycle has anything to say on this day');
  const [key, record] = latest;
  const due = dueStages(membership, context.asOf, facts.config);
  const next = noticeKindOf(membership, key, record) === 'renewal' ? stageToTell(membership, due) : null;
  if (next !== null) return refuse('R-NOT-3', dueReason(next));
  const recipients = chooseRecipients(recipientsFor(key, record, facts, context.asOf), to);
  if (recipients.length === 0) return refuse('R-ROLE-2', noRecipientReason(facts, to));
  const isFree = freeOn(membership, key, context.asOf);
  const owed = recipients.filter((recipient) => isOwed(recipient, record, to, context.asOf) && isFree(recipient));
  const isOpen = recipients.some((recipient) => isOnItsWay(entryOf(record, recipient)));
  if (owed.length === 0 && !isOpen) {
    const isTold = !recipients.every(isFree);
    return refuse('R-NOT-3', isTold ? alreadyToldReason : alreadySentReason(to));
  }
  const resentBy = [...(record.resentBy ?? []), commandId];
  const again = { ...withClaims(record, owed, key, membership, context), resentBy };
  return {
    outcome: 'resent',
    membership: { ...membership, notices: { ...membership.notices, [key]: again } },
    stage: record.stage,
    to: owed.map((recipient) => recipient.to),
  };
}

const resentEarlier = ({ notices, closing }: Membership, commandId: string): StageRecord | undefined =>
  [notices, closing?.notices ?? {}]
    .flatMap(Object.values<StageRecord>)
    .find((record) => record.resentBy?.includes(commandId));

/**
 * The record that it has ended, or of the latest decided stage, or of a notice since that the renewal is at risk or
 * delivery is lost, or else of the confirmation or upgrade; null: what came last has nothing more to say.
 */
function latestNotice(facts: RenewalFacts, asOf: CivilDate): [string, StageRecord] | null {
  const endKey = currentEndedKey(facts.membership);
  // Not those of a cycle that a reversed payment had begun (R-REN-9).
  const records = Object.entries(facts.membership.notices).filter(([key]) => keyBefore(key) === key);
  const find = (wanted: string | null) => records.find(([key]) => key === wanted) ?? null;
  const ended = find(endKey);
  if (ended !== null) return holdsAfterEnd(facts, ended[1], asOf) ? ended : null;
  const stage = records
    .toSorted(([, a], [, b]) => (a.stage ?? 0) - (b.stage ?? 0))
    .findLast(([key, each]) => each.stage !== null && !isSkipped(each) && !isOfEarlierAnniversary(key));
  const risk = records
    .toSorted(([, a], [, b]) => compareTexts(a.decidedOn, b.decidedOn))
    .findLast(([key]) => (isAtRiskKey(key) || isDeliveryLossKey(key)) && isCurrent(facts, key, asOf));
  const confirmed = find(CONFIRMATION) ?? find(UPGRADED);
  // That delivery is lost may have been told before the payment.
  const isLatest = ([, record]: [string, StageRecord]): boolean =>
    stage === undefined ? confirmed === null || !isBefore(record, confirmed[1]) : isBefore(stage[1], record);
  if (risk !== undefined && isLatest(risk)) return risk;
  if (stage !== undefined) return isCurrent(facts, stage[0], asOf) ? stage : null;
  // What has ended since, or is renewed together with another one, is not confirmed any more (R-NOT-9).
  return isInForce(facts.membership, asOf) && facts.membership.consolidation === null ? confirmed : null;
}

/** What was skipped for that is no notice; other stages are skipped for one that is. */
const isSkipped = ({ rule, stage }: StageRecord): boolean => SKIPPING.includes(rule) && stage !== EXPIRY_STAGE;

const isBefore = (a: StageRecord, b: StageRecord): boolean =>
  a.decidedOn === b.decidedOn ? (a.at ?? '') < (b.at ?? '') : a.decidedOn < b.decidedOn;

function recipientsFor(key: string, record: StageRecord, facts: RenewalFacts, asOf: CivilDate): Recipient[] {
  return noticeKindOf(facts.membership, key, record) === 'renewal'
    ? noticeRecipients(facts, asOf)
    : recipientsOf(facts.partner, ADMINS);
}

function chooseRecipients(recipients: Recipient[], to: string | undefined): Recipient[] {
  return to === undefined ? recipients : recipients.filter((each) => each.to.toLowerCase() === to.toLowerCase());
}

const isOnItsWay = (entry: NoticeEntry | undefined): boolean =>
  entry?.state.status === 'claimed' || entry?.state.status === 'pending';

function isOwed(recipient: Recipient, record: StageRecord, to: string | undefined, asOf: CivilDate): boolean {
  const entry = entryOf(record, recipient);
  if (isOnItsWay(entry)) return false;
  return entry?.state.status !== 'sent' || (to !== undefined && entry.state.on < asOf);
}

/** Whether somebody was not told of the renewal on the day by another record: of an earlier anniversary (R-MEM-9). */
function freeOn(membership: Membership, key: string, day: CivilDate): (recipient: Recipient) => boolean {
  const { [key]: record, ...others } = membership.notices;
  if (record === undefined || noticeKindOf(membership, key, record) !== 'renewal') return () => true;
  return (recipient) => !isToldOn(others, recipient, day);
}

/** The record with a new claim for each recipient, which replaces the recipient's former entry. */
function withClaims(
  record: StageRecord,
  recipients: Recipient[],
  key: string,
  membership: Membership,
  context: DecisionContext,
): StageRecord {
  const draft = {
    ...record,
    ...noticeSubject(membership),
    period: record.period,
    key: idKeyOf(key, record, membership),
    kind: noticeKindOf(membership, key, record),
  };
  const { notices } = claimNotices(draft, recipients, context);
  const claims = notices.map((entry) => {
    const before = entryOf(record, entry);
    if (before === undefined) return { ...entry, added: stampOf(context) };
    // It keeps its id, which may be of a name that the membership had before a merge or a renaming (R-MRG-5, R-MEM-9).
    const { noticeId } = before;
    const past = pastStates(record, before, entry.state, stampOf(context));
    return {
      ...entry,
      noticeId,
      earlier: before.to === entry.to ? past : past.map((state) => ({ to: before.to, ...state })),
    };
  });
  const claimedIds = new Set(claims.map(({ noticeId }) => noticeId));
  const others = record.notices.filter(({ noticeId }) => !claimedIds.has(noticeId));
  return { ...record, notices: [...others, ...claims] };
}

/** What names the notice in its ids: of some a cycle can have more than one (R-REN-9). */
function idKeyOf(key: string, { period }: StageRecord, membership: Membership): string {
  if (key === CONFIRMATION) return confirmationKey(membership, Number(period));
  return key === String(EXPIRY_STAGE) ? endKey(membership) : key;
}

function refuse(rule: string, reason: string): ResendOutcome {
  return { outcome: 'refused', refusal: { rule, reason, inputs: {} } };
}

function noRecipientReason({ partner }: RenewalFacts, to: string | undefined): string {
  if (to === undefined) return `${partner.partnerId} has no admin who can be reached: set its contacts first`;
  return `${to} is not one of those of ${partner.partnerId} who get this notice and can be reached`;
}

/** At most one renewal notice a day: the one that is due tells what this one would. */
const dueReason = (stage: number): string =>
  `stage ${stage} is due: the next run of renewal-notices sends it to everybody who gets it`;

const alreadyToldReason = 'a notice of the anniversary before the correction was sent on this day: at most one a day';

const alreadySentReason = (to: string | undefined): string =>
  to === undefined
    ? 'it was sent to everybody who gets it; name one of them with "to" to send it again'
    : `it was sent to ${to} on this day: at most one a day`;
