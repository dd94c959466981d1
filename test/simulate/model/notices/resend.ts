/** A notice that an operator sends again (R-NOT-2, R-NOT-3). */
import { type Day, day, text } from '../dates.ts';
import { placeTakerText } from '../groups.ts';
import { isSamePerson } from '../licences.ts';
import {
  anniversary,
  isInForce,
  isOrder,
  type Json,
  type Latest,
  type Membership,
  type Partner,
  type Program,
  toldOf,
} from '../program.ts';
import { isShort } from '../requirements.ts';
import { ADMINS, ALL_ADMINS, isReviewed, recipients } from './mails.ts';

/**
 * What the year knows, and the model does not: the notices of the membership's ledger that the renewal is at risk;
 * whether there is one of which nobody knows whether it was sent; and what was sent again, by its kind and to whom.
 */
export type Resent = {
  risks: { on: string; copies: { to: string; on: string; partnerId: string; membershipId: string }[] }[];
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
  const told = latestOf(program, m, today, found?.risks ?? []);
  const roles = told?.kind === 'renewal' && !isReviewed(program, m.partner, today) ? ALL_ADMINS : ADMINS;
  const asked = recipients(m.partner, roles).filter((to) => c.to === undefined || isSamePerson(to, c.to));
  const isOwed = (to: string): boolean => {
    const copy = told?.copies.get(to);
    return copy === undefined || (c.to !== undefined && copy.on < today);
  };
  const isUnsure = !m.isLatestKnown || found?.isUncertain;
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

/**
 * Of those about a stage or a payment, and those about a loss since, as long as that is so (R-NOT-9); null: nothing is
 * to be said.
 */
function latestOf(program: Program, m: Membership, today: Day, risks: Resent['risks']): Latest | null {
  const { latest } = m;
  if (isOrder(m)) return null;
  const current = [
    ...(isAtRisk(program, m, today) ? risks.map(riskOf) : []),
    ...m.losses.filter(({ lostOn }) => isStillLost(m.partner, lostOn)),
  ];
  const loss = current.sort((a, b) => a.on - b.on).at(-1);
  // By an upgrade, too: that is told of the gold membership.
  const hasEnded = m.superseded !== null;
  if (loss !== undefined && !hasEnded && (latest === null || isSince(loss, latest))) return loss;
  return isTelling(program, m, today) ? latest : null;
}

/** A stage of the same day is decided after it, a payment before it. */
const isSince = (loss: Latest, { stage, on }: Latest): boolean => (stage === null ? loss.on >= on : loss.on > on);

const isAtRisk = (program: Program, m: Membership, today: Day): boolean =>
  isInForce(m, today) && m.consolidation === null && !m.isDeclined && isShort(program, m, today);

/** There has been no trainer since that day. */
const isStillLost = ({ mct, goneOn }: Partner, lostOn: Day): boolean => mct === 0 && (goneOn ?? lostOn) === lostOn;

const riskOf = ({ on, copies }: Resent['risks'][number]): Latest => ({
  kind: 'renewal-at-risk',
  stage: null,
  on: day(on),
  goesOn: null,
  copies: new Map(copies.map(({ to, on: sentOn, ...name }) => [to, { on: day(sentOn), ...name }])),
});

/** Whether the latest notice still has something to say: nothing is told that does not hold any more (R-NOT-9). */
function isTelling({ config }: Program, m: Membership, today: Day): boolean {
  const { latest, consolidation } = m;
  if (isOrder(m) || latest === null) return false;
  switch (latest.kind) {
    case 'expired':
      return m.expired;
    case 'consolidated':
    case 'benefits-ended':
      return m.superseded !== null && latest.goesOn === placeTakerText(m, today);
    case 'renewal': {
      // A later one that is due goes out with the run of the day: at most one a day (R-NOT-3).
      const isDue = config.noticeStages.some(
        (stage: number) => anniversary(m) + stage <= today && !toldOf(m).has(stage),
      );
      return isInForce(m, today) && consolidation === null && !m.isDeclined && !isDue;
    }
    default:
      return isInForce(m, today) && consolidation === null;
  }
}
