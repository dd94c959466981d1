/** Why a renewal has come to be at risk (R-COMP-5): what is recorded, never guessed. */
import type { CivilDate } from '../../core/calendar.ts';
import type { KpiReport } from '../../eligibility/kpi-report.ts';
import type { Revisions } from '../../eligibility/kpi-revision.ts';
import type { Metric } from '../../offers/metric.ts';
import type { Employee } from '../../people/employee.ts';

/** `on`: the first day on which it had its effect. */
export type RiskCause = { on: CivilDate } & (
  | {
      /**
       * `left`: the employee left; `severed`: was associated with another organisation (R-COMP-2); `expired`: the
       * certifications did.
       */
      code: 'left' | 'severed' | 'expired';
      employeeId: string;
      name: string;
      certifications: string[];
    }
  /** `before`: null if there is no earlier figure. Decimal strings. */
  | { code: 'figure'; metric: Metric; before: string | null; after: string }
  | { code: 'mct'; before: number; after: number }
  /** A refresh has published the last of the months that count, and they do not suffice (R-KPI-8). */
  | { code: 'kpi-decided' }
  /**
   * Invoice lines, or lines of credit notes, that changed published months (R-KPI-12). `more`: how many are not named.
   */
  | { code: 'corrected' | 'credited'; lines: string[]; more: number }
);

/**
 * What is recorded of changes at a partner, beside its skills and history. `employees`: all that belong or belonged to
 * it.
 */
export type ChangeRecords = {
  employees: readonly Employee[];
  kpiReports: readonly (KpiReport & { revisions: Revisions })[];
};

/** A cause in words, for operators. */
export function causeText(cause: RiskCause): string {
  return `${eventText(cause)} on ${cause.on}`;
}

function eventText(cause: RiskCause): string {
  switch (cause.code) {
    case 'left':
      return `${cause.employeeId} left`;
    case 'severed':
      return `${cause.employeeId} was associated with another organisation`;
    case 'expired':
      return `${cause.certifications.join(', ')} of ${cause.employeeId} expired`;
    case 'figure':
      return cause.before === null
        ? `${cause.metric} was measured as ${cause.after}`
        : `${cause.metric} fell from ${cause.before} to ${cause.after}`;
    case 'mct':
      return `the MCTs fell from ${cause.before} to ${cause.after}`;
    case 'kpi-decided':
      return 'the KPI were decided';
    case 'corrected':
      return `${linesText(cause)} was corrected`;
    case 'credited':
      return `credit notes were recorded (${linesText(cause)})`;
  }
}

const linesText = ({ lines, more }: { lines: string[]; more: number }): string =>
  `${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
