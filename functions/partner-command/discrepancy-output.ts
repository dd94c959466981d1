/** `explain-kpi-discrepancy` as an execution: writes its files, and returns what fits into its output. */
import type { ExplainKpiDiscrepancy } from '../../shared/domain/commands/command.ts';
import type { Refusal } from '../../shared/domain/core/decision.ts';
import type { Finding } from '../../shared/domain/discrepancy/finding.ts';
import type { ReportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { logDecisions } from '../../shared/sweep/decision-log.ts';
import { type DecisionLine, writePart } from '../../shared/sweep/report.ts';
import { reportPrefix } from '../../shared/sweep/run.ts';
import {
  type Discrepancies,
  explainKpiDiscrepancy,
} from '../../shared/workflows/explain/discrepancy/explain-kpi-discrepancy.ts';

/** A state of an execution holds 256 KiB; the other fields need little. */
const MAX_BYTES = 200_000;

type Run = Parameters<typeof reportPrefix>[0];

export async function reportDiscrepancies(command: ExplainKpiDiscrepancy, run: Run, setup: ReportingSetup) {
  const { partnerId, membershipId = null } = command;
  const result = await explainKpiDiscrepancy(command, run.asOf, setup);
  const lines = 'rule' in result ? [refusalLine(command, result)] : result.lines;
  await writePart(setup.reports, run, '0-0', lines);
  // Only the line about the command; each difference is in the report.
  logDecisions(run, lines.slice(0, 1));
  const output = { ...run, command: command.command, partnerId, membershipId };
  const report = `s3://${setup.reports.bucket}/${reportPrefix(run)}`;
  if ('rule' in result) return { ...output, outcome: 'refused', rule: result.rule, reason: result.reason, report };
  const { html, text } = await writeReport(result, run, setup);
  const { locale } = result.report;
  return { ...output, outcome: 'done', rule: 'R-KPI-11', ...discrepancySummary(result), locale, html, text, report };
}

/** For support to send to the partner: as HTML and as plain text. */
async function writeReport({ report }: Discrepancies, run: Run, { reports }: ReportingSetup) {
  const [html, text] = [`${reportPrefix(run)}discrepancy.html`, `${reportPrefix(run)}discrepancy.txt`];
  await reports.put(html, report.html, 'text/html; charset=utf-8');
  await reports.put(text, report.text, 'text/plain; charset=utf-8');
  return { html: `s3://${reports.bucket}/${html}`, text: `s3://${reports.bucket}/${text}` };
}

/** The findings that fit, differences first; `omitted`: how many do not. Every difference is in the report. */
function discrepancySummary({ comparison }: Discrepancies) {
  const { findings, ...summary } = comparison;
  const fitting: Finding[] = [];
  let size = 0;
  for (const finding of findings) {
    size += Buffer.byteLength(JSON.stringify(finding));
    if (size > MAX_BYTES) break;
    fitting.push(finding);
  }
  return { ...summary, findings: fitting, omitted: findings.length - fitting.length };
}

function refusalLine({ command, partnerId, membershipId }: ExplainKpiDiscrepancy, refusal: Refusal): DecisionLine {
  return {
    what: `${command}-refused`,
    partnerId,
    membershipId: membershipId ?? null,
    cycle: null,
    stage: null,
    ...refusal,
  };
}
