import { formatNumber, label, monthAbbreviation, monthName } from '../format.ts';
import { type Content, type Html, html } from '../html.ts';
import { ELIGIBILITIES, MAIL_KINDS, type MembershipLine, STATUSES } from '../results/lines.ts';
import { type Bar, barTable, legend } from './bars.ts';
import { byMonth } from './data/days.ts';
import type { Day, ReportInput } from './data/input.ts';
import { listTable, section } from './table.ts';

/** Mails of some days, by kind: the known kinds in their order, then any others. */
export function mailsByKind(days: readonly Day[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>(MAIL_KINDS.map((kind) => [kind, 0]));
  for (const { mails } of days)
    for (const [kind, number] of Object.entries(mails)) sums.set(kind, (sums.get(kind) ?? 0) + number);
  return sums;
}

/** The charts: mails a month by kind, memberships by status and by eligibility. */
export function chartsSection(input: ReportInput): Content {
  const byStatus =
    (code: string): ((line: MembershipLine) => boolean) =>
    (line) =>
      line.status === code;
  const byEligibility =
    (code: string): ((line: MembershipLine) => boolean) =>
    (line) =>
      line.eligibility === code;
  return section({ id: 'charts', title: 'Charts' }, [
    mailChart(input.days),
    html`<div class="pair">${shares('Memberships by status on the last day', STATUSES, byStatus, input.memberships)}
${shares('Renewal eligibility, where one is asked for', ELIGIBILITIES, byEligibility, input.memberships)}</div>`,
  ]);
}

function mailChart(days: readonly Day[]): Html {
  const months = [...byMonth(days)].map(([month, daysOfMonth]) => ({ month, sums: mailsByKind(daysOfMonth) }));
  const kinds = [...mailsByKind(days)].filter(([, sum]) => sum > 0).map(([kind]) => kind);
  const part = (kind: string, value: number) => ({ tone: `tone ${kind}`, name: label(kind), value });
  const bars = months.map(
    ({ month, sums }): Bar => ({
      name: `${monthAbbreviation(month)} ${month.slice(0, 4)}`,
      parts: kinds.map((kind) => part(kind, sums.get(kind) ?? 0)),
    }),
  );
  const list = { caption: 'Mails a month by kind', items: months, file: 'emails.jsonl', empty: 'No mail was sent.' };
  const numbers = listTable(list, [
    { head: 'Month', cell: ({ month }) => monthName(month) },
    ...kinds.map((kind) => ({
      head: label(kind),
      cell: ({ sums }: (typeof months)[number]) => formatNumber(sums.get(kind) ?? 0),
    })),
  ]);
  return html`${barTable('Mails a month', ['Month', 'Mails'], bars)}${legend(kinds.map((kind) => part(kind, 0)))}
<details><summary>The same in numbers</summary>${numbers}</details>`;
}

function shares(
  caption: string,
  codes: readonly string[],
  hasCode: (code: string) => (line: MembershipLine) => boolean,
  memberships: readonly MembershipLine[],
): Html {
  const bars = codes.map((code): Bar => {
    const value = memberships.filter(hasCode(code)).length;
    return { name: label(code), parts: [{ tone: `tone ${code}`, name: label(code), value }] };
  });
  return barTable(caption, ['State', 'Memberships'], bars);
}
