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

/** What the table says about a partner in the end. */
export type PartnerState = {
  readonly memberships: readonly MembershipLine[];
  /** Every mail to the partner, or about it to the operators, that the ledgers know as sent. */
  readonly mails: readonly EmailLine[];
  /** What refreshes published. */
  readonly kpi: readonly KpiLine[];
  /** Renewals that are at risk, or will be if nothing happens (R-COMP-5). */
  readonly forecasts: readonly ForecastLine[];
};

/** Reads a partner's part of the table. @param on the day for which a membership's status is told, and its renewal foreseen */
export async function readPartnerState(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  on: CivilDate,
): Promise<PartnerState> {
  const [partner, ledger, skills, listing, memberships, cycles, kpiReports, faults] = await Promise.all([
    store.partners.get({ partnerId }),
    store.kpiLedgers.get({ partnerId }),
    store.table.get(store.skills.key({ partnerId })),
    store.listings.get({ partnerId }),
    readMemberships(store, partnerId),
    listed(store.cycles, partnerId, 'CYCLE#'),
    listed(store.kpiReports, partnerId, 'KPIREPORT#'),
    readFailureRecords(store, partnerId),
  ]);
  if (partner === null) throw new Error(`partner ${partnerId} is gone from the table`);
  const evidence = {
    partner: partner.value,
    kpi: ledger?.value ?? emptyKpiLedger(partnerId),
    skills: (await readSkills(store, partnerId, skills ?? undefined)).skills,
    config,
  };
  const ofListing = listing === null ? [] : mailsOf(listing.value.notices, { partnerId, membershipId: null });
  const ofTroubles = faults.flatMap(({ failureRecord }) =>
    mailsOf(failureRecord.notices, { partnerId, membershipId: membershipIdOf(failureRecord) }, failureRecord.workflow),
  );
  const mails = [
    ...memberships.flatMap(mailsOfMembership),
    ...cycles.flatMap(mailsOfCycle),
    ...ofListing,
    ...ofTroubles,
  ];
  return {
    memberships: memberships.flatMap((membership) => membershipLines(membership, on, evidence)),
    mails: [...new Map(mails.map((mail) => [mail.noticeId, mail])).values()],
    kpi: kpiReports.flatMap(kpiLines),
    forecasts: forecastsOf(memberships, evidence, on).map((forecast) => forecastLine(partnerId, forecast)),
  };
}

async function listed<Id, T extends Id>(of: Collection<Id, T>, partnerId: string, prefix: string): Promise<T[]> {
  const values: T[] = [];
  for await (const { value } of of.list(partnerPartition(partnerId), prefix)) values.push(value);
  return values;
}

/** Those of the current cycle, and of the one before as long as that has no item of its own. */
function mailsOfMembership({ partnerId, membershipId, notices, closing }: Membership): EmailLine[] {
  const of = { partnerId, membershipId };
  return [...mailsOf(notices, of), ...(closing === null ? [] : mailsOf(closing.notices, of))];
}

const mailsOfCycle = ({ partnerId, membershipId, notices }: ClosedCycle): EmailLine[] =>
  mailsOf(notices, { partnerId, membershipId });
