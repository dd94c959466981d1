/** The commands of a day by which an assumption about payments comes true: what an operator would record. */
import type { ProgramConfig } from '../../../../shared/domain/config/program-config.ts';
import { addDays, type CivilDate, daysBetween, WINDOW_DAYS } from '../../../../shared/domain/core/calendar.ts';
import { isReviewed, REVIEWERS } from '../../../../shared/domain/partners/profile-review.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import { duePartition, indexOf, keyOfEntry } from '../../../../shared/store/keys.ts';
import type { Store } from '../../../../shared/store/store.ts';
import type { Key } from '../../../../shared/store/table.ts';
import { readMembershipFacts } from '../../../../shared/workflows/reads/membership-facts.ts';
import { ASSUMED, daysUntilPayment, type PaymentAssumption } from './payment-assumption.ts';

const EXPIRY = 'grace-expiry';
const [REVIEWER = ''] = REVIEWERS;
/** Days from the anniversary to the one on which an unpaid membership expires (R-EXP-1). */
const DAYS_TO_EXPIRY = WINDOW_DAYS + 1;

export type AssumptionSource = {
  readonly store: Store;
  readonly config: ProgramConfig;
  /** What the input pays itself: nothing is assumed of these, `partnerId membershipId`. */
  readonly recorded: ReadonlySet<string>;
};

/**
 * A payment for each membership in its window that the assumption draws and that may be renewed on this day, and before
 * it the profile review that it needs. What is not eligible is not paid. It is found by the sparse index of expiries:
 * what is not in its window costs nothing.
 */
export async function assumedCommands(
  assumption: PaymentAssumption,
  source: AssumptionSource,
  on: CivilDate,
): Promise<DatedCommand[]> {
  const keys = await readDrawn(assumption, source, on);
  const items = await readMembershipFacts(source.store, source.config, keys);
  return items.flatMap(({ facts }) => commandsFor(facts, source, on));
}

async function readDrawn(
  assumption: PaymentAssumption,
  { store: { table }, recorded }: AssumptionSource,
  on: CivilDate,
): Promise<Key[]> {
  const index = indexOf(EXPIRY);
  const earliest = Math.min(...assumption.rules.map(({ daysAfter }) => daysAfter));
  const before = addDays(on, DAYS_TO_EXPIRY - earliest + 1);
  const drawn: Key[] = [];
  for (let shard = 0; shard < table.shards; shard += 1) {
    let cursor = null;
    do {
      const page = await table.query({ index, partition: duePartition(EXPIRY, shard), before, cursor });
      cursor = page.cursor;
      for (const entry of page.items) {
        const [expiresOn = '', partnerId = '', membershipId = ''] = String(entry[index.sort]).split('#');
        const anniversary = addDays(expiresOn as CivilDate, -DAYS_TO_EXPIRY);
        const days = daysUntilPayment(assumption, { partnerId, membershipId, anniversary });
        const passed = daysBetween(anniversary, on);
        if (days === null || passed < days || passed > WINDOW_DAYS) continue;
        if (!recorded.has(`${partnerId} ${membershipId}`)) drawn.push(keyOfEntry(entry));
      }
    } while (cursor !== null);
  }
  return drawn;
}

type Facts = Awaited<ReturnType<typeof readMembershipFacts>>[number]['facts'];

function commandsFor(facts: Facts, { config }: AssumptionSource, on: CivilDate): DatedCommand[] {
  const { membership, partner } = facts;
  const { partnerId, membershipId } = membership;
  const needsReview = !isReviewed(partner, on, config.profileReviewMaxAgeDays);
  const reviewed = needsReview ? { ...partner, profileReviews: [...partner.profileReviews, on] } : partner;
  const payment = { paidOn: on, reference: ASSUMED, commandId: ASSUMED };
  const context = { asOf: on, runId: ASSUMED, now: ASSUMED, operators: ASSUMED };
  if (decidePayment({ ...facts, partner: reviewed }, payment, context).outcome === 'refused') return [];
  const review: DatedCommand = {
    on,
    command: { command: 'record-profile-review', partnerId, reviewedOn: on, by: REVIEWER },
  };
  const paid: DatedCommand = {
    on,
    command: { command: 'record-payment', partnerId, membershipId, paidOn: on, reference: ASSUMED },
  };
  return needsReview ? [review, paid] : [paid];
}
