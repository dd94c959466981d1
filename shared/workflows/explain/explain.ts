/** `explain`: the chain of decisions about a partner, a membership, a notice or a command, from the table alone. */

import type { Explain } from '../../domain/commands/command.ts';
import { civilDateIn } from '../../domain/core/calendar.ts';
import type { MembershipName } from '../../domain/memberships/membership.ts';
import type { Store } from '../../store/store.ts';
import { readLineage, readSurvivor } from '../reads/merged/lineage.ts';
import { readNames } from '../reads/merged/present-name.ts';
import { explainBenefits } from './benefits.ts';
import { explainEmployees } from './employees.ts';
import type { Entry, ExplainedDecision } from './entry.ts';
import { explainClosedCycles, explainMemberships } from './memberships.ts';
import { readPartition } from './partition.ts';
import { explainInvoiceLines, explainListing, explainPartner, explainSkills } from './partner.ts';
import { explainCommands, explainFailures, explainKpiReports, explainUnreadable } from './records.ts';
import { sentenceOf } from './sentence.ts';
import { sortByCause } from './sort-by-cause.ts';

type ExplainScope = Pick<Explain, 'partnerId' | 'membershipId' | 'noticeId' | 'commandId'>;

/** All decisions since the partner was imported, or those in the scope; the earliest first. */
export async function explain(store: Store, scope: ExplainScope, timeZone: string): Promise<ExplainedDecision[]> {
  const { membershipId } = scope;
  const names = membershipId === undefined ? null : await readNames(store, { ...scope, membershipId });
  const lineage = await readLineage(store, await readHome(store, scope, names));
  const all = (await Promise.all(lineage.map((each) => explainPartition(store, each, scope.noticeId)))).flat();
  return sortByCause(selectEntries(withDays(withWorkflows(all), timeZone), scope, names)).map((entry) => {
    const { rank: _rank, usualWorkflow: _usually, ...decision } = entry;
    return { ...decision, text: sentenceOf(entry) };
  });
}

/**
 * The partner whose history is told: a membership, notice or command is where merges have brought it; a partner is
 * asked for by itself.
 */
async function readHome(
  store: Store,
  { partnerId, noticeId, commandId }: ExplainScope,
  names: MembershipName[] | null,
): Promise<string> {
  if (names?.[0] !== undefined) return names[0].partnerId;
  return noticeId === undefined && commandId === undefined ? partnerId : readSurvivor(store, partnerId);
}

/** The entries from the partition of one partner; after merges there are several partitions (R-MRG-1). */
async function explainPartition(store: Store, partnerId: string, noticeId: string | undefined): Promise<Entry[]> {
  const partition = await readPartition(store, partnerId);
  return [
    ...(await explainEmployees(store, partition)),
    ...explainPartner(partition),
    ...explainMemberships(partition, noticeId),
    ...explainClosedCycles(partition, noticeId),
    ...explainInvoiceLines(partition),
    ...explainSkills(partition),
    ...explainListing(partition, noticeId),
    ...explainKpiReports(partition),
    ...explainCommands(partition),
    ...explainBenefits(partition),
    ...explainFailures(partition, noticeId),
    ...explainUnreadable(partition),
  ];
}

/** If one entry has the workflow of its run, all entries of that run get it. */
function withWorkflows(entries: Entry[]): Entry[] {
  const workflowOf = new Map(entries.flatMap(({ runId, workflow }) => (runId && workflow ? [[runId, workflow]] : [])));
  return entries.map((entry) => {
    const { runId, usualWorkflow } = entry;
    const workflow =
      entry.workflow ?? workflowOf.get(runId ?? '') ?? (runId?.startsWith(MAIL_EVENT) ? 'mail-events' : usualWorkflow);
    return { ...entry, workflow };
  });
}

/** How the ids of `mail-events` begin. */
const MAIL_EVENT = 'mail-event-';

/** Entries that have only an instant get its day in the program's time zone (R-CAL-1). */
function withDays(entries: Entry[], timeZone: string): Entry[] {
  return entries.map((entry) =>
    entry.on === null && entry.at !== null ? { ...entry, on: civilDateIn(entry.at, timeZone) } : entry,
  );
}

/** A notice and a command come with their causes and effects: what else their runs decided about the membership. */
function selectEntries(
  entries: Entry[],
  { noticeId, commandId }: ExplainScope,
  names: MembershipName[] | null,
): Entry[] {
  const isNamed = (entry: Entry) =>
    names?.some((name) => name.partnerId === entry.partnerId && name.membershipId === entry.membershipId);
  const ofMembership = names === null ? entries : entries.filter(isNamed);
  if (noticeId !== undefined) return selectByNotice(ofMembership, noticeId);
  if (commandId === undefined) return ofMembership;
  const outcomes = ofMembership.filter((entry) => entry.commandId === commandId);
  const runs = new Set(outcomes.map(({ runId }) => runId).filter((runId) => runId !== null));
  return ofMembership.filter((entry) => entry.commandId === commandId || runs.has(entry.runId ?? ''));
}

function selectByNotice(entries: Entry[], noticeId: string): Entry[] {
  const isAbout = (entry: Entry) =>
    entry.noticeId === noticeId || entry.notices.some((each) => each.noticeId === noticeId);
  const about = entries.filter(isAbout);
  const runs = new Set(about.map(({ runId }) => runId).filter((runId) => runId !== null));
  return entries.filter((entry) => isAbout(entry) || (entry.commandId !== null && runs.has(entry.runId ?? '')));
}
