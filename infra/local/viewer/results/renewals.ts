/**
 * What became of each renewal, told by the decisions in their order: how it stood on any day of a simulation, and not
 * only after the last one.
 */
import { civilDateOf, parseCivilDate, windowOf } from '../../../../shared/domain/core/calendar.ts';
import { standingFrom } from '../../../../shared/domain/renewal/standing.ts';
import { eligibilitySchema } from '../../../../shared/store/schemas/kpi.ts';
import { isDryRun } from './counted.ts';
import type { DecisionLine } from './lines.ts';

/**
 * `left`: it is not this membership's any more (moved by a merge, renamed, upgraded, another one goes on in its place).
 */
export type RenewalState = 'open' | 'renewed' | 'expired' | 'left';

/** How a renewal stood from a day on. Dates are civil dates. */
export type Renewal = {
  readonly partnerId: string;
  readonly membershipId: string;
  readonly cycle: number;
  readonly anniversary: string;
  /** The last day on which it can be paid (R-CAL-3). */
  readonly windowCloses: string;
  readonly state: RenewalState;
  /** Whether the partner has declared that it will not renew (R-REN-8). */
  readonly isDeclined: boolean;
  /** Its standing (R-COMP-5) as last decided: since when, and the number of the decision; null: none was decided. */
  readonly standing: { readonly name: string; readonly since: string; readonly decision: number } | null;
};

/** What one decision says about a renewal; null: nothing. */
export type RenewalFact = Pick<Renewal, 'partnerId' | 'membershipId'> & {
  readonly asOf: string;
  /** As the decision; null where it names none, as `rename-membership-done`. */
  readonly cycle: number | null;
  readonly what: string;
  /** Civil date; null where the decision has none. */
  readonly anniversary: string | null;
  /** Of a standing its name, of a move the membership's or the partner's id before, of a decline whether it is withdrawn. */
  readonly told: string | null;
};

const CLOSES: Readonly<Record<string, RenewalState>> = {
  renewed: 'renewed',
  reinstated: 'renewed',
  expired: 'expired',
  superseded: 'left',
  'upgrade-to-gold-done': 'left',
};
const TOLD: Readonly<Record<string, string>> = {
  'standing-changed': 'now',
  'renewal-at-risk': 'now',
  'decline-renewal-done': 'withdraw',
  'membership-moved': 'from',
  'rename-membership-done': 'before',
  'reverse-payment-done': 'status',
};
/** Where the renewal's own anniversary is, where it is not in `anniversary`. */
const DATES: Readonly<Record<string, string>> = {
  superseded: 'ownAnniversary',
  'membership-consolidated': 'ownAnniversary',
  'upgrade-to-gold-done': 'ownAnniversary',
};
const STANDINGS = new Set(['standing-changed', 'renewal-at-risk', 'kpi-published']);
/** The renewal of another membership: what a command was refused, what would be, and what moves or ends it. */
const OF_NONE = /(-refused|-if-merged)$/;
/** Of other commands the decisions beside `…-done` speak. */
const isSpokenOfElsewhere = (what: string): boolean =>
  what.endsWith('-done') &&
  TOLD[what] === undefined &&
  CLOSES[what] === undefined &&
  what !== 'correct-membership-done';

/** What a decision says about a renewal; null: nothing, or it is one of a dry run. */
export function renewalFact(decision: DecisionLine): RenewalFact | null {
  const { asOf, what, partnerId, membershipId, cycle, inputs } = decision;
  if (partnerId === null || membershipId === null || isDryRun(decision)) return null;
  if (OF_NONE.test(what) || isSpokenOfElsewhere(what)) return null;
  const told = toldBy(decision, inputs ?? {});
  const anniversary = parseCivilDate(String(inputs?.[DATES[what] ?? 'anniversary'] ?? ''));
  if (anniversary === null && told === null && CLOSES[what] === undefined) return null;
  return { asOf, partnerId, membershipId, cycle, what, anniversary, told };
}

function toldBy({ what, membershipId }: DecisionLine, inputs: Readonly<Record<string, unknown>>): string | null {
  if (what === 'membership-moved') return `${inputs.from} ${inputs.formerId ?? membershipId}`;
  if (what === 'kpi-published') return standingBy(inputs.eligibility);
  const value = inputs[TOLD[what] ?? ''];
  return value === undefined || value === null ? null : String(value);
}

/** The name of the standing that an eligibility means; null: it is none. */
function standingBy(eligibility: unknown): string | null {
  const { data } = eligibilitySchema.safeParse(eligibility);
  return data === undefined ? null : standingFrom(data).state;
}

