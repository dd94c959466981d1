/** The input of a report: data only, so that the same input gives the same bytes. */
import type { Counted } from '../../results/counted.ts';
import type { ForecastLine, MembershipLine } from '../../results/lines.ts';
import type { PartnerNames } from '../../results/partner-names.ts';
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
  /** `partnerId membershipId` of memberships whose last renewal notice reported a missing profile review (R-ROLE-3). */
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
