/**
 * What the daily workflows do with a due membership: decide, write the claims, send, write the answers.
 *
 *   decide ─► conditional write (claims, status) ─► send ─► conditional write (answers; no longer due)
 *
 * Stopped anywhere, the membership is due again. A payment that arrives in between wins (R-EXP-2): each write is for
 * the version that was read.
 */
import type { Membership } from '../../domain/memberships/membership.ts';
import type { MembershipDecision } from '../../domain/memberships/membership-decision.ts';
import { isRenaming } from '../../domain/memberships/rename.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import { GIVEN_UP, withGivenUpAlert } from '../../domain/notices/giving-up.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { Ledger, StageRecord } from '../../domain/notices/notice-state.ts';
import { countUnsettled, resumeNotices } from '../../domain/notices/settling.ts';
import { isCurrent } from '../../domain/renewal/is-current.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { losesRequirement } from '../../domain/renewal/standing.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import { type Claim, deliver } from '../../mail/deliver.ts';
import type { Store } from '../../store/store.ts';
import { skipIfMerging } from '../../sweep/skip-if-merging.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/sweep.ts';
import { storeCountedSkills } from '../changes/store-counted-skills.ts';
import { deliveryOutcome, previewLines } from '../deliveries/delivery-outcome.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { ledgerPartOf, membershipContent } from '../deliveries/membership-content.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import type { StoredMembership } from '../reads/membership-facts.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readChangeRecords } from './change-records.ts';

export type MembershipWorkflow = {
  workflow: 'renewal-notices' | 'grace-expiry';
  decide: (facts: RenewalFacts, context: DecisionContext) => MembershipDecision;
};

/** @throws WriteConflict if somebody else wrote between the reading and the decision: it is to be decided again */
export async function actOnMembership(
  work: MembershipWorkflow,
  { stored, facts: factsRead, countedSkills }: StoredMembership,
  call: PageCall,
  deps: MailingDeps,
): Promise<ItemOutcome> {
  const { asOf, dryRun } = call.run;
  if (countedSkills !== null && !dryRun) await storeCountedSkills(deps.store, countedSkills);
  const before = stored.value;
  const skipped = skipIfMerging(factsRead.partner, subjectOf(before), call);
  if (skipped !== null) return skipped;
  if (before.status.name === 'moved') {
    // A renaming that was stopped.
    if (isRenaming(before) && !dryRun) await recordDeliveries(deps.store, stored, []);
    return NOTHING_DONE;
  }
  const facts = await withRareFacts(factsRead, call, deps.store);
  const decision = decideAndResume(work, facts, call, deps);
  const after = decision.membership;
  const claims = newClaims(before.notices, after.notices);
  const contentOf = (claim: Claim) => membershipContent({ ...facts, membership: after }, claim, asOf);
  if (after === before && before.closing === null && before.successor === null) return unsettledOutcome(before);
  if (dryRun) return previewOutcome(decision, claims, contentOf, deps);
  const saved = after === before ? stored : await deps.store.memberships.replace(stored, after);
  const deliveries = await deliver(claims, contentOf, asOf, deps.post);
  const end = await recordDeliveries(deps.store, saved, deliveries);
  const ledgers = { before: before.notices, after: end.value.notices };
  return deliveryOutcome(subjectOf(before), decision.decisions, ledgers, deliveries, call.mode);
}

/**
 * The records of changes are read where a requirement is lost: the notice names its cause (R-COMP-5). The other
 * memberships, where delivery is lost: their notices may tell it (R-MEM-10).
 */
async function withRareFacts(facts: RenewalFacts, { mode, run }: PageCall, store: Store): Promise<RenewalFacts> {
  if (mode === 'settle') return facts;
  const { partnerId, membershipId, untoldDeliveryLoss } = facts.membership;
  const isRisk = losesRequirement(facts, run.asOf);
  const all = untoldDeliveryLoss === undefined ? [] : await readMemberships(store, partnerId);
  return {
    ...facts,
    ...(isRisk && { changes: await readChangeRecords(store, partnerId) }),
    ...(untoldDeliveryLoss !== undefined && { others: all.filter((each) => each.membershipId !== membershipId) }),
  };
}

/**
 * In settling nothing new is decided. What an earlier run left open is resumed after the decision: a stage that is due
 * today supersedes it (R-NOT-3). The same membership comes back if there is nothing to write.
 */
function decideAndResume(
  work: MembershipWorkflow,
  facts: RenewalFacts,
  call: PageCall,
  { operators }: MailingDeps,
): MembershipDecision {
  const { asOf, runId, startedAt } = call.run;
  const context = { asOf, runId, startedAt, now: call.settling.now, operators };
  const { membership, decisions } =
    call.mode === 'settle' ? { membership: facts.membership, decisions: [] } : work.decide(facts, context);
  const ownLedger = ledgerPartOf(membership.notices, work.workflow);
  const keyOf = new Map(Object.entries(ownLedger).map(([key, record]) => [record, key]));
  const decided = { ...facts, membership };
  const isTrue = (record: StageRecord) => isCurrent(decided, keyOf.get(record) ?? '', asOf);
  const resumed = resumeNotices(ownLedger, isTrue, call.settling);
  if (resumed === ownLedger) return { membership, decisions };
  const notices = { ...membership.notices, ...resumed };
  return { membership: { ...membership, notices: withOperatorAlert(membership, notices, context) }, decisions };
}

/** The same write that gives up a notice claims the alert about it to the operators. */
function withOperatorAlert(
  { partnerId, membershipId, cycle, notices }: Membership,
  after: Ledger,
  context: DecisionContext,
): Ledger {
  const subject = { partnerId, subject: membershipId, period: String(cycle) };
  return withGivenUpAlert(notices, after, GIVEN_UP, subject, context);
}

const unsettledOutcome = ({ notices }: Membership): ItemOutcome => ({
  ...NOTHING_DONE,
  unsettled: countUnsettled(notices),
});

function subjectOf(membership: Membership) {
  return { partnerId: membership.partnerId, membershipId: membership.membershipId, cycle: membership.cycle };
}

function previewOutcome(
  { membership, decisions }: MembershipDecision,
  claims: Claim[],
  contentOf: (claim: Claim) => NoticeContent,
  { post }: MailingDeps,
): ItemOutcome {
  const lines = [...decisions, ...previewLines(subjectOf(membership), claims, contentOf, post)];
  return { ...NOTHING_DONE, result: lines.length > 0 ? 'acted' : 'skipped', lines };
}
