/** Two partners become one, and what is renewed together from then on (R-MRG). */
import { type Day, day } from './dates.ts';
import {
  anniversary,
  isOrder,
  type Membership,
  type Merge,
  type Name,
  type Partner,
  type Program,
  type Terms,
  termsOf,
} from './program.ts';

const RENEWED_ONCE = ['action-pack', 'learning-action-pack', 'competency'];
const LEVELS = ['', 'silver', 'gold'];

/** @returns whether it is done; otherwise it is refused */
export function merge(program: Program, into: Partner, from: Partner, on: Day): boolean {
  if (from.into === into) return true;
  if (from.into !== null || into.into !== null) return false;
  const own = program.memberships.filter((m) => m.partner === into);
  move(program.memberships, into, from);
  move(program.tokens, into, from);
  for (const line of program.lines) {
    if (line.partner !== from) continue;
    line.former.push(from);
    line.partner = into;
  }
  for (const figure of program.figures) {
    if (figure.partner !== into && figure.partner !== from) continue;
    figure.parts ??= wholeOf(program, figure.partner);
    figure.partner = into;
  }
  for (const { associations } of program.employees.values())
    for (const association of associations) if (association.partner === from) association.partner = into;
  mergePartners(into, from);
  program.events.push({ what: 'merge', into, from, on });
  const all = program.memberships.filter((m) => m.partner === into && isInForceOn(m, on));
  consolidate(all, own, on);
  return true;
}

export const rootOf = (partner: Partner): Partner => (partner.into === null ? partner : rootOf(partner.into));

/** The merges that made a partner what it is. */
export const mergesOf = ({ events }: Program, partner: Partner): Merge[] =>
  events.filter((event) => event.what === 'merge').filter(({ into }) => rootOf(into) === partner);

/** A partner, and all that were merged into it. */
const wholeOf = (program: Program, partner: Partner): Partner[] => [
  partner,
  ...mergesOf(program, partner).map(({ from }) => from),
];

/** Each keeps its id if it is free, and has that of its partner added if not (R-MRG-5). */
function move(things: { id: string; partner: Partner; former: Name[] }[], into: Partner, from: Partner): void {
  const here = things.filter(({ partner }) => partner === into);
  const formerIds = here.flatMap(({ former }) => former).filter(({ partner }) => partner === into);
  const taken = new Set([...here, ...formerIds].map(({ id }) => id));
  for (const thing of things) {
    if (thing.partner !== from) continue;
    thing.former.push({ partner: from, id: thing.id });
    thing.partner = into;
    if (taken.has(thing.id)) thing.id = `${thing.id}.${from.id}`;
  }
}

function mergePartners(into: Partner, from: Partner): void {
  into.domains = [...into.domains, ...from.domains];
  into.reviews = [...into.reviews, ...from.reviews];
  into.mct += from.mct;
  // Set up for one of them, it is there for the whole.
  const profiles = [into.profile, from.profile].filter((on) => on !== null);
  into.profile = profiles.length === 0 ? null : Math.min(...profiles);
  into.contacts = [...into.contacts, ...from.contacts];
  into.listing ??= from.listing;
  from.listing = null;
  from.into = into;
}

/** On the day of a merge, whatever became of it since. */
export const isInForceOn = (m: Membership, on: Day): boolean =>
  !isOrder(m) && day(m.purchased) <= on && on <= anniversary(m) + 30 && (m.superseded === null || m.superseded > on);

/** Of each offer the membership with the latest AD is renewed; on the same day that of the partner that stays. */
export function consolidate(all: readonly Membership[], own: readonly Membership[], on: Day): void {
  for (const offer of RENEWED_ONCE) {
    const group = all.filter((m) => m.offer === offer);
    const [leader, ...others] = group.sort((a, b) => precedence(a, b, own));
    if (leader === undefined || others.length === 0) continue;
    leader.consolidation = null;
    if (offer === 'competency') leader.covers = coversOf(leader, others);
    for (const m of others) {
      m.consolidation = { into: leader, on: m.consolidation?.on ?? Math.max(on, anniversary(m) + 1) };
      m.covers = [];
    }
  }
}

/** What is renewed with another one already does not lead. */
function precedence(a: Membership, b: Membership, own: readonly Membership[]): number {
  const led = (m: Membership): number => (m.consolidation === null ? 0 : 1);
  const foreign = (m: Membership): number => (own.includes(m) ? 0 : 1);
  return led(a) - led(b) || anniversary(b) - anniversary(a) || foreign(a) - foreign(b) || (a.id < b.id ? -1 : 1);
}

/** Every competency but the leader's own, with and without its Learning option, once, at its highest level. */
function coversOf(leader: Membership, others: Membership[]): Terms[] {
  const highest = new Map<string, Terms>();
  const rank = ({ level }: Terms): number => LEVELS.indexOf(level);
  const keyOf = ({ competency, learning }: Terms): string => `${competency} ${learning}`;
  const all = [...leader.covers, ...others.flatMap((m) => [termsOf(m), ...m.covers])];
  for (const terms of all.sort((a, b) => rank(b) - rank(a))) {
    const isOwn = keyOf(terms) === keyOf(leader) && rank(terms) <= rank(leader);
    if (!isOwn && !highest.has(keyOf(terms))) highest.set(keyOf(terms), terms);
  }
  return [...highest.values()];
}