/** How many renewals have ended, one way or the other: each counts once, however often it was paid. */
export function endedOf(renewals: readonly Pick<Renewal, 'state'>[]): { renewed: number; expired: number } {
  const count = (wanted: RenewalState): number => renewals.filter(({ state }) => state === wanted).length;
  return { renewed: count('renewed'), expired: count('expired') };
}

/** The share of 1 that was renewed; null: none has ended. */
export const renewalRate = ({ renewed, expired }: { renewed: number; expired: number }): number | null =>
  renewed + expired === 0 ? null : renewed / (renewed + expired);

type Step = Renewal & { readonly from: string };

/** Takes facts in the order of the decisions, and tells how the renewals stood on any day. */
export class Renewals {
  /** The steps of each renewal, by partner, membership and cycle. */
  readonly #steps = new Map<string, Step[]>();
  /** The cycle that is open last, by partner and membership. */
  readonly #cycles = new Map<string, number>();

  /** @param decision the number of the decision in its file */
  add(fact: RenewalFact, decision: number): void {
    const former = formerOf(fact);
    if (former === null) this.#change(fact, decision);
    else this.#move(fact, former);
  }

  /** Every renewal as it stood at the end of a day, of those that a decision had spoken of by then. */
  on(day: string): Renewal[] {
    return [...this.#steps.values()].flatMap((steps) => steps.findLast(({ from }) => from <= day) ?? []);
  }

  #change(fact: RenewalFact, decision: number): void {
    const { partnerId, membershipId } = fact;
    const cycle = fact.cycle ?? this.#cycles.get(`${partnerId} ${membershipId}`);
    if (cycle === undefined) return;
    const before = this.#steps.get(keyOf(partnerId, membershipId, cycle))?.at(-1);
    const anniversary = fact.anniversary ?? before?.anniversary;
    if (anniversary === undefined) return;
    const names = { partnerId, membershipId, cycle, anniversary };
    const { closes: windowCloses } = windowOf(civilDateOf(anniversary));
    this.#set(fact.asOf, { ...names, windowCloses, ...changeBy(fact, before ?? BEGUN, decision) });
  }

  #move({ asOf, partnerId, membershipId, cycle }: RenewalFact, former: Former): void {
    const open = cycle ?? this.#cycles.get(`${former.partnerId} ${former.membershipId}`);
    const before =
      open === undefined ? undefined : this.#steps.get(keyOf(former.partnerId, former.membershipId, open))?.at(-1);
    if (before === undefined) return;
    this.#set(asOf, { ...before, state: 'left' });
    this.#set(asOf, { ...before, partnerId, membershipId });
  }

  #set(from: string, renewal: Renewal): void {
    const { partnerId, membershipId, cycle } = renewal;
    const key = keyOf(partnerId, membershipId, cycle);
    const steps = this.#steps.get(key) ?? [];
    this.#steps.set(key, steps);
    this.#cycles.set(`${partnerId} ${membershipId}`, cycle);
    if (!isSame(steps.at(-1), renewal)) steps.push({ ...renewal, from });
  }
}

const BEGUN = { state: 'open', isDeclined: false, standing: null } as const;

type Former = Pick<Renewal, 'partnerId' | 'membershipId'>;

/** Whose the renewal was before, and by what id; null: it goes on as it was. */
function formerOf({ what, told, partnerId }: RenewalFact): Former | null {
  if (what === 'rename-membership-done') return { partnerId, membershipId: told ?? '' };
  const [from = '', formerId = ''] = (told ?? '').split(' ');
  return what === 'membership-moved' ? { partnerId: from, membershipId: formerId } : null;
}

const keyOf = (partnerId: string, membershipId: string, cycle: number): string =>
  `${partnerId} ${membershipId} ${cycle}`;

function changeBy(
  { what, told, asOf }: RenewalFact,
  before: Pick<Renewal, 'state' | 'isDeclined' | 'standing'>,
  decision: number,
): Pick<Renewal, 'state' | 'isDeclined' | 'standing'> {
  const { state, isDeclined, standing } = before;
  if (STANDINGS.has(what) && told !== null)
    return {
      state,
      isDeclined,
      standing: { name: told, since: standing?.name === told ? standing.since : asOf, decision },
    };
  if (what === 'decline-renewal-done') return { state, isDeclined: told === 'false', standing };
  // A reversed payment opens the cycle again, or leaves it expired (R-REN-9).
  if (what === 'reverse-payment-done') return { state: told === 'expired' ? 'expired' : 'open', isDeclined, standing };
  return { state: CLOSES[what] ?? state, isDeclined, standing };
}

const isSame = (a: Renewal | undefined, b: Renewal): boolean =>
  a !== undefined &&
  a.anniversary === b.anniversary &&
  a.state === b.state &&
  a.isDeclined === b.isDeclined &&
  a.standing === b.standing;
