/** The input of a report: data only, so that the same input gives the same bytes. */
import type { Fee, Fees } from '../../../../../shared/domain/offers/fee.ts';
import type { Counted } from '../../results/counted.ts';
import type { ForecastLine, KpiLine, MembershipLine } from '../../results/lines.ts';
import type { PartnerNames } from '../../results/partner-names.ts';
import type { Renewal } from '../../results/renewals.ts';
import type { RunLine } from '../../results/run-line.ts';

/** Civil dates, both inclusive. */
export type Period = { readonly from: string; readonly to: string };

/** A day of the report. */
export type Day = {
  /** Civil date. */
  readonly date: string;
  /** Mails sent, by kind; kinds without a mail may be missing. */
  readonly mails: Readonly<Record<string, number>>;
  /** Memberships that expired on this day and ended expired. */
  readonly expired: number;
  /** The marks of the day in the calendar. */
  readonly marks: readonly Mark[];
};

export type Mark = 'kpi-refresh' | 'directory-submission' | 'failed-run' | 'outage';

/** A line of a directory batch (R-DIR-4). */
export type BatchLine = {
  readonly action: string;
  readonly partnerId: string;
  readonly displayName: string;
  readonly country: string;
  readonly url: string;
};

/** The batch of a month, `YYYY-MM`. */
export type Batch = { readonly month: string; readonly lines: readonly BatchLine[] };

/** A command that was refused, and the rule that refuses it. */
export type Refusal = {
  readonly asOf: string;
  readonly partnerId: string | null;
  readonly membershipId: string | null;
  readonly what: string;
  readonly rule: string;
  readonly reason: string;
};

/** A renewal that has ended one way or the other. Dates are civil dates. */
export type RenewalOutcome = {
  readonly partnerId: string;
  readonly membershipId: string;
  readonly cycle: number;
  readonly anniversary: string;
  readonly state: 'renewed' | 'expired';
  /** When it was renewed, or expired; of a payment the day on which it was made. */
  readonly on: string;
  /** Whether it had expired before it was paid for. */
  readonly isReinstated: boolean;
  /** Stages of its notices that were sent; of a renewed one those up to the day of its payment. In days from the AD. */
  readonly stages: readonly number[];
  /** Null: nobody knows any more what it was. */
  readonly offer: string | null;
  readonly level: string | null;
  /** Of its partner, ISO 3166-1; null: not known. */
  readonly country: string | null;
  /** What the renewal brings, or would have brought; null: the configuration does not say. */
  readonly fee: Fee | null;
};

/** What names a membership in a cycle. */
export function cycleKey(membership: { partnerId: string; membershipId: string; cycle: number }): string {
  return `${membership.partnerId} ${membership.membershipId} ${membership.cycle}`;
}

export type ReportInput = {
  readonly period: Period;
  /** What was assumed about payments, in words; null: nothing. */
  readonly assumption: string | null;
  /** Every day of the period, in order. */
  readonly days: readonly Day[];
  readonly memberships: readonly MembershipLine[];
  /** Partners that were not merged into others. */
  readonly partners: number;
  readonly partnerNames: PartnerNames;
  readonly counts: Readonly<Record<Counted, number>>;
  /** The renewals that have ended, in that order. */
  readonly outcomes: readonly RenewalOutcome[];
  /** Open renewals of which a decision said that they are at risk (R-COMP-5), by the key of their cycles. */
  readonly toldAtRisk: ReadonlyMap<string, Renewal>;
  /** The annual fees; undefined: none are configured. */
  readonly fees: Fees | undefined;
  /** The last published KPI of each membership for which they count. */
  readonly kpi: readonly KpiLine[];
  /** By the key of their cycles, memberships whose last renewal notice reported a missing profile review (R-ROLE-3). */
  readonly unreviewed: ReadonlySet<string>;
  /**
   * Renewals that are at risk, or will be if nothing happens; null for the output of an older simulation, which has
   * none.
   */
  readonly forecasts: readonly ForecastLine[] | null;
  readonly refusals: readonly Refusal[];
  /** Every execution. */
  readonly runs: readonly RunLine[];
  /** In the order of their months. */
  readonly batches: readonly Batch[];
};
