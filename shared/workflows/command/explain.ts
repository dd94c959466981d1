/** `explain`: the decisions taken about a partner or a membership, in order, from the table alone. */
import type { CivilDate } from '../../domain/calendar.ts';
import { type KpiRenewal, type KpiReport, kpiReason } from '../../domain/kpi-report.ts';
import type { Ledger, StageRecord } from '../../domain/ledger.ts';
import type { Renewal } from '../../domain/membership.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { CommandRecord } from '../../store/schemas.ts';
import type { Store } from '../../store/store.ts';
import { listMemberships } from '../kpi-sweep.ts';

export type Explained = {
  on: CivilDate;
  what: string;
  membershipId: string | null;
  cycle: number | null;
  stage: number | null;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
  runId: string | null;
  /** What became of each recipient's copy. */
  notices: { to: string; role: string; noticeId: string; state: Record<string, unknown> }[];
};

/** Everything since the partner was loaded; with `membershipId`, what concerns that membership. The earliest first. */
export async function explain(store: Store, partnerId: string, membershipId?: string): Promise<Explained[]> {
  const all = [
    ...(await ofMemberships(store, partnerId)),
    ...(await ofClosedCycles(store, partnerId)),
    ...(await ofKpiReports(store, partnerId)),
    ...(await ofCommands(store, partnerId)),
    ...(await ofListing(store, partnerId)),
    ...(await ofContacts(store, partnerId)),
  ];
  const wanted = membershipId === undefined ? all : all.filter((entry) => entry.membershipId === membershipId);
  return wanted.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

type Of = { membershipId: string | null };

async function ofMemberships(store: Store, partnerId: string): Promise<Explained[]> {
  const memberships = await listMemberships(store, partnerId);
  return memberships.flatMap((membership) => {
    const { membershipId, cycle, loadedOn, notices, status } = membership;
    const loaded = plain(loadedOn, 'loaded', 'R-MEM-1', `loaded; now ${status.name}, cycle ${cycle}`);
    return [{ ...loaded, membershipId, cycle: null }, ...ofLedger(notices, { membershipId })];
  });
}

async function ofClosedCycles(store: Store, partnerId: string): Promise<Explained[]> {
  const explained: Explained[] = [];
  for await (const { value } of store.cycles.list(partnerPartition(partnerId), 'CYCLE#')) {
    const { membershipId, cycle, expiredOn, override, renewal, notices } = value;
    const facts: Explained[] = [];
    if (expiredOn) facts.push(plain(expiredOn, 'expired', 'R-EXP-1', 'the window closed unpaid'));
    if (override)
      facts.push(plain(override.grantedOn, 'override-granted', 'R-REN-7', override.reason, { ...override }));
    facts.push(ofRenewal(renewal));
    explained.push(...facts.map((fact) => ({ ...fact, membershipId, cycle })), ...ofLedger(notices, { membershipId }));
  }
  return explained;
}

function ofRenewal(renewal: Renewal): Explained {
  const { recordedOn, kind, paidOn } = renewal;
  const rule = kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2';
  return plain(recordedOn, kind, rule, `paid on ${paidOn}`, { ...renewal });
}

async function ofKpiReports(store: Store, partnerId: string): Promise<Explained[]> {
  const explained: Explained[] = [];
  for await (const { value } of store.kpiReports.list(partnerPartition(partnerId), 'KPIREPORT#'))
    explained.push(...value.renewals.map((renewal) => ofKpiRenewal(value, renewal)));
  return explained;
}

function ofKpiRenewal(report: KpiReport, renewal: KpiRenewal): Explained {
  const { publishedOn, runId, revenue } = report;
  const { membershipId, cycle, anniversary, requirement, eligibility } = renewal;
  const inputs = { anniversary, requirement, eligibility, revenue };
  const fact = plain(publishedOn, 'kpi-published', 'R-KPI-4', kpiReason(report, renewal), inputs);
  return { ...fact, membershipId, cycle, runId };
}

async function ofCommands(store: Store, partnerId: string): Promise<Explained[]> {
  const explained: Explained[] = [];
  for await (const { value } of store.commands.list(partnerPartition(partnerId), 'COMMAND#'))
    explained.push(...value.outcomes.map((outcome) => ofOutcome(value, outcome)));
  return explained;
}

function ofOutcome({ command }: CommandRecord, outcome: CommandRecord['outcomes'][number]): Explained {
  const { on, rule, reason, inputs, runId, membershipId, cycle } = outcome;
  return { ...plain(on, `${command} ${outcome.outcome}`, rule, reason, inputs), runId, membershipId, cycle };
}

async function ofListing(store: Store, partnerId: string): Promise<Explained[]> {
  const listing = await store.listings.get({ partnerId });
  return listing === null ? [] : ofLedger(listing.value.notices, { membershipId: null });
}

async function ofContacts(store: Store, partnerId: string): Promise<Explained[]> {
  const stored = await store.partners.get({ partnerId });
  const unreachable = stored?.value.unreachable ?? [];
  return unreachable.map(({ since, cause, address, noticeId }) =>
    plain(since, 'contact unreachable', 'R-NOT-2', `${cause}: nothing is sent to ${address}`, { address, noticeId }),
  );
}

function ofLedger(ledger: Ledger, of: Of): Explained[] {
  return Object.entries(ledger).map(([key, record]) => ofRecord(key, record, of));
}

function ofRecord(key: string, record: StageRecord, { membershipId }: Of): Explained {
  const cycle = membershipId === null ? null : Number(record.period);
  const kind = record.notices[0]?.kind ?? key;
  const fact = plain(record.decidedOn, `notice ${kind}`, record.rule, record.reason, record.inputs);
  const notices = record.notices.map(({ to, role, noticeId, state }) => ({ to, role, noticeId, state }));
  return { ...fact, membershipId, cycle, stage: record.stage, runId: record.runId, notices };
}

function plain(
  on: CivilDate,
  what: string,
  rule: string,
  reason: string,
  inputs: Record<string, unknown> = {},
): Explained {
  return { on, what, membershipId: null, cycle: null, stage: null, rule, reason, inputs, runId: null, notices: [] };
}
