/**
 * Every sentence of the mails. One language is one value of this type, so a missing sentence does not compile.
 * Arguments are already formatted for the locale, except counts of days, whose plural depends on the language.
 */

import type { ReversalCause } from '../../domain/memberships/membership.ts';
import type { Loss } from '../../domain/offers/losses.ts';
import type { Metric } from '../../domain/offers/metric.ts';
import type { Terms } from '../../domain/offers/terms.ts';
import type { AskedWords } from './languages/asked/words.ts';
import type { EndingWords } from './languages/endings/words.ts';
import type { ListingWords } from './languages/listings/words.ts';
import type { Name } from './name.ts';

/** The terms of a membership, with the competency as a safe name. */
export type NamedTerms = Omit<Terms, 'competency' | 'offer'> & {
  /** What an Action Pack is called is configuration. */
  offer: Exclude<Terms['offer'], 'action-pack'>;
  competency: Name | null;
};

/** A sentence for each phase of a renewal: before the window opens, in the window, and on its last day. */
export type ByPhase<Before, Open, LastDay> = { before: Before; open: Open; lastDay: LastDay };

type Count = (days: number) => string;
type MembershipWords = { membership: string; partner: Name };
/** A sentence for each loss. */
export type ByLoss = Record<Exclude<Loss['code'], 'competency'>, string> & {
  competency: (membership: string) => string;
};

export type Catalogue = ListingWords & {
  membership: (terms: NamedTerms) => string;
  /** A shorter name, for subjects: of a competency without the Learning option. */
  shortMembership: (terms: NamedTerms) => string;
  /** The subject of a mail; what happened comes first, as mail clients cut the end off. */
  subject: (headline: string, names: readonly string[]) => string;
  frame: {
    /** Between a label and its value. */
    colon: string;
    /** Between two sentences. */
    space: string;
    /** In a sentence; `more`: how many are not named. */
    list: (items: readonly string[], more: number) => string;
    greeting: (name: Name | null) => string;
    partner: string;
    membership: string;
    /** A name and the id that operators use. */
    withId: (name: string, id: Name) => string;
    range: (from: string, to: string) => string;
    openPartnerCenter: string;
    signature: string;
    whyYou: (partner: Name) => string;
  };
  renewal: RenewalWords;
  expired: ExpiredWords;
  renewed: ConfirmationWords;
  reinstated: ConfirmationWords;
  /** In place of its sentence, if an override allowed the payment after the window (R-REN-7). */
  overridden: { lead: (what: MembershipWords & { paidOn: string }) => string };
  /** In place of these two, if another membership takes the place of the one that was paid (R-REN-6). */
  continued: ContinuedWords;
  paymentReversed: PaymentReversedWords;
  atRisk: AtRiskWords;
  licences: LicenceWords;
  endings: EndingWords;
  asked: AskedWords;
  fallback: { heading: string; text: (was: string, is: string) => string };
  together: TogetherWords;
};

export type RenewalWords = {
  eyebrow: string;
  subject: ByPhase<Count, Count, string>;
  headline: ByPhase<Count, Count, string>;
  detail: ByPhase<
    (dates: { asOf: string; closes: string; daysLeft: number }) => string,
    (dates: { asOf: string; closes: string; daysLeft: number }) => string,
    (closes: string) => string
  >;
  lead: (what: MembershipWords & { anniversary: string }) => string;
  /** Benefits last through the window (R-REN-5). */
  grace: string;
  timeline: { anniversary: string; opens: string; closes: string };
  missing: {
    heading: string;
    fee: {
      label: string;
      text: ByPhase<(opens: string, closes: string) => string, (closes: string) => string, (closes: string) => string>;
    };
    /** `lastReview`: null if the profile was never reviewed. */
    profileReview: { label: string; text: (maxAgeDays: number, lastReview: string | null) => string };
    kpi: {
      label: string;
      text: (have: string, need: string, months: string) => string;
      pending: (date: string) => string;
    };
    mct: { label: string; text: (have: string, need: string) => string };
    /** One of several paths, any of which would do: its number, and how many there are. */
    path: (number: string, count: string) => string;
    /** One goal of a path, in a sentence with others. */
    goal: (label: string, text: string) => string;
    exams: { label: string; text: (certification: Name, have: string, need: string) => string };
    performance: {
      label: string;
      text: (metric: string, have: string, need: string) => string;
      metrics: Record<Metric, string>;
    };
    undecidable: { label: string; text: string };
  };
  extension: { heading: string; text: (closes: string) => string };
  losses: ByLoss & { heading: string; intro: (expiresOn: string) => string };
  act: string;
};

