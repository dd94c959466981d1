/** The findings of a comparison of two lists (R-KPI-11). */
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import type { EvidenceType } from '../kpi/invoice-line.ts';
import type { KpiWindow } from '../kpi/kpi-window.ts';
import type { FieldDifference } from './rows.ts';

/** In the order in which they are shown: what the partner can correct first, what agrees last. */
export const FINDING_CLASSES = [
  'unknown-here',
  'missing-invoice',
  'value-differs',
  'duplicate',
  'not-an-invoice',
  'not-yet-published',
  'outside-window',
  'agrees',
] as const;
export type FindingClass = (typeof FINDING_CLASSES)[number];

type Explanation =
  /**
   * The partner lists what is not recorded here. `ifImported`: what it would do if it were imported today (R-KPI-12,
   * R-KPI-4).
   */
  | { class: 'unknown-here'; ifImported: 'counts-at-once' | 'waits-for-refresh' | 'never-counts' }
  /** A line that counts is not in the partner's list. */
  | { class: 'missing-invoice' }
  | { class: 'value-differs'; fields: FieldDifference[] }
  /** The partner lists a line again. `firstRow`: the row that has it already. */
  | { class: 'duplicate'; firstRow: number }
  | { class: 'not-an-invoice'; documentType: EvidenceType }
  /** `unsummed`: the sums of a month, where it is not about one line. */
  | { class: 'not-yet-published'; unsummed?: { published: string; recorded: string } }
  | { class: 'outside-window'; window: KpiWindow }
  | { class: 'agrees' };

/** The subject of a finding. */
export type FindingSubject = {
  /** The number of the partner's row, from 1; null for what the partner does not list. */
  row: number | null;
  /** The recorded line; null for what is not recorded. */
  line: string | null;
  /** Null only for a month as a whole. */
  invoiceNumber: string | null;
  /** The recorded line's month, else the row's. */
  month: CivilMonth;
  /** The recorded line's KPI value, else the row's; for a month as a whole, the difference of the sums. */
  kpiValue: string;
};

export type Finding = FindingSubject &
  Explanation & {
    rule: 'R-KPI-11';
    /** The rule that explains it. */
    because: string;
    /** In words. */
    reason: string;
    /** The day on which it resolves itself; null: it does not. */
    resolvesOn: CivilDate | null;
    /** By how much it moves the partner's KPI total against the published one: a decimal, perhaps negative. */
    kpiEffect: string;
  };

/** A finding before it is put into words. */
export type RawFinding = FindingSubject & Explanation & Pick<Finding, 'because' | 'resolvesOn' | 'kpiEffect'>;
