/** What the model keeps in mind of a program. */
import { anniversaryOf, type Day } from './dates.ts';

export type Row = Record<string, string>;
// biome-ignore lint/suspicious/noExplicitAny: free-form JSON here; the product parses it strictly
export type Json = any;

export type ModelInput = {
  partners: Row[];
  contacts: Row[];
  memberships: Row[];
  invoices: Row[];
  listings: Row[];
  employees?: Row[];
  achievements?: Row[];
  performance?: Row[];
  tokens?: Row[];
  commands: Json[];
  config: Json;
  /** Decided in the year that is compared: the model does not know when a renewal is at risk. */
  atRisk?: AtRisk[];
};

/** That a renewal is at risk was told on a day, under the name that the membership had then. */
export type AtRisk = { partnerId: string; membershipId: string; on: string };

export type ModelEmail = {
  asOf: string;
  kind: string;
  stage: number | null;
  partnerId: string;
  membershipId: string;
  to: string;
  /** The ledger has a pseudonym in its place (R-OPS-4). */
  isErased?: boolean;
};

export type ModelKpi = { asOf: string; partnerId: string; membershipId: string; kpi: string; eligibility: string };

/** `isErased`: it stands for a person who was erased, and gets no mail (R-OPS-4). */
export type Contact = { role: string; email: string; name: string; isErased?: boolean };
export type Listing = { name: string; country: string; url: string; attested: boolean };
export type Partner = {
  id: string;
  domains: string[];
  reviews: Day[];
  mct: number;
  /** When its last trainer went; null: it has some, or a file has never said. */
  goneOn: Day | null;
  /** When its account profile was set up on the Courseware Marketplace (R-MEM-10); null: it was not. */
  profile: Day | null;
  contacts: Contact[];
  listing: Listing | null;
  submitted: string | null;
  /** The partner into which it was merged. */
  into: Partner | null;
};

export type Terms = { offer: string; competency: string; level: string; learning: boolean };
/** An id is the partner's own. */
export type Name = { partner: Partner; id: string };
/** Renewed together with another one, which takes its place on a day (R-MRG-2). */
export type Consolidation = { into: Membership; on: Day };
export type Membership = Terms & {
  id: string;
  partner: Partner;
  /** What it was called where it was before merges (R-MRG-5). */
  former: Name[];
  purchased: string;
  /** Of the order from which it comes; null: none. An order has no purchase yet. */
  ordered: Day | null;
  /** The payment of the order; null: it was none, or is not paid. */
  paidOrder: Payment | null;
  /** To the performance requirements, as it was given (R-MEM-11). */
  commitment: { by: string; on: string } | null;
  /** In percent, as recorded when it began (R-MEM-5, R-MEM-12). */
  discount: number;
  cycle: number;
  /** The cycles that payments have closed, the latest last. */
  closed: ClosedCycle[];
  /** Payments that were taken back (R-REN-9). */
  reversed: { reference: string; cause: string }[];
  expired: boolean;
  /** The day on which another one took its place; null: none has. */
  superseded: Day | null;
  /** Its upgrade (R-MEM-5); null: it has none. */
  gold: Membership | null;
  consolidation: Consolidation | null;
  /** Further terms that are renewed with it (R-MRG-2). */
  covers: Terms[];
  /** Stages that nobody needs any more, by the AD: none is sent twice for one (R-MEM-9, R-REN-9). */
  told: Map<Day, Set<number>>;
  override: Day | null;
  /** The partner has said that it will not renew this cycle (R-REN-8). */
  isDeclined: boolean;
  /** Days of ends other than expiry that a mail has told, or is about to tell (R-LIC-6). */
  toldEnds: Set<Day>;
  /**
   * Its latest notice, which an operator may send again (R-NOT-2); null: none, or what is so after a correction is not
   * said.
   */
  latest: Latest | null;
  isLatestKnown: boolean;
  /**
   * The partner's last trainer went on that day, and its admins are still to be told (R-MEM-10); null: there is nothing
   * to tell.
   */
  untoldLoss: Day | null;
  /** The notices of such losses. */
  losses: (Latest & { lostOn: Day })[];
  /**
   * The mail about an end that a late payment or a correction has brought about: the next run of that day's kind sends
   * it, to those who were to have it on the day of the command.
   */
  endMail: { kind: string; to: string[] } | null;
};

/** `by`: the request of the command that recorded it. */
/**
 * `on`: the day of its decision; `copies`: by address, when the latest one was sent, and as whose; `goesOn`: what an
 * end says that goes on in its place (R-LIC-6), as `placeTakerText` writes it; null: nothing, or it is no such mail.
 */
export type Latest = {
  kind: string;
  stage: number | null;
  on: Day;
  goesOn: string | null;
  copies: Map<string, { on: Day; partnerId: string; membershipId: string }>;
};

