/** What a sweep reports of an item whose notices were sent, or would be. */
import type { Decision } from '../../domain/core/decision.ts';
import type { Ledger } from '../../domain/notices/notice-state.ts';
import { countUncertain, countUnsettled } from '../../domain/notices/settling.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import { type Claim, type Delivery, type Mailer, previewEmail } from '../../mail/deliver.ts';
import type { DecisionLine, Subject } from '../../sweep/report.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/sweep.ts';
import { deliveryLine, givenUpLines, uncertainLines } from './delivery-report.ts';

type Mode = PageCall['mode'];

/** `before`, `after`: the item's ledger as it was read, and with the answers of the mail service. */
export function deliveryOutcome(
  subject: Subject,
  decisions: Decision[],
  { before, after }: { before: Ledger; after: Ledger },
  deliveries: Delivery[],
  mode: Mode,
): ItemOutcome {
  const givenUp = givenUpLines(subject, before, after);
  return {
    ...NOTHING_DONE,
    result: itemResult(deliveries, decisions.length > 0, mode, givenUp.length),
    unsettled: countUnsettled(after) + countPostponed(deliveries, mode),
    uncertain: Math.max(0, countUncertain(after) - countUncertain(before)),
    lines: [
      ...decisions,
      ...givenUp,
      ...deliveries.map((delivery) => deliveryLine(subject, delivery)),
      ...uncertainLines(subject, before, after),
    ],
  };
}

/**
 * A mail that certainly was not accepted, or is given up, makes its item fail: somebody should look. While it may still
 * be accepted in the settling of the same run, it is only unsettled.
 */
export function itemResult(
  deliveries: Delivery[],
  hasDecided: boolean,
  mode: Mode,
  givenUp = 0,
): ItemOutcome['result'] {
  const open = deliveries.filter(({ state }) => state?.status === 'pending');
  if (givenUp > 0 || open.length > countPostponed(deliveries, mode)) return 'failed';
  return deliveries.length > 0 || hasDecided ? 'acted' : 'skipped';
}

/** Mails that the settling of the run tries again; in settling itself there are none: they wait for the next run. */
export function countPostponed(deliveries: Delivery[], mode: Mode): number {
  return mode === 'settle' ? 0 : deliveries.filter(({ isPostponed }) => isPostponed).length;
}

/** A line for each mail that a dry run would have sent. */
export function previewLines(
  subject: Subject,
  claims: Claim[],
  contentOf: (claim: Claim) => NoticeContent,
  mailer: Mailer,
): DecisionLine[] {
  return claims.map((claim) => {
    const email = previewEmail(claim, contentOf, mailer);
    const line = deliveryLine(subject, { claim, state: null, email, problem: null, isPostponed: false });
    return { ...line, what: 'notice-would-be-sent' };
  });
}
