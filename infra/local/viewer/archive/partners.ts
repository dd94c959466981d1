import { fixesOf, reasonOf } from '../results/forecasts.ts';
import type { ForecastLine, KpiLine, MembershipLine, PartnerLine } from '../results/lines.ts';
import type { Archive } from './archive.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

export type PartnerFilter = {
  /** Part of the partner's id or name, whatever its case; empty for all. */
  readonly q: string;
  /** Status of at least one of its memberships; empty for all. */
  readonly status: string;
};

export type PartnerItem = {
  readonly partnerId: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly memberships: readonly MembershipLine[];
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
};

/** Every partner with a membership, in the order of their ids. */
export async function listPartners(
  archive: Archive,
  filter: PartnerFilter,
  range: SliceRange,
): Promise<SliceOf<PartnerItem>> {
  const q = filter.q.trim().toLowerCase();
  const matching = (await partnersOf(archive)).filter(
    ({ partnerId, name, memberships }) =>
      `${partnerId} ${name ?? ''}`.toLowerCase().includes(q) &&
      (filter.status === '' || memberships.some(({ status }) => status === filter.status)),
  );
  return slice(matching, range);
}

/** One partner, or null if it is unknown. */
export async function getPartner(archive: Archive, partnerId: string): Promise<PartnerDetail | null> {
  const memberships = (await membershipsIn(archive)).filter((line) => line.partnerId === partnerId);
  const hasMail = (await archive.mails.entries()).some((mail) => mail.partnerId === partnerId);
  if (memberships.length === 0 && !hasMail && !archive.names.has(partnerId)) return null;
  const kpi = (await archive.kpi.entries()).filter((line) => line.partnerId === partnerId);
  const forecasts = (await forecastsIn(archive)).filter((line) => line.partnerId === partnerId);
  const standing = (await archive.partners.entries()).filter((line) => line.partnerId === partnerId);
  const [stands] = await archive.partners.read(standing);
  return {
    ...itemOf(archive, partnerId, memberships),
    courseware: stands?.courseware ?? null,
    benefits: stands?.benefits ?? [],
    kpi: await archive.kpi.read(kpi),
    forecasts: forecasts.map(describeForecast),
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
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([partnerId, memberships]) => itemOf(archive, partnerId, memberships));
}

function itemOf(archive: Archive, partnerId: string, memberships: readonly MembershipLine[]): PartnerItem {
  const partner = archive.names.get(partnerId);
  return { partnerId, name: partner?.name ?? null, country: partner?.country ?? null, memberships };
}
