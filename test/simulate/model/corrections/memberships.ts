/**
 * What was recorded wrongly about a membership (R-MEM-9). Each command says whether it is done; otherwise it is
 * refused.
 */
import { anniversaryOf, type Day, day } from '../dates.ts';
import { holds, PACKS } from '../enrolments.ts';
import { mergesOf } from '../merges.ts';
import {
  anniversary,
  isInForce,
  isOrder,
  isSameTerms,
  type Json,
  type Membership,
  type Program,
  type Terms,
} from '../program.ts';
import { replan } from '../renewals.ts';

/** As if it had been recorded so: the day's run ends what is over by that, and what is not over is active again. */
export function correctMembership(program: Program, m: Membership, c: Json, today: Day): boolean {
  if (isOrder(m)) return false;
  const terms = correctedTerms(m, c);
  const purchased: string = c.purchasedOn ?? m.purchased;
  const paid = c.paidThroughCycle === undefined ? m.cycle - 1 : Number(c.paidThroughCycle);
  if (!areTerms(terms) || !isPossible(program, m, purchased, paid, today)) return false;
  if ((m.closed.at(-1)?.cycle ?? 0) > paid) return false;
  const ad = anniversaryOf(purchased, paid + 1);
  const isMoved = ad !== anniversary(m);
  const after = { ...m, ...terms, purchased, cycle: paid + 1, expired: m.expired && (!isMoved || today > ad + 30) };
  const isNew = !isInForce(m, today) || !isSameTerms(m, terms);
  if (isNew && isInForce(after, today) && hasBeside(program, m, terms, today)) return false;
  const isSame = purchased === m.purchased && paid === m.cycle - 1 && isSameTerms(m, terms);
  if (isSame) return true;
  const isDeclined = m.isDeclined && (!isMoved || after.cycle === m.cycle);
  const expired = m.superseded === null && after.expired;
  const override = isMoved ? null : m.override;
  m.isLatestKnown = false;
  Object.assign(m, terms, { purchased, cycle: after.cycle, expired, isDeclined, override });
  const [first] = mergesOf(program, m.partner).sort((a, b) => a.on - b.on);
  if (first !== undefined) replan(program, m, first.on, today);
  return true;
}

/** With another offer, what that one does not have falls away. */
function correctedTerms(m: Membership, c: Json): Terms {
  const offer: string = c.offer ?? m.offer;
  const isOther = offer !== m.offer;
  return {
    offer,
    competency: c.competency ?? (PACKS.includes(offer) ? '' : m.competency),
    level: c.level ?? (isOther ? '' : m.level),
    learning: c.learningOption ?? (isOther ? false : m.learning),
  };
}

/** R-MEM-1. */
function areTerms({ offer, competency, level, learning }: Terms): boolean {
  if (PACKS.includes(offer)) return competency === '' && level === '' && !learning;
  if (competency === '') return false;
  return offer === 'competency' ? level !== '' : level === '' && !learning;
}

/** R-IMP-3. */
function isPossible({ tokens }: Program, m: Membership, purchased: string, paid: number, today: Day): boolean {
  if (day(purchased) > today || (paid > 0 && anniversaryOf(purchased, paid) > today)) return false;
  return !tokens.some((token) => token.membership === m && token.issued < day(purchased));
}

/** Whether the partner has what excludes these terms, and is not renewed together with the membership. */
function hasBeside(program: Program, m: Membership, terms: Terms, today: Day): boolean {
  const leaderOf = (each: Membership): Membership => each.consolidation?.into ?? each;
  const apart = program.memberships.filter((other) => leaderOf(other) !== leaderOf(m));
  return holds({ ...program, memberships: apart }, m.partner, terms, { on: today, today });
}

/** The former id goes on working, and no other membership gets it. */
export function rename(program: Program, m: Membership, { to }: Json): boolean {
  if (m.id === to) return true;
  const others = program.memberships.filter((other) => other !== m && other.partner === m.partner);
  if (others.some(({ id, former }) => id === to || former.some((name) => name.id === to))) return false;
  const rest = m.former.filter(({ partner, id }) => partner !== m.partner || (id !== to && id !== m.id));
  m.former = [...rest, { partner: m.partner, id: m.id }];
  m.id = to;
  return true;
}
