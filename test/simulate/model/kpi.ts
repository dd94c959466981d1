/** Reports of KPI, and corrections of what they count (R-KPI). */
import { type Day, day, monthOf, text } from './dates.ts';
import { type InvoiceLine, isOrder, type Json, type Membership, type Partner, type Program } from './program.ts';
import { eligibility, kpiOf, millionths, renewedTogether } from './requirements.ts';

/** The refresh of a day (R-KPI-4). */
export function publish(program: Program, on: Day): void {
  const last = monthOf(on) - 1;
  program.published = Math.max(program.published, last);
  for (const partner of program.partners.values()) {
    if (reported(program, partner).length === 0) continue;
    report(program, partner, last, on);
    program.reports.set(partner, last);
  }
}

const reported = ({ memberships }: Program, partner: Partner): Membership[] =>
  memberships.filter(
    (m) =>
      m.partner === partner &&
      renewedTogether(m).some(({ learning }) => learning) &&
      !isOrder(m) &&
      !m.expired &&
      m.superseded === null,
  );

/** A line for each membership with a Learning option. */
function report(program: Program, partner: Partner, last: number, on: Day): void {
  for (const m of reported(program, partner))
    program.kpi.push({
      asOf: text(on),
      partnerId: partner.id,
      membershipId: m.id,
      kpi: String(kpiOf(program, partner, last - 11, last) / 1e6),
      eligibility: eligibility(program, m, on),
    });
}

/** What changes a published month counts at once, and the newest report is published anew (R-KPI-10, R-KPI-12). */
export function correct(program: Program, p: Partner, c: Json, today: Day): boolean {
  const line = lineOf(program, p, c);
  if (!line || (c.invoiceDate !== undefined && day(c.invoiceDate) > today)) return false;
  const corrected = {
    ...line,
    type: c.documentType ?? line.type,
    month: c.invoiceDate === undefined ? line.month : monthOf(day(c.invoiceDate)),
    kpi: c.kpiValue === undefined ? line.kpi : millionths(c.kpiValue),
  };
  // The sign of a credit note, and of no other document (R-KPI-13); its units and revenue keep theirs.
  if (corrected.type === 'credit-note' ? corrected.kpi > 0 : corrected.kpi < 0) return false;
  if ((corrected.type === 'credit-note') !== (line.type === 'credit-note')) return false;
  const before = publishedSums(program, line.partner);
  Object.assign(line, corrected);
  const last = program.reports.get(line.partner);
  if (publishedSums(program, line.partner) !== before && last === program.published)
    report(program, line.partner, last, today);
  return true;
}

/** The partner's own line, or one that came from another or was merged (R-MRG-5). */
function lineOf({ lines }: Program, p: Partner, { invoiceNumber, line }: Json): InvoiceLine | undefined {
  const named = lines.filter((each) => each.number === invoiceNumber && each.line === line);
  const own = named.find((each) => each.partner === p && each.former.length === 0);
  const moved = named.find((each) => each.former.includes(p));
  return own ?? moved ?? named.find((each) => each.partner === p);
}

/** Of each published month by itself. */
function publishedSums(program: Program, p: Partner): string {
  const months = new Set(program.lines.filter((line) => line.partner === p).map(({ month }) => month));
  const published = [...months].filter((month) => month <= program.published).sort((a, b) => a - b);
  return JSON.stringify(published.map((month) => kpiOf(program, p, month, month)).filter((sum) => sum !== 0));
}
