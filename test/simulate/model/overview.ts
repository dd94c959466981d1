/**
 * What is told of a partner on a day: what is left of its benefits (R-LIC-8), and what it may do with courseware
 * (R-MEM-10).
 */
import { type Day, day, text } from './dates.ts';
import { leftOf } from './licences.ts';
import { rootOf } from './merges.ts';
import {
  anniversary,
  isInForce,
  isOrder,
  type Json,
  type Membership,
  named,
  type Partner,
  type Program,
  type Token,
} from './program.ts';

/** Those of one membership, if one is asked for, by any of its ids; an unknown one has none. */
export function listBenefits(program: Program, asked: Partner, { membershipId }: Json, on: Day): Json[] {
  const only = membershipId === undefined ? null : named(program.memberships, asked, membershipId);
  const partner = rootOf(asked);
  return program.tokens
    .filter((token) => token.partner === partner && (only === null || token.membership === only))
    .map((token) => benefitOf(program, token, on));
}

function benefitOf({ config }: Program, token: Token, on: Day): Json {
  const { id, membership: m, kind, issued, replacedBy } = token;
  const isUsable = isInForce(m, on) && replacedBy === null;
  const state = !isInForce(m, on) ? 'ended' : replacedBy !== null ? 'replaced' : 'in-force';
  const common = {
    tokenId: id,
    membershipId: m.id,
    kind,
    issuedOn: text(issued),
    state,
    endsOn: text(replacedBy?.issued ?? endOf(m)),
  };
  const ofProduct = { product: token.product, needsKey: needsKey(token.product, config.activatedProducts) };
  switch (kind) {
    case 'token': {
      const { activation, seats } = token;
      const usedFor = activation === null ? [] : [{ on: text(activation.on), tenant: activation.tenant }];
      const seatsLeft = isUsable && activation === null ? seats : 0;
      return { ...common, ...ofProduct, seats, seatsLeft, replacedBy: replacedBy?.id ?? null, usedFor };
    }
    case 'mak': {
      const activationsLeft = isUsable ? leftOf(token) : 0;
      const usedFor = token.used.map((use) => ({ on: text(use.on), count: use.count }));
      return { ...common, ...ofProduct, activations: token.granted, activationsLeft, usedFor };
    }
    default: {
      const current = token.assignments.at(-1);
      const from = current === undefined || !isUsable ? null : current.on + 90;
      const usedFor = token.assignments.map(({ to, on: since, activation }) => ({
        on: text(since),
        to,
        activatedOn: activation === null ? null : text(activation.on),
      }));
      const assignmentsLeft = isUsable && (from === null || from <= on) ? 1 : 0;
      const assignableFrom = from === null ? null : text(from);
      return { ...common, edition: token.edition, assignmentsLeft, assignableFrom, usedFor };
    }
  }
}

/** The first day without it, if it is not renewed (R-REN-5). */
const endOf = (m: Membership): Day =>
  m.superseded ?? (m.consolidation === null || m.expired ? anniversary(m) + 31 : m.consolidation.on);

/** By the beginning of its name, with or without the maker's (R-LIC-7). */
const needsKey = (product: string, families: string[]): boolean =>
  families.some((family) => new RegExp(`^(microsoft )?${family}( |$)`, 'i').test(product));

/** Null for one that was merged into another. */
export function coursewareOf({ memberships }: Program, partner: Partner, on: Day): Json | null {
  if (partner.into !== null) return null;
  const isLearning = (m: Membership): boolean =>
    [m, ...m.covers].some(({ offer, learning }) => offer === 'learning-action-pack' || learning);
  const learning = memberships.filter((m) => m.partner === partner && !isOrder(m) && isLearning(m));
  const isThere = learning.some((m) => isInForce(m, on));
  const { profile, mct, id: partnerId } = partner;
  if (!isThere || profile === null || profile > on)
    return { partnerId, purchase: 'full-price', since: null, isAllowed: false };
  const since = text(Math.max(profile, learningSince(learning, on)));
  return { partnerId, purchase: 'partner-offers', since, isAllowed: mct > 0 };
}

/** Since when there has been one without a break. */
function learningSince(learning: readonly Membership[], on: Day): Day {
  let since = on;
  for (let found = true; found; ) {
    const earlier = learning.map((m) => (endOf(m) >= since ? day(m.purchased) : since)).filter((from) => from < since);
    found = earlier.length > 0;
    since = Math.min(since, ...earlier);
  }
  return since;
}
