import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { spreadsheetCell } from '../../../shared/domain/core/spreadsheet-cell.ts';
import type { DecisionLine } from '../viewer/results/lines.ts';
import { BANDS } from './bands.ts';
import { type Comparison, type GroupCounts, memberOf } from './comparison.ts';
import { type ComparisonPage, renderComparison } from './page.ts';

/** The files of a before and after. */
export const COMPARISON_FILES = {
  page: 'comparison.html',
  memberships: 'memberships.csv',
  partners: 'partners.csv',
  bands: 'bands.csv',
} as const;

/** Writes the page and the tables behind it. */
export async function writeComparison(outDir: string, page: ComparisonPage): Promise<void> {
  const { comparison } = page;
  await writeFile(join(outDir, COMPARISON_FILES.memberships), csv(membershipRows(comparison)));
  await writeFile(join(outDir, COMPARISON_FILES.partners), csv(partnerRows(comparison)));
  await writeFile(join(outDir, COMPARISON_FILES.bands), csv(bandRows(comparison)));
  await writeFile(join(outDir, COMPARISON_FILES.page), renderComparison(page));
}

type Row = Readonly<Record<string, string | number>>;

/** Numbers stay numbers, a negative one too. */
const csv = (rows: readonly Row[]): string => stringify([...rows], { header: true, cast: { string: spreadsheetCell } });

const membershipRows = ({ pairs, after, before }: Comparison): Row[] =>
  pairs.map((pair) => {
    const member = memberOf(pair);
    const known = after.names.get(member.partnerId) ?? before.names.get(member.partnerId);
    return {
      partner_id: member.partnerId,
      name: known?.name ?? '',
      country: known?.country ?? '',
      membership_id: member.membershipId,
      offer: member.offer,
      competency: member.competency ?? '',
      level: member.level ?? '',
      band_before: pair.before?.band ?? '',
      band_after: pair.after?.band ?? '',
      changed: pair.before?.band === pair.after?.band ? 'no' : 'yes',
      status_before: pair.before?.status ?? '',
      status_after: pair.after?.status ?? '',
      expired_on_before: pair.before?.expiredOn ?? '',
      expired_on_after: pair.after?.expiredOn ?? '',
    };
  });

const partnerRows = ({ differences, before, after }: Comparison): Row[] =>
  differences.map(({ partnerId, ...sides }) => ({
    partner_id: partnerId,
    name: (after.names.get(partnerId) ?? before.names.get(partnerId))?.name ?? '',
    ...decisionCells('before', sides.before),
    ...decisionCells('after', sides.after),
  }));

const decisionCells = (side: string, line: DecisionLine | null): Row => ({
  [`day_${side}`]: line?.asOf ?? '',
  [`what_${side}`]: line?.what ?? '',
  [`membership_${side}`]: line?.membershipId ?? '',
  [`rule_${side}`]: line?.rule ?? '',
  [`reason_${side}`]: line?.reason ?? '',
  [`inputs_${side}`]: line?.inputs ? JSON.stringify(line.inputs) : '',
});

const bandRows = ({ all, byCountry, byOffer, byLevel }: Comparison): Row[] => [
  ...cells('all', [all]),
  ...cells('country', byCountry),
  ...cells('offer', byOffer),
  ...cells('level', byLevel),
];

const cells = (by: string, groups: readonly GroupCounts[]): Row[] =>
  groups.flatMap(({ group, before, after }) =>
    BANDS.map((band) => ({
      by,
      group,
      band,
      before: before[band],
      after: after[band],
      difference: after[band] - before[band],
    })),
  );