export type ExpiredWords = {
  eyebrow: string;
  subject: string;
  headline: string;
  detail: (expiredOn: string) => string;
  lead: (what: MembershipWords & { windowClosed: string }) => string;
  /** In its place, if the fee had been paid and the payment was reversed (R-REN-9). `cause`: a sentence. */
  reversed: (what: MembershipWords & { windowClosed: string; paidOn: string; cause: string }) => string;
  timeline: { anniversary: string; closed: string; expired: string };
  losses: ByLoss & { heading: string };
  /** On-premises software (R-EXP-1). */
  software: { heading: string; text: string };
  /**
   * A new purchase (R-EXP-3), or a payment in time that was not recorded yet (R-REN-6): `paidAgain` if it would be
   * another one than that which was given back.
   */
  next: {
    heading: string;
    anew: string;
    paidInTime: (windowClosed: string) => string;
    paidAgain: (windowClosed: string) => string;
  };
};

/** The benefits of a membership, one by one, below the product's name (R-LIC). */
export type LicenceWords = {
  token: (id: Name, seats: string) => string;
  /** `left`: unused activations. */
  mak: (id: Name, left: string) => string;
  /** `to`: null if it is not assigned. */
  subscription: (id: Name, to: Name | null) => string;
  /** The same, of a product that takes a product key and an activation (R-LIC-7). */
  keyNeeded: (licence: string) => string;
  /** How many benefits a short list leaves out. */
  more: (count: string) => string;
};

export type ConfirmationWords = {
  eyebrow: string;
  subject: string;
  headline: string;
  detail: (nextAnniversary: string) => string;
  lead: (what: MembershipWords & { paidOn: string }) => string;
  paidOn: string;
  newAnniversary: string;
  nextWindow: string;
};

export type ContinuedWords = {
  subject: string;
  headline: string;
  detail: (on: string) => string;
  lead: (what: MembershipWords & { paidOn: string }) => string;
  /** `membershipId`: of the one that takes its place. */
  inItsPlace: (membershipId: Name, on: string) => string;
};

/** R-REN-9. */
export type PaymentReversedWords = {
  eyebrow: string;
  subject: string;
  headline: string;
  detail: (paidOn: string) => string;
  lead: (what: MembershipWords & { paidOn: string }) => string;
  causes: Record<ReversalCause, string>;
  /** What holds now, of a renewal and of an order. `by`: the membership that has taken its place. */
  renewal: { payable: (through: string) => string; over: (through: string) => string };
  order: { payable: (through: string) => string; over: (through: string) => string };
  expired: (on: string) => string;
  superseded: (by: Name, on: string) => string;
};

export type AtRiskWords = {
  eyebrow: string;
  subject: string;
  headline: string;
  detail: (since: string) => string;
  lead: (what: MembershipWords & { anniversary: string }) => string;
  /** What is recorded as the reason: each with its day as label (R-COMP-5). */
  causes: {
    heading: string;
    left: (name: Name, certifications: string) => string;
    severed: (name: Name, certifications: string) => string;
    expired: (name: Name, certifications: string) => string;
    fell: (figure: string, before: string, after: string) => string;
    /** Without an earlier figure. */
    measured: (figure: string, value: string) => string;
    kpiDecided: string;
    corrected: (lines: string) => string;
    credited: (lines: string) => string;
    more: (count: number) => string;
  };
  missing: string;
  /** Without a trainer (R-MEM-10). */
  delivery: (since: string) => string;
  /** Status and display stay until the year has elapsed (R-COMP-5); `inWindow`: it has, and they last as the window does. */
  status: { before: string; inWindow: (closes: string) => string };
  window: string;
  /** `people`: whose certifications count in place of those that are missing, and from when on (R-COMP-3). */
  fix: { heading: string; text: (windowCloses: string) => string; people: string };
};

/** The renewal of several competencies by one fee (R-MRG-4). */
export type TogetherWords = {
  /** Of what is renewed with the membership. */
  label: string;
  lead: string;
  /** Of one of them, for which nothing is missing. */
  met: string;
  /** Of one of them, whose requirements an extension waives. */
  waived: string;
  /** What was not renewed at all. */
  ended: { heading: string; text: (was: string) => string };
};
