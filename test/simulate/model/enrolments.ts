/** Enrolment, orders and upgrades (R-MEM). Each command says whether it is done; otherwise it is refused. */
import { type Day, day, text } from './dates.ts';
import { coveredBy, followUpgrade } from './groups.ts';
import { send } from './notices/mails.ts';
import {
  anniversary,
  isInForce,
  isOrder,
  type Json,
  type Membership,
  type Partner,
  type Payment,
  type Program,
  type Terms,
  termsOf,
  type Upgrade,
  wasInForce,
} from './program.ts';
import { judgePurchase, nameOfFallback, purchaseFallback } from './requirements.ts';

export const PACKS = ['action-pack', 'learning-action-pack'];
const LEVELS = ['', 'silver', 'gold'];

export function newMembership(partner: Partner, id: string, terms: Terms): Membership {
  return {
    ...termsOf(terms),
    id,
    partner,
    former: [],
    purchased: '',
    ordered: null,
    paidOrder: null,
    commitment: null,
    discount: 0,
    cycle: 1,
    closed: [],
    reversed: [],
    expired: false,
    superseded: null,
    gold: null,
    consolidation: null,
    covers: [],
    told: new Map(),
    override: null,
    isDeclined: false,
    toldEnds: new Set(),
    endMail: null,
    latest: null,
    isLatestKnown: true,
    untoldLoss: null,
    losses: [],
  };
}

const ofPartner = ({ memberships }: Program, partner: Partner): Membership[] =>
  memberships.filter((m) => m.partner === partner);

/** Whether terms exclude others: a second pack (R-MEM-6), or the same competency at this or another level (R-MEM-5). */
function excludes(wanted: Terms, had: Terms, isBought: boolean): boolean {
  if (wanted.offer !== had.offer) return false;
  if (PACKS.includes(wanted.offer)) return true;
  if (wanted.offer !== 'competency') return false;
  const isSame = wanted.competency === had.competency && wanted.learning === had.learning;
  return isSame && (isBought || LEVELS.indexOf(had.level) >= LEVELS.indexOf(wanted.level));
}

/** The day of the purchase, and that on which it is recorded; `self` does not count. */
type When = { on: Day; today: Day; self?: Membership };

/** Whether a partner has, or had on the day of the purchase, what excludes these terms. */
export const holds = (program: Program, p: Partner, wanted: Terms, when: When): boolean =>
  has(program, p, (had, isBought) => excludes(wanted, had, isBought), when);

/** Orders count while they can be paid; what a membership covers is not bought by itself. */
function has(program: Program, p: Partner, isIt: (had: Terms, isBought: boolean) => boolean, when: When): boolean {
  const { on, today, self } = when;
  return ofPartner(program, p).some((m) => {
    if (m === self) return false;
    if (isOrder(m)) return today <= (m.ordered ?? 0) + 30 && isIt(m, false);
    if (!isInForce(m, today) && !wasInForce(m, on, day(m.purchased))) return false;
    return isIt(m, true) || m.covers.some((had) => isIt(had, false));
  });
}

/** An id that a membership has, or had here before it was renamed (R-MEM-9). */
const isTaken = (program: Program, partner: Partner, id: string): boolean =>
  ofPartner(program, partner).some(
    (m) => m.id === id || m.former.some((name) => name.partner === partner && name.id === id),
  );

export function enrol(program: Program, p: Partner, c: Json, today: Day): boolean {
  const on = c.paidOn === undefined ? today : day(c.paidOn);
  const wanted = {
    offer: c.offer,
    competency: c.competency ?? '',
    level: c.level ?? '',
    learning: c.learningOption ?? false,
  };
  if (isTaken(program, p, c.membershipId)) return false;
  if (on > today || holds(program, p, wanted, { on, today })) return false;
  const terms = soldTerms(program, p, wanted, on, c.acceptFallback);
  if (terms === null || (terms !== wanted && holds(program, p, terms, { on, today }))) return false;
  if (!isCommitted(program, terms, c.commitment, { on, today })) return false;
  const m = newMembership(p, c.membershipId, terms);
  m.commitment = c.commitment ? { ...c.commitment } : null;
  if (m.offer === 'action-pack' && holdsCompetency(program, p, on))
    m.discount = program.config.actionPackDiscountPercent;
  // Without its payment it would be an order (R-REN-9).
  m.ordered = today;
  if (c.paidOn !== undefined) startOrder(m, { paidOn: on, recordedOn: today, reference: c.reference, by: c.requestId });
  program.memberships.push(m);
  return true;
}

