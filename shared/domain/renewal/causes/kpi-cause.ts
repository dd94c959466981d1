/**
 * What made the KPI of a renewal too few: the refresh that decided, or lines that came or were corrected later
 * (R-KPI-8, R-KPI-12).
 */

import Big from 'big.js';
import { compareTexts } from '../../core/text.ts';
import type { KpiRevision } from '../../eligibility/kpi-revision.ts';
import type { SingleShortfall } from '../../offers/shortfall.ts';
import type { ChangeRecords, RiskCause } from './risk-cause.ts';

type KpiShortfall = Extract<SingleShortfall, { code: 'kpi' }>;

/**
 * Goes back from the KPI of today through the changes of published months, to the one before which they sufficed. Null:
 * the records do not say.
 *
 * @param wasDecided whether the KPI were decided at the last evaluation
 */
export function kpiCause(
  shortfall: KpiShortfall,
  { kpiReports }: Pick<ChangeRecords, 'kpiReports'>,
  wasDecided: boolean,
): RiskCause | null {
  const reports = kpiReports.filter(({ to }) => to >= shortfall.to).toSorted((a, b) => compareTexts(a.to, b.to));
  const revisions = reports.flatMap(({ revisions: { kept } }) => kept);
  let kpi = new Big(shortfall.have);
  for (const revision of revisions.toReversed()) {
    kpi = kpi.minus(changeIn(revision, shortfall));
    if (kpi.gte(shortfall.need)) return causeOf(revision);
  }
  const [deciding] = reports;
  return wasDecided || deciding === undefined ? null : { on: deciding.publishedOn, code: 'kpi-decided' };
}

function changeIn({ months }: KpiRevision, { from, to }: KpiShortfall): Big {
  const counted = months.filter(({ month }) => from <= month && month <= to);
  return counted.reduce((sum, { before, after }) => sum.plus(after).minus(before), new Big(0));
}

/** Of lines that a file has brought, only those of credit notes take anything away (R-KPI-13). */
function causeOf({ on, how, lines, more }: KpiRevision): RiskCause {
  if (how === 'corrected') return { on, code: 'corrected', lines: lines.map(({ name }) => name), more };
  const credits = lines.filter(({ documentType }) => documentType === 'credit-note');
  return { on, code: 'credited', lines: credits.map(({ name }) => name), more };
}
