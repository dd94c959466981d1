/** `explain`: the decisions taken about a partner or a membership, in order, from the table alone. */
import type { CivilDate } from '../../domain/calendar.ts';
import { type KpiRenewal, type KpiReport, kpiReason } from '../../domain/kpi-report.ts';
import { cycleOf, type Ledger, type StageRecord } from '../../domain/ledger.ts';
import type { Membership, Renewal } from '../../domain/membership.ts';
import { lifeOf } from '../../domain/membership-life.ts';
import { CorruptItem } from '../../errors.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { CommandRecord } from '../../store/schemas.ts';
import type { Store } from '../../store/store.ts';
import { membershipOf, troublesOf } from '../troubles.ts';
import { ofBenefits } from './explain-benefits.ts';

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
    ...(await ofTroubles(store, partnerId)),
    ...(await ofLicences(store, partnerId)),
  ];
  const wanted = membershipId === undefined ? all : all.filter((entry) => entry.membershipId === membershipId);
  return wanted.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

type Of = { membershipId: string | null };

async function ofMemberships(store: Store, partnerId: string): Promise<Explained[]> {
  return (await membershipsOf(store, partnerId)).flatMap((membership) => {
    const { membershipId, notices } = membership;
    const life = lifeOf(membership).map(({ on, what, rule, reason, inputs, runId }) => {
      return { ...plain(on, what, rule, reason, inputs), membershipId, runId };
    });
    return [...life, ...ofLedger(notices, { membershipId })];
  });
}

async function membershipsOf(store: Store, partnerId: string): Promise<Membership[]> {
  const { pk, sk } = store.memberships.key({ partnerId, membershipId: '' });
  const memberships: Membership[] = [];
  for await (const item of store.table.all(pk, sk)) memberships.push(...readable(() => store.memberships.parse(item)));
  return memberships;
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
  const item = await store.table.get(store.listings.key({ partnerId }));
  const listings = item === null ? [] : readable(() => store.listings.parse(item));
  return listings.flatMap(({ notices }) => ofLedger(notices, { membershipId: null }));
}

async function ofLicences(store: Store, partnerId: string): Promise<Explained[]> {
  const item = await store.table.get(store.benefits.key({ partnerId }));
  const benefits = item === null ? [] : readable(() => store.benefits.parse(item));
  if (benefits.length === 0) return [];
  const memberships = await membershipsOf(store, partnerId);
  const facts = benefits.flatMap((of) => ofBenefits(of, memberships));
  return facts.map(({ membershipId, ...fact }) => {
    return { ...plain(fact.on, fact.what, fact.rule, fact.reason, fact.inputs), membershipId };
  });
}

async function ofContacts(store: Store, partnerId: string): Promise<Explained[]> {
  const item = await store.table.get(store.partners.key({ partnerId }));
  const partners = item === null ? [] : readable(() => store.partners.parse(item));
  const unreachable = partners.flatMap((partner) => partner.unreachable);
  return unreachable.map(({ since, cause, address, noticeId }) =>
    plain(since, 'contact unreachable', 'R-NOT-2', `${cause}: nothing is sent to ${address}`, { address, noticeId }),
  );
}

/** Items that fail, or did one day: what is set aside now, and since when. */
async function ofTroubles(store: Store, partnerId: string): Promise<Explained[]> {
  const troubles = await troublesOf(store, partnerId);
  return troubles.flatMap(({ trouble, isAside }) => {
    const { workflow, since, lastOn, setAsideOn, reason, notices } = trouble;
    const membershipId = membershipOf(trouble);
    const inputs = { workflow, since, lastOn, setAsideOn, isSetAsideNow: isAside };
    const fact = {
      ...plain(lastOn, setAsideOn === null ? 'failed' : 'set aside', 'none', reason, inputs),
      membershipId,
    };
    return [fact, ...ofLedger(notices, { membershipId })];
  });
}

/** What cannot be read is told by its trouble, and hides nothing else. */
function readable<T>(read: () => { value: T }): T[] {
  try {
    return [read().value];
  } catch (error) {
    if (error instanceof CorruptItem) return [];
    throw error;
  }
}

function ofLedger(ledger: Ledger, of: Of): Explained[] {
  return Object.entries(ledger).map(([key, record]) => ofRecord(key, record, of));
}

function ofRecord(key: string, record: StageRecord, { membershipId }: Of): Explained {
  const kind = record.notices[0]?.kind ?? key;
  const fact = plain(record.decidedOn, `notice ${kind}`, record.rule, record.reason, record.inputs);
  const notices = record.notices.map(({ to, role, noticeId, state }) => ({ to, role, noticeId, state }));
  return { ...fact, membershipId, cycle: cycleOf(record), stage: record.stage, runId: record.runId, notices };
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