/** Where the program year of the order or purchase asks for it; what is given lies not in the future (R-MEM-11). */
function isCommitted({ config }: Program, { learning }: Terms, given: Json, { on, today }: When): boolean {
  if (given !== undefined) return day(given.on) <= today;
  const year = config.programYears.find((each: Json) => each.from <= text(on) && text(on) <= each.to);
  return !learning || year?.commitmentRequired !== true;
}

/** Whether a competency is in force on the day of the order or purchase (R-MEM-12). */
const holdsCompetency = (program: Program, p: Partner, on: Day): boolean =>
  ofPartner(program, p).some(
    (m) => [m, ...m.covers].some(({ offer }) => offer === 'competency') && wasInForce(m, on, day(m.purchased)),
  );

function soldTerms(program: Program, p: Partner, wanted: Terms, on: Day, accepted?: string): Terms | null {
  const verdict = judgePurchase(program, p, wanted, on);
  if (verdict === 'met') return wanted;
  const best = verdict === 'not-met' ? purchaseFallback(program, p, wanted, on) : null;
  return best !== null && accepted === nameOfFallback(best) ? best : null;
}

function begin(m: Membership, paidOn: Day, today: Day): void {
  m.purchased = text(paidOn);
  m.expired = today > anniversary(m) + 30;
}

/**
 * Through its 30th day, however late it is recorded (R-MEM-8). The requirements were judged on the day of the order.
 */
export function payOrder(program: Program, m: Membership, payment: Payment): boolean {
  const { paidOn, recordedOn: today } = payment;
  const ordered = m.ordered ?? 0;
  if (paidOn > today || paidOn < ordered || paidOn > ordered + 30) return false;
  const bought = { ...program, memberships: program.memberships.filter((other) => !isOrder(other)) };
  if (holds(bought, m.partner, m, { on: paidOn, today })) return false;
  startOrder(m, payment);
  return true;
}

function startOrder(m: Membership, payment: Payment): void {
  m.paidOrder = payment;
  begin(m, payment.paidOn, payment.recordedOn);
}

/**
 * While silver is active, its window included (R-MEM-5), or what covers it is (R-MRG-7); the partner may have another
 * silver.
 */
export function upgrade(program: Program, silver: Membership, c: Json, today: Day): boolean {
  const paidOn = day(c.paidOn);
  if (isOrder(silver) || silver.offer !== 'competency' || silver.level !== 'silver') return false;
  const leader = coveredBy(silver);
  if ((silver.superseded !== null && leader === null) || paidOn > today) return false;
  if (paidOn < day(silver.purchased) || paidOn > anniversary(leader ?? silver) + 30) return false;
  const terms = { ...termsOf(silver), level: 'gold' };
  if (isTaken(program, silver.partner, c.goldMembershipId)) return false;
  if (has(program, silver.partner, (had) => excludes(terms, had, false), { on: paidOn, today, self: silver }))
    return false;
  if (judgePurchase(program, silver.partner, terms, paidOn) !== 'met') return false;
  const gold = newMembership(silver.partner, c.goldMembershipId, terms);
  begin(gold, paidOn, today);
  gold.discount = program.config.upgradeDiscountPercent;
  Object.assign(silver, { superseded: paidOn, gold, expired: false });
  program.memberships.push(gold);
  const event: Upgrade = { what: 'upgrade', silver, gold, on: today };
  program.events.push(event);
  followUpgrade(ofPartner(program, silver.partner), event);
  // When gold's own first window has closed, too, nothing that the mail would say holds.
  if (!gold.expired) send(program, gold, today, 'upgraded', null);
  return true;
}
