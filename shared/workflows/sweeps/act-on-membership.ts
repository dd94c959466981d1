/**
 * What the daily workflows do with a due membership: decide, write the claims, send, write the outcomes.
 *
 *   decide ─► conditional write (claims, status) ─► send ─► conditional write (outcomes; no longer due)
 *
 * Killed anywhere, it is due again; a payment that arrives in between wins (R-EXP-2), because the write is for the version that was read.
 */

import type { Membership } from '../../domain/memberships/membership.ts';
import type { MembershipDecision } from '../../domain/memberships/membership-decision.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import { GIVEN_UP, withGivenUpAlert } from '../../domain/notices/giving-up.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { Ledger, StageRecord } from '../../domain/notices/notice-state.ts';
import { countUncertain, countUnsettled, resumeNotices } from '../../domain/notices/settling.ts';
import { isCurrent } from '../../domain/renewal/is-current.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { type Claim, type Delivery, deliver, previewEmail } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/page.ts';
import { skipIfMerging } from '../../sweep/skip-if-merging.ts';
import { storeCountedSkills } from '../changes/store-counted-skills.ts';
import {
  countPostponed,
  deliveryLine,
  givenUpLines,
  itemResult,
  uncertainLines,
} from '../deliveries/delivery-report.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { ledgerPartOf, membershipContent } from '../deliveries/membership-content.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import type { StoredMembership } from '../reads/membership-facts.ts';

export type MembershipWorkflow = {
  workflow: 'renewal-notices' | 'grace-expiry';
  decide: (facts: RenewalFacts, context: DecisionContext) => MembershipDecision;
};

/** @throws WriteConflict if somebody else wrote between the reading and the decision: it is to be decided anew */
export async function actOnMembership(
  of: MembershipWorkflow,
  { stored, facts, countedSkills }: StoredMembership,
  call: PageCall,
  deps: MailingDeps,
): Promise<ItemOutcome> {
  if (countedSkills !== null && !call.run.dryRun) await storeCountedSkills(deps.store, countedSkills);
  const before = stored.value;
  const alone = skipIfMerging(facts.partner, subjectOf(before), call);
  if (alone !== null) return alone;
  if (before.status.name === 'moved') return NOTHING_DONE;
  const decision = decideAndResume(of, facts, call, deps);
  const after = decision.membership;
  const claims = newClaims(before.notices, after.notices);
  const contentOf = (claim: Claim) => membershipContent({ ...facts, membership: after }, claim, call.run.asOf);
  if (after === before && before.closing === null && before.successor === null) return unsettledOutcome(before);
  if (call.run.dryRun) return previewOutcome(decision, claims, contentOf, deps);
  const saved = after === before ? stored : await deps.store.memberships.replace(stored, after);
  const deliveries = await deliver(claims, contentOf, call.run.asOf, deps.post);
  const end = await recordDeliveries(deps.store, saved, deliveries);
  return outcomeOf(decision, before, deliveries, end, call.mode);
}

/**
 * In settling nothing new is decided. What an earlier run left open is taken up after the decision: a stage that is due today
 * supersedes it (R-NOT-3). The same membership comes back if there is nothing to write.
 */
function decideAndResume(
  of: MembershipWorkflow,
  facts: RenewalFacts,
  call: PageCall,
  deps: MailingDeps,
): MembershipDecision {
  const { asOf, runId, startedAt } = call.run;
  const context = { asOf, runId, startedAt, now: call.settling.now, operators: deps.operators };
  const decided = call.mode === 'settle' ? noDecision(facts.membership) : of.decide(facts, context);
  const { membership, decisions } = decided;
  const mine = ledgerPartOf(membership.notices, of.workflow);
  const keyOf = new Map(Object.entries(mine).map(([key, record]) => [record, key]));
  const isTrue = (record: StageRecord) => isCurrent(membership, keyOf.get(record) ?? '', asOf);
  const taken = resumeNotices(mine, isTrue, call.settling);
  if (taken === mine) return { membership, decisions };
  const notices = { ...membership.notices, ...taken };
  return { membership: { ...membership, notices: withOperatorAlert(membership, notices, context) }, decisions };
}

/** The operators are told, by the same write, of what is given up. */
function withOperatorAlert(
  { partnerId, membershipId, cycle, notices }: Membership,
  after: Ledger,
  context: DecisionContext,
): Ledger {
  const of = { partnerId, subject: membershipId, period: String(cycle) };
  return withGivenUpAlert(notices, after, GIVEN_UP, of, context);
}

const noDecision = (membership: Membership): MembershipDecision => ({ membership, decisions: [] });

function unsettledOutcome(membership: Membership): ItemOutcome {
  return { ...NOTHING_DONE, unsettled: countUnsettled(membership.notices) };
}

function subjectOf(membership: Membership) {
  return { partnerId: membership.partnerId, membershipId: membership.membershipId, cycle: membership.cycle };
}

function previewOutcome(
  { membership, decisions }: MembershipDecision,
  claims: Claim[],
  contentOf: (claim: Claim) => ReturnType<typeof membershipContent>,
  deps: MailingDeps,
): ItemOutcome {
  const lines = claims.map((claim) => {
    const email = previewEmail(claim, contentOf, deps.post);
    return {
      ...deliveryLine(subjectOf(membership), { claim, state: null, email, problem: null, isPostponed: false }),
      what: 'notice-would-be-sent',
    };
  });
  const all = [...decisions, ...lines];
  return { ...NOTHING_DONE, result: all.length > 0 ? 'acted' : 'skipped', lines: all };
}

function outcomeOf(
  decision: MembershipDecision,
  before: Membership,
  deliveries: Delivery[],
  end: Stored<Membership>,
  mode: PageCall['mode'],
): ItemOutcome {
  const subject = subjectOf(before);
  const lost = givenUpLines(subject, before.notices, end.value.notices);
  return {
    ...NOTHING_DONE,
    result: itemResult(deliveries, decision.decisions.length > 0, mode, lost.length),
    unsettled: countUnsettled(end.value.notices) + countPostponed(deliveries, mode),
    uncertain: Math.max(0, countUncertain(end.value.notices) - countUncertain(before.notices)),
    lines: [
      ...decision.decisions,
      ...lost,
      ...deliveries.map((delivery) => deliveryLine(subject, delivery)),
      ...uncertainLines(subject, before.notices, end.value.notices),
    ],
  };
}
