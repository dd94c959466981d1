/** Two results beside each other. */
import { BANDS, type Band } from './bands.ts';
import { type FirstDifference, firstDifferences } from './first-differences.ts';
import { type MembershipOutcome, type Outcome, readOutcome, type Totals } from './outcome.ts';

/** A membership in both results; null: that one does not have it. */
export type Pair = { readonly before: MembershipOutcome | null; readonly after: MembershipOutcome | null };

/** How many memberships of a group are in each band, in both results. */
export type GroupCounts = {
  readonly group: string;
  readonly before: Readonly<Record<Band, number>>;
  readonly after: Readonly<Record<Band, number>>;
};

export type Comparison = {
  readonly before: Outcome;
  readonly after: Outcome;
  readonly totals: readonly { readonly what: keyof Totals; readonly before: number; readonly after: number }[];
  readonly all: GroupCounts;
  readonly byCountry: readonly GroupCounts[];
  readonly byOffer: readonly GroupCounts[];
  readonly byLevel: readonly GroupCounts[];
  /** Every membership of either result. */
  readonly pairs: readonly Pair[];
  /** Those whose bands differ. */
  readonly moved: readonly Pair[];
  readonly differences: readonly FirstDifference[];
};

/** @throws ViewerError if a folder holds no results */
export async function compareResults(beforeFolder: string, afterFolder: string): Promise<Comparison> {
  const before = await readOutcome(beforeFolder);
  const after = await readOutcome(afterFolder);
  const names = [...new Set([...before.memberships.keys(), ...after.memberships.keys()])].sort();
  const pairs = names.map((name) => ({
    before: before.memberships.get(name) ?? null,
    after: after.memberships.get(name) ?? null,
  }));
  const countryOf = ({ partnerId }: MembershipOutcome) =>
    (after.names.get(partnerId) ?? before.names.get(partnerId))?.country || 'unknown';
  return {
    before,
    after,
    totals: TOTALS.map((what) => ({ what, before: before.totals[what], after: after.totals[what] })),
    all: { group: 'all', before: countBands(pairs, 'before'), after: countBands(pairs, 'after') },
    byCountry: groups(pairs, countryOf),
    byOffer: groups(pairs, ({ offer }) => offer),
    byLevel: groups(pairs, ({ level }) => level ?? 'none'),
    pairs,
    moved: pairs.filter((pair) => pair.before?.band !== pair.after?.band),
    differences: await firstDifferences(beforeFolder, afterFolder),
  };
}

const TOTALS = ['mails', 'renewed', 'reinstated', 'expired', 'upgraded', 'reduced', 'refused'] as const;

/** The membership of a pair, as it is in the later result if that one has it. */
export function memberOf({ before, after }: Pair): MembershipOutcome {
  const member = after ?? before;
  if (member === null) throw new Error('a membership that neither result has');
  return member;
}

function groups(pairs: readonly Pair[], groupOf: (member: MembershipOutcome) => string): GroupCounts[] {
  const byGroup = Map.groupBy(pairs, (pair) => groupOf(memberOf(pair)));
  return [...byGroup]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => ({ group, before: countBands(own, 'before'), after: countBands(own, 'after') }));
}

function countBands(pairs: readonly Pair[], side: keyof Pair): Record<Band, number> {
  const count = (band: Band): number => pairs.filter((pair) => pair[side]?.band === band).length;
  return Object.fromEntries(BANDS.map((band) => [band, count(band)])) as Record<Band, number>;
}
