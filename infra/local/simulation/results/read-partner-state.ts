import { emptyBenefits } from '../../../../shared/domain/benefits/benefit.ts';
import type { ProgramConfig } from '../../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { emptyKpiLedger } from '../../../../shared/domain/kpi/kpi.ts';
import type { ClosedCycle, Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Collection } from '../../../../shared/store/collection.ts';
import { partnerPartition } from '../../../../shared/store/keys.ts';
import type { Store } from '../../../../shared/store/store.ts';
import { forecastsOf } from '../../../../shared/workflows/explain/forecasts.ts';
import { membershipIdOf, readFailureRecords } from '../../../../shared/workflows/reads/failure-records.ts';
import { readMemberships } from '../../../../shared/workflows/reads/memberships.ts';
import { readSkills } from '../../../../shared/workflows/reads/skills.ts';
import type { EmailLine, KpiLine } from '../../viewer/results/lines.ts';
import { type ForecastLine, forecastLine } from './forecast-line.ts';
import { kpiLines } from './kpi-lines.ts';
import { mailsOf } from './ledger-mails.ts';
import { type MembershipLine, membershipLines } from './membership-line.ts';
import { type PartnerLine, partnerLines } from './partner-line.ts';

/** The final state of a partner in the table. */
export type PartnerState = {
  readonly memberships: readonly MembershipLine[];
  /** Every mail to the partner, or about it to the operators, that the ledgers know as sent. */
  readonly mails: readonly EmailLine[];
  /** Published by KPI refreshes. */
  readonly kpi: readonly KpiLine[];
  /** Renewals that are at risk, or will be if nothing happens (R-COMP-5). */
  readonly forecasts: readonly ForecastLine[];
  /** What the partner may do, and what it has; none if it was merged into another. */
  readonly partners: readonly PartnerLine[];
};

/** Reads a partner's part of the table. @param on the day of the memberships' statuses and of the forecasts */
export async function readPartnerState(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  on: CivilDate,
): Promise<PartnerState> {
  const [partner, ledger, skills, listing, benefits, memberships, cycles, kpiReports, faults] = await Promise.all([
    store.partners.get({ partnerId }),
    store.kpiLedgers.get({ partnerId }),
    store.table.get(store.skills.key({ partnerId })),
    store.listings.get({ partnerId }),
    store.benefits.get({ partnerId }),
    readMemberships(store, partnerId),
    listAll(store.cycles, partnerId, 'CYCLE#'),
    listAll(store.kpiReports, partnerId, 'KPIREPORT#'),
    readFailureRecords(store, partnerId),
  ]);
  if (partner === null) throw new Error(`partner ${partnerId} is gone from the table`);
  const evidence = {
    partner: partner.value,
    kpi: ledger?.value ?? emptyKpiLedger(partnerId),
    skills: (await readSkills(store, partnerId, skills ?? undefined)).skills,
    config,
  };
  const listingMails = listing === null ? [] : mailsOf(listing.value.notices, { partnerId, membershipId: null });
  const failureMails = faults.flatMap(({ failureRecord }) =>
    mailsOf(failureRecord.notices, { partnerId, membershipId: membershipIdOf(failureRecord) }, failureRecord.workflow),
  );
  // Of a cycle that is open again, what the membership holds counts (R-REN-9).
  const mailsOfMemberships = withoutReopened(cycles.flatMap(mailsOfCycle), memberships.flatMap(mailsOfMembership));
  return {
    memberships: memberships.flatMap((membership) => membershipLines(membership, on, evidence)),
    mails: [...mailsOfMemberships, ...listingMails, ...failureMails],
    kpi: kpiReports.flatMap(kpiLines),
    partners: partnerLines({ ...evidence, memberships, benefits: benefits?.value ?? emptyBenefits(partnerId) }, on),
    forecasts: forecastsOf(memberships, evidence, on).map((forecast) => forecastLine(partnerId, forecast)),
  };
}

function withoutReopened(closed: readonly EmailLine[], open: readonly EmailLine[]): EmailLine[] {
  const known = new Set(open.map(({ noticeId }) => noticeId));
  return [...closed.filter(({ noticeId }) => !known.has(noticeId)), ...open];
}

async function listAll<Id, T extends Id>(
  collection: Collection<Id, T>,
  partnerId: string,
  prefix: string,
): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of collection.list(partnerPartition(partnerId), prefix)) values.push(value);
  return values;
}

/** Mails of the current cycle, and of the one before as long as that has no item of its own. */
function mailsOfMembership({ partnerId, membershipId, notices, closing }: Membership): EmailLine[] {
  const owner = { partnerId, membershipId };
  return [...mailsOf(notices, owner), ...(closing === null ? [] : mailsOf(closing.notices, owner))];
}

const mailsOfCycle = ({ partnerId, membershipId, notices }: ClosedCycle): EmailLine[] =>
  mailsOf(notices, { partnerId, membershipId });
