import { compareTexts } from '../../../../shared/domain/core/text.ts';
import { fixesOf, reasonOf } from '../results/forecasts.ts';
import type { ForecastLine, KpiLine, MembershipLine, PartnerLine } from '../results/lines.ts';
import type { Archive } from './archive.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

export type PartnerFilter = {
  /** Part of the partner's id or name, whatever its case; empty for all. */
  readonly q: string;
  /** Status of at least one of its memberships; empty for all. */
  readonly status: string;
  /** Eligibility of at least one of its memberships in force; empty for all. */
  readonly eligibility: string;
  /** `yes`: only partners with a renewal that is at risk, or will be if nothing happens. */
  readonly risk: string;
  /** `anniversary`: the one that comes next first; otherwise by id. */
  readonly sort: string;
};

/** `riskOn`: since when its renewal is at risk, or from when on it will be; null: no risk is known. */
export type MembershipItem = MembershipLine & { readonly riskOn: string | null };

export type PartnerItem = {
  readonly partnerId: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly memberships: readonly MembershipItem[];
  /** The anniversary of a membership in force that comes first; null: none is in force. */
  readonly nextAnniversary: string | null;
};

/** A forecast with its reason and the fixes in words. */
export type PartnerForecast = Omit<ForecastLine, 'lacks'> & {
  readonly reason: string;
  readonly fixes: readonly string[];
};

/**
 * A partner with its KPI lines, earliest first, the forecasts of its renewals, and what it may do and has on the last
 * day.
 */
export type PartnerDetail = PartnerItem & {
  readonly kpi: readonly KpiLine[];
  readonly forecasts: readonly PartnerForecast[];
  /**
   * What it may do with courseware; null: the partner was merged into another, or the results are of an older
   * simulation.
   */
  readonly courseware: PartnerLine['courseware'] | null;
  readonly benefits: PartnerLine['benefits'];
  readonly contacts: PartnerLine['contacts'];
  /** The reports that explain its KPI, the latest first: when, and by which command. */
  readonly discrepancies: readonly { readonly asOf: string; readonly runId: string }[];
};

/** Every partner with a membership. */
export async function listPartners(
  archive: Archive,
  filter: PartnerFilter,
  range: SliceRange,
): Promise<SliceOf<PartnerItem>> {
  const q = filter.q.trim().toLowerCase();
  const matching = (await partnersOf(archive)).filter(
    ({ partnerId, name, memberships }) =>
      `${partnerId} ${name ?? ''}`.toLowerCase().includes(q) &&
      (filter.status === '' || memberships.some(({ status }) => status === filter.status)) &&
      (filter.eligibility === '' ||
        memberships.some((each) => isInForce(each) && each.eligibility === filter.eligibility)) &&
      (filter.risk === '' || memberships.some(({ riskOn }) => riskOn !== null)),
  );
  return slice(filter.sort === 'anniversary' ? matching.sort(byAnniversary) : matching, range);
}

/** Those without a membership in force last. */
const byAnniversary = (a: PartnerItem, b: PartnerItem): number =>
  compareTexts(a.nextAnniversary ?? '9', b.nextAnniversary ?? '9') || compareTexts(a.partnerId, b.partnerId);

/** One partner, or null if it is unknown. */
export async function getPartner(archive: Archive, partnerId: string): Promise<PartnerDetail | null> {
  const memberships = (await membershipsIn(archive)).filter((line) => line.partnerId === partnerId);
  const hasMail = (await archive.mails.entries()).some((mail) => mail.partnerId === partnerId);
  if (memberships.length === 0 && !hasMail && !archive.names.has(partnerId)) return null;
  const kpi = (await archive.kpi.entries()).filter((line) => line.partnerId === partnerId);
  const forecasts = (await forecastsIn(archive)).filter((line) => line.partnerId === partnerId);
  const standing = (await archive.partners.entries()).filter((line) => line.partnerId === partnerId);
  const [stands] = await archive.partners.read(standing);
  const explained = (await archive.decisions.entries()).filter(
    ({ what, partnerId: id }) => id === partnerId && what === 'explain-kpi-discrepancy-done',
  );
  return {
    ...itemOf(archive, partnerId, memberships, new Map(forecasts.map((each) => [keyOf(each), each.riskOn]))),
    courseware: stands?.courseware ?? null,
    benefits: stands?.benefits ?? [],
    contacts: stands?.contacts ?? [],
    kpi: await archive.kpi.read(kpi),
    forecasts: forecasts.map(describeForecast),
    discrepancies: explained.map(({ asOf, runId }) => ({ asOf, runId })).reverse(),
  };
}

const describeForecast = ({ lacks, ...line }: ForecastLine): PartnerForecast => ({
  ...line,
  reason: reasonOf(line),
  fixes: fixesOf({ ...line, lacks }),
});

/** The memberships at the end of the simulation. */
export async function membershipsIn(archive: Archive): Promise<MembershipLine[]> {
  return (await archive.memberships.entries()).map(({ membership }) => membership);
}

/** The forecasts after the last day. */
export async function forecastsIn(archive: Archive): Promise<ForecastLine[]> {
  return (await archive.forecasts.entries()).map(({ forecast }) => forecast);
}

async function partnersOf(archive: Archive): Promise<PartnerItem[]> {
  const groups = Map.groupBy(await membershipsIn(archive), ({ partnerId }) => partnerId);
  // One that has ordered, and nothing else, is a partner, too.
  for (const { partnerId } of await archive.partners.entries()) if (!groups.has(partnerId)) groups.set(partnerId, []);
  // How memberships stand is written after the last day.
  if (archive.running !== null) for (const partnerId of archive.names.keys()) groups.set(partnerId, []);
  const risks = new Map((await forecastsIn(archive)).map((each) => [keyOf(each), each.riskOn]));
  return [...groups]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([partnerId, memberships]) => itemOf(archive, partnerId, memberships, risks));
}

function itemOf(
  archive: Archive,
  partnerId: string,
  memberships: readonly MembershipLine[],
  risks: ReadonlyMap<string, string>,
): PartnerItem {
  const partner = archive.names.get(partnerId);
  const [nextAnniversary = null] = memberships
    .filter(isInForce)
    .map(({ anniversary }) => anniversary)
    .sort();
  return {
    partnerId,
    name: partner?.name ?? null,
    country: partner?.country ?? null,
    memberships: memberships.map((line) => ({ ...line, riskOn: risks.get(keyOf(line)) ?? null })),
    nextAnniversary,
  };
}

const isInForce = ({ status }: MembershipLine): boolean => status === 'active' || status === 'in-window';

const keyOf = ({ partnerId, membershipId }: Pick<MembershipLine, 'partnerId' | 'membershipId'>): string =>
  `${partnerId} ${membershipId}`;
