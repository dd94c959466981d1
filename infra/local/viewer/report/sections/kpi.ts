import Big from 'big.js';
import { formatCount, formatNumber, formatShare, label } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import type { KpiLine, MembershipLine } from '../../results/lines.ts';
import { barTable, legend } from '../bars.ts';
import type { ReportInput } from '../data/input.ts';
import { section } from '../table.ts';

/** How much of its requirement a membership has, the highest first; `from` is a share of 1, inclusive. */
const BANDS = [
  { from: 1, tone: 'tone met', name: 'requirement reached' },
  { from: 0.75, tone: 'tone near', name: '75 % or more of it' },
  { from: 0.5, tone: 'tone half', name: '50 % or more' },
  { from: Number.NEGATIVE_INFINITY, tone: 'tone not-met', name: 'less than half' },
] as const;

const IN_FORCE = new Set(['active', 'in-window']);

type Measured = { readonly membership: MembershipLine; readonly share: number };

/** KPI against what is asked for, of the memberships in force. */
export function kpiSection(input: ReportInput): Content {
  const measured = measuredOf(input);
  const reached = measured.filter(({ share }) => share >= 1).length;
  const rows = [...Map.groupBy(measured, ({ membership }) => membership.level ?? '')].sort(([a], [b]) =>
    a < b ? 1 : -1,
  );
  const bars = [...rows, ...(rows.length > 1 ? [['all', measured] as const] : [])].map(([name, group]) => ({
    name: label(name),
    parts: BANDS.map((band) => ({ ...band, value: group.filter(({ share }) => bandOf(share) === band).length })),
    figures: [
      formatNumber(group.length),
      formatNumber(group.filter(({ share }) => share >= 1).length),
      formatShare(medianOf(group.map(({ share }) => share))),
    ],
  }));
  const heads = ['Level', 'Memberships', 'Reached', 'Median'];
  return section({ id: 'kpi', title: 'KPI against the requirement' }, [
    html`<p>${
      measured.length === 0
        ? 'No membership in force has a KPI requirement and a published KPI.'
        : `As last published, the sum of twelve months against what the program year of the next anniversary asks for: ${formatNumber(reached)} of ${formatCount(measured.length, 'membership')} reach it.`
    }</p>`,
    measured.length === 0 ? null : [legend(BANDS), barTable('Memberships in force by level', heads, bars)],
  ]);
}

const bandOf = (share: number) => BANDS.find(({ from }) => share >= from);

function measuredOf({ kpi, memberships }: ReportInput): Measured[] {
  // A membership that KPI count for no longer has no line of the last months.
  const last = kpi.map(({ to }) => to ?? '').reduce((a, b) => (a > b ? a : b), '');
  const lines = new Map(
    kpi.filter(({ to }) => to === last).map((line) => [`${line.partnerId} ${line.membershipId}`, line]),
  );
  return memberships.flatMap((membership) => {
    if (membership.level === null || !IN_FORCE.has(membership.status)) return [];
    const share = shareOf(lines.get(`${membership.partnerId} ${membership.membershipId}`));
    return share === null ? [] : [{ membership, share }];
  });
}

/** Null: nothing is asked for, or it is not known how much. */
function shareOf(line: KpiLine | undefined): number | null {
  if (line === undefined) return null;
  const { kpi, requirement } = line;
  if (typeof requirement !== 'string' || !(Number(requirement) > 0)) return null;
  return new Big(kpi).div(requirement).toNumber();
}

function medianOf(shares: readonly number[]): number | null {
  const sorted = shares.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
