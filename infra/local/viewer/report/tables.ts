/** The tables that the report shows the beginnings of, in full: for spreadsheets. */
import { stringify } from 'csv-stringify/sync';
import { spreadsheetCell } from '../../../../shared/domain/core/spreadsheet-cell.ts';
import type { MembershipLine } from '../results/lines.ts';
import type { RenewalOutcome } from './data/input.ts';
import { cycleKey, type ReportInput } from './data/input.ts';
import { figuresOf } from './data/outcome-figures.ts';
import { notReady, risksOf } from './data/risks.ts';
import { expiredWithin } from './sections/expiring.ts';

/** Their folder, among the results. */
export const TABLES_FOLDER = 'report';

type Row = Readonly<Record<string, string | number | null>>;

/** The columns of each, in their order. */
export const TABLES = {
  renewals:
    'partner_id name country membership_id cycle anniversary outcome on reinstated last_stage offer level fee currency',
  groups: 'by group renewed expired fees fees_lost',
  'at-risk': 'partner_id name country membership_id anniversary last_day risk_on cause reason fixes',
  'not-ready': 'partner_id name country membership_id anniversary last_day eligibility profile_review',
  expired: 'partner_id name country membership_id offer competency level expired_on last_day eligibility',
  refused: 'day partner_id name country membership_id decision rule reason',
} as const;

/** Each with its path among the results; all of them, the empty ones too. */
export function reportTables(input: ReportInput): { file: string; text: string }[] {
  const rows: Readonly<Record<keyof typeof TABLES, readonly Row[]>> = {
    renewals: input.outcomes.map((outcome) => ({ ...partner(outcome, input), ...renewalCells(outcome) })),
    groups: [
      ...groupRows('offer', input, ({ offer, level }) => [offer ?? '', level].filter(Boolean).join(' ')),
      ...groupRows('country', input, ({ country }) => country ?? ''),
    ],
    'at-risk': risksOf(input).map(({ riskOn, windowCloses, fixes, ...risk }) => ({
      ...partner(risk, input),
      anniversary: risk.anniversary,
      last_day: windowCloses,
      risk_on: riskOn,
      cause: risk.cause,
      reason: risk.reason,
      fixes: fixes.join('; '),
    })),
    'not-ready': notReady(input).map((each) => ({
      ...membershipCells(each, input),
      anniversary: each.anniversary,
      profile_review: input.unreviewed.has(cycleKey(each)) ? 'missing' : '',
    })),
    expired: expiredWithin(input).map((each) => membershipCells(each, input)),
    refused: input.refusals.map((refusal) => ({
      ...partner(refusal, input),
      day: refusal.asOf,
      decision: refusal.what,
      rule: refusal.rule,
      reason: refusal.reason,
    })),
  };
  return Object.entries(TABLES).map(([name, columns]) => ({
    file: `${TABLES_FOLDER}/${name}.csv`,
    text: stringify([...rows[name as keyof typeof TABLES]], {
      header: true,
      columns: columns.split(' '),
      cast: { string: spreadsheetCell },
    }),
  }));
}

function partner(
  { partnerId, membershipId }: { partnerId: string | null; membershipId: string | null },
  { partnerNames }: ReportInput,
): Row {
  const known = partnerNames.get(partnerId ?? '');
  return { partner_id: partnerId, name: known?.name ?? '', country: known?.country ?? '', membership_id: membershipId };
}

const membershipCells = (each: MembershipLine, input: ReportInput): Row => ({
  ...partner(each, input),
  offer: each.offer,
  competency: each.competency,
  level: each.level,
  expired_on: each.expiredOn,
  last_day: each.windowCloses,
  eligibility: each.eligibility,
});

const renewalCells = ({ stages, fee, country, ...outcome }: RenewalOutcome): Row => ({
  cycle: outcome.cycle,
  anniversary: outcome.anniversary,
  outcome: outcome.state,
  on: outcome.on,
  reinstated: outcome.isReinstated ? 'yes' : 'no',
  last_stage: stages.at(-1) ?? null,
  offer: outcome.offer,
  level: outcome.level,
  country: country ?? '',
  fee: fee?.amount ?? null,
  currency: fee?.currency ?? null,
});

function groupRows(by: string, { outcomes, fees }: ReportInput, groupOf: (outcome: RenewalOutcome) => string): Row[] {
  return [...Map.groupBy(outcomes, groupOf)].map(([group, ended]) => {
    const { renewed, expired, feesIn, feesLost } = figuresOf(ended);
    const money: Row = fees === undefined ? {} : { fees: feesIn, fees_lost: feesLost };
    return { by, group, renewed, expired, ...money };
  });
}