export type Payment = { paidOn: Day; recordedOn: Day; reference: string; by: string };
/** A cycle as it was before its payment. */
export type ClosedCycle = {
  cycle: number;
  payment: Payment;
  terms: Terms;
  covers: Terms[];
  ad: Day;
  wasExpired: boolean;
  override: Day | null;
};

export type InvoiceLine = {
  partner: Partner;
  /** Partners that had it before merges. */
  former: Partner[];
  number: string;
  line: string;
  type: string;
  month: number;
  kpi: number;
};
/** Of an employee, from `from` until before `until`. */
export type Association = { partner: Partner; from: Day; until: Day | null };
export type Achievement = { certification: string; completed: Day; expires: Day | null };
export type Employee = { associations: Association[]; achievements: Achievement[] };
/** The number of a figure says which of two for one day was recorded last. */
export type Figure = {
  partner: Partner;
  /** Former partners of which it says something; null: of the whole (R-MRG-6). */
  parts: Partner[] | null;
  competency: string;
  metric: string;
  value: number;
  on: Day;
  number: number;
};
/** A step is of the command that recorded it, by its request; null: it was imported. */
type Step = { on: Day; by: string | null };
export type Token = {
  id: string;
  partner: Partner;
  former: Name[];
  membership: Membership;
  kind: string;
  product: string;
  edition: string;
  issued: Day;
  issuedBy: string | null;
  seats: number;
  /** Of a key: how many were granted. */
  granted: number;
  activation: (Step & { tenant: string }) | null;
  /** Activations of a key. */
  used: (Step & { count: number })[];
  replacedBy: Token | null;
  replaces: Token | null;
  /** Of a subscription; the last one has it. */
  assignments: (Step & { to: string; activation: Step | null })[];
};

export type Merge = { what: 'merge'; into: Partner; from: Partner; on: Day };
/** `on`: the day on which it was recorded. */
export type Upgrade = { what: 'upgrade'; silver: Membership; gold: Membership; on: Day };

export type Program = {
  config: Json;
  partners: Map<string, Partner>;
  memberships: Membership[];
  lines: InvoiceLine[];
  employees: Map<string, Employee>;
  figures: Figure[];
  tokens: Token[];
  /** Requests that were done, and those of them that were taken back since (R-OPS-1, R-REN-9). */
  done: Set<string>;
  takenBack: Set<string>;
  /** The newest month that a refresh has published (R-KPI-8): none until the first refresh has run. */
  published: number;
  /** The last month of the newest report of each partner (R-KPI-12). */
  reports: Map<Partner, number>;
  kpi: ModelKpi[];
  /** Merges and upgrades in the order in which they were recorded. */
  events: (Merge | Upgrade)[];
  emails: ModelEmail[];
  atRisk: AtRisk[];
};

export const anniversary = (m: Membership): Day => anniversaryOf(m.purchased, m.cycle);
export const isOrder = (m: Membership): boolean => m.ordered !== null && m.paidOrder === null;
export const toldOf = (m: Membership): Set<number> => {
  const ad = anniversary(m);
  const told = m.told.get(ad) ?? new Set();
  m.told.set(ad, told);
  return told;
};
export const termsOf = ({ offer, competency, level, learning }: Terms): Terms => ({
  offer,
  competency,
  level,
  learning,
});

export const isSameTerms = (a: Terms, b: Terms): boolean => JSON.stringify(termsOf(a)) === JSON.stringify(termsOf(b));

/** Active or in its window, on a day that is not before today (R-REN-5); not if another one has its place. */
export function isInForce(m: Membership, on: Day): boolean {
  if (isOrder(m) || m.expired || m.superseded !== null) return false;
  return on < (m.consolidation?.on ?? anniversary(m) + 31);
}

/** Whether it was in force on a day that has passed, whatever became of it since. */
export function wasInForce(m: Membership, on: Day, purchased: Day): boolean {
  return !isOrder(m) && on >= purchased && on <= anniversary(m) + 30 && (m.superseded === null || on < m.superseded);
}

/**
 * What a partner calls by an id: its own; what it had before it was merged; or what one that was merged into it called
 * so (R-MRG-5).
 */
export function named<Thing extends { id: string; partner: Partner; former: Name[] }>(
  things: readonly Thing[],
  partner: Partner,
  id: string,
): Thing | undefined {
  const isOf = ({ former }: Thing): boolean => former.some((name) => name.partner === partner && name.id === id);
  const own = things.find((thing) => thing.partner === partner && thing.id === id) ?? things.find(isOf);
  if (own !== undefined) return own;
  const merged = things.filter((thing) => thing.partner === partner && thing.former.some((name) => name.id === id));
  return merged.length === 1 ? merged[0] : undefined;
}
