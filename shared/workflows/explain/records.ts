/** Explains commands, KPI reports, failure records, and items that cannot be read. */
import type { KpiRenewal, KpiReport } from '../../domain/eligibility/kpi-report.ts';
import { kpiReason } from '../../domain/eligibility/kpi-report.ts';
import type { KpiRevision } from '../../domain/eligibility/kpi-revision.ts';
import { lateChangeReason } from '../../domain/kpi/late-lines.ts';
import { isSetAside } from '../../store/keys.ts';
import type { CommandRecord } from '../../store/schemas/records.ts';
import { itemKeyOf, membershipIdOf } from '../reads/failure-records.ts';
import { type Entry, RANK, toEntry } from './entry.ts';
import { explainLedger } from './ledger.ts';
import type { Partition } from './partition.ts';

export function explainCommands({ partnerId, commands }: Partition): Entry[] {
  return commands.flatMap((record) => [
    ...record.outcomes.map((outcome) => explainOutcome(partnerId, record, outcome)),
    ...explainForgotten(partnerId, record),
  ]);
}

type Outcome = CommandRecord['outcomes'][number];

function explainOutcome(partnerId: string, { command, commandId, content }: CommandRecord, outcome: Outcome): Entry {
  const { on, at, runId, rule, reason, inputs, membershipId, cycle } = outcome;
  const fields = { on, at, runId, what: `${command} ${outcome.outcome}`, rule, reason, membershipId, cycle, commandId };
  const given = { ...inputs, given: content };
  return toEntry(partnerId, { ...fields, inputs: given, rank: RANK.command, workflow: 'partner-command' }, null);
}

/** An entry before the first outcome that is kept. */
function explainForgotten(
  partnerId: string,
  { command, commandId, forgotten: earlier, outcomes }: CommandRecord,
): Entry[] {
  const [first] = outcomes;
  if (earlier === 0 || first === undefined) return [];
  const { on, at, membershipId } = first;
  const reason = `refused ${earlier} times before; how is kept no more`;
  const fields = { on, at, what: `${command} refused`, rule: first.rule, reason, membershipId, commandId };
  return [
    toEntry(partnerId, { ...fields, inputs: { earlier }, rank: RANK.command - 0.5, workflow: 'partner-command' }, null),
  ];
}

export function explainKpiReports({ partnerId, kpiReports }: Partition): Entry[] {
  return kpiReports.flatMap((report) => [
    ...report.renewals.map((renewal) => explainKpiRenewal(partnerId, report, renewal)),
    ...report.revisions.kept.flatMap((revision) => explainRevision(partnerId, revision)),
  ]);
}

function explainKpiRenewal(partnerId: string, report: KpiReport, renewal: KpiRenewal): Entry {
  const { publishedOn: on, at, runId, revenue } = report;
  const { membershipId, cycle, anniversary, requirement, eligibility } = renewal;
  const inputs = { anniversary, requirement, eligibility, revenue };
  const fields = { on, at, runId, what: 'kpi-published', rule: 'R-KPI-4', reason: kpiReason(report, renewal), inputs };
  return toEntry(partnerId, { ...fields, membershipId, cycle, rank: RANK.kpi, workflow: 'kpi-refresh' }, null);
}

/** Why a report was published anew, and how each renewal has stood since (R-KPI-12). */
function explainRevision(partnerId: string, revision: KpiRevision): Entry[] {
  const { on, at, runId, months, more, kpi, revenue, renewals } = revision;
  const lines = revision.lines.map(({ name }) => name);
  const told = { on, at, runId, what: 'kpi-republished', rule: 'R-KPI-12', rank: RANK.kpi };
  const reason = lateChangeReason(revision);
  const changed = toEntry(partnerId, { ...told, reason, inputs: { months, lines, more, kpi, revenue } }, null);
  const standings = renewals.map(({ membershipId, cycle, anniversary, requirement, eligibility }) => {
    const why = `the renewal on ${anniversary} is ${eligibility.state}, with KPI ${kpi} in the published months`;
    const inputs = { anniversary, requirement, eligibility };
    return toEntry(partnerId, { ...told, membershipId, cycle, reason: why, inputs }, null);
  });
  return [changed, ...standings];
}

/** Items that fail or failed once, and whether they are set aside now. */
export function explainFailures(
  { partnerId, failureRecords, items }: Partition,
  noticeId: string | undefined,
): Entry[] {
  return failureRecords.flatMap((failureRecord) => {
    const { workflow, since, lastOn, setAsideOn, reason, notices, stamp } = failureRecord;
    const membershipId = membershipIdOf(failureRecord);
    const item = items.find(({ sk }) => sk === itemKeyOf(failureRecord).sk);
    const isSetAsideNow = item !== undefined && isSetAside(workflow, item);
    const inputs = { workflow, since, lastOn, setAsideOn, isSetAsideNow };
    const what = setAsideOn === null ? 'failed' : 'set aside';
    const fields = { on: lastOn, what, rule: 'none', reason, inputs, membershipId, rank: RANK.failureRecord, workflow };
    return [
      toEntry(partnerId, fields, stamp),
      ...explainLedger(notices, { partnerId, membershipId, workflow, noticeId }),
    ];
  });
}

/** These entries have no time, and so come last. */
export function explainUnreadable({ partnerId, unreadable }: Partition): Entry[] {
  return unreadable.map(({ sk, reason }) => {
    const membershipId = sk.match(/^(?:MEMBERSHIP|CYCLE)#([^#]+)/)?.[1] ?? null;
    const fields = { on: null, what: 'unreadable', rule: 'none', reason, inputs: { item: sk }, membershipId };
    return toEntry(partnerId, { ...fields, rank: RANK.failureRecord }, null);
  });
}
