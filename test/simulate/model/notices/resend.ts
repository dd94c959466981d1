/** A notice that an operator sends again (R-NOT-2, R-NOT-3). */
import { type Day, text } from '../dates.ts';
import { isSamePerson } from '../licences.ts';
import { anniversary, isInForce, isOrder, type Json, type Membership, type Program, toldOf } from '../program.ts';
import { ADMINS, ALL_ADMINS, isReviewed, recipients } from './mails.ts';

/**
 * What the year knows, and the model does not: whether the membership's ledger had a notice that the renewal is at
 * risk, or one of which nobody knows whether it was sent; and what was sent again, by its kind and to whom.
 */
export type Resent = {
  hasRisk: boolean;
  isUncertain: boolean;
  isDone: boolean;
  kind: string | null;
  stage: number | null;
  to: string[];
};

/**
 * The latest notice, to those who should have it and have not, or to the one that is named.
 *
 * @returns whether it is done
 */
export function resend(program: Program, m: Membership, c: Json, today: Day): boolean {
  const found: Resent | undefined = c.resent;
  const told = isTelling(program, m, today) ? m.latest : null;
  const roles = told?.kind === 'renewal' && !isReviewed(program, m.partner, today) ? ALL_ADMINS : ADMINS;
  const asked = recipients(m.partner, roles).filter((to) => c.to === undefined || isSamePerson(to, c.to));
  const isOwed = (to: string): boolean => {
    const copy = told?.copies.get(to);
    return copy === undefined || (c.to !== undefined && copy.on < today);
  };
  const isUnsure = !m.isLatestKnown || found?.isUncertain || (found?.hasRisk && found.kind !== told?.kind);
  const owed = found && isUnsure ? found.to : told === null ? [] : asked.filter(isOwed);
  const isDone = found && isUnsure ? found.isDone : owed.length > 0;
  const sent = found && isUnsure ? found : told;
  for (const to of owed) {
    const name = told?.copies.get(to) ?? { partnerId: m.partner.id, membershipId: m.id };
    const { partnerId, membershipId } = name;
    program.emails.push({
      asOf: text(today),
      kind: sent?.kind ?? '',
      stage: sent?.stage ?? null,
      partnerId,
      membershipId,
      to,
    });
    told?.copies.set(to, { on: today, partnerId, membershipId });
  }
  return isDone;
}

/** Whether the latest notice still has something to say: nothing is told that does not hold any more (R-NOT-9). */
function isTelling({ config }: Program, m: Membership, today: Day): boolean {
  const { latest, consolidation } = m;
  if (isOrder(m) || latest === null) return false;
  switch (latest.kind) {
    case 'expired':
      return m.expired;
    case 'consolidated':
    case 'benefits-ended':
      return m.superseded !== null;
    case 'renewal': {
      // A later one that is due goes out with the run of the day: at most one a day (R-NOT-3).
      const isDue = config.noticeStages.some(
        (stage: number) => anniversary(m) + stage <= today && !toldOf(m).has(stage),
      );
      return isInForce(m, today) && consolidation === null && !m.isDeclined && !isDue;
    }
    default:
      return isInForce(m, today);
  }
}
