/** What listings, KPI reports, closed cycles, failures, commands and runs tell. */
import { isDeepStrictEqual } from 'node:util';
import type { Listing } from '../../../domain/directory/listing.ts';
import type { ClosedCycle } from '../../../domain/memberships/membership.ts';
import type { FailureRecord } from '../../../domain/notices/failure-record.ts';
import type { StoredKpiReport } from '../../../store/schemas/kpi.ts';
import type { CommandRecord, CompletedRun, IncompleteRun } from '../../../store/schemas/records.ts';
import type { UnnumberedEvent } from '../catalogue/program-event.ts';
import type { EventsOf } from './change.ts';
import { ledgerEvents } from './notices.ts';

export const listingEvents: EventsOf<Listing> = ({ before, after }) => {
  const { partnerId, submitted, visibleOn } = after;
  const about = { partnerId };
  const was = before?.submitted ?? null;
  const events: UnnumberedEvent[] = [];
  if (submitted !== null && !isDeepStrictEqual(submitted, was)) {
    const data = { month: submitted.month, action: was === null ? ('add' as const) : ('update' as const) };
    events.push({ type: 'listing.submitted', ...about, rule: 'R-DIR-4', data });
  }
  if (submitted !== null && visibleOn !== null && visibleOn !== (before?.visibleOn ?? null)) {
    const data = { month: submitted.month, on: visibleOn };
    events.push({ type: 'listing.visible', ...about, rule: 'R-DIR-5', data });
  }
  if (submitted === null && was !== null) events.push({ type: 'listing.removed', ...about, rule: 'R-DIR-4', data: {} });
  return [...events, ...ledgerEvents({ before, after }, about)];
};

/** What became of a cycle's mails after it was closed; that it was closed its membership tells. */
export const cycleEvents: EventsOf<ClosedCycle> = (change) => {
  const { partnerId, membershipId, cycle } = change.after;
  return ledgerEvents(change, { partnerId, membershipId, cycle });
};

export const failureEvents: EventsOf<FailureRecord> = (change) =>
  ledgerEvents(change, { partnerId: change.after.partnerId });

export const kpiReportEvents: EventsOf<StoredKpiReport> = ({ before, after }) => {
  const revised = after.revisions.kept.at(-1);
  const isRevised = revised !== undefined && !isDeepStrictEqual(revised, before?.revisions.kept.at(-1));
  if (before !== null && !isRevised) return [];
  const published = isRevised ? revised : after;
  const renewals = published.renewals.map(({ eligibility, ...renewal }) => ({
    ...renewal,
    eligibility: eligibility.state,
  }));
  const { from, to } = after;
  const { kpi, revenue, runId } = published;
  const about = { partnerId: after.partnerId, runId, rule: isRevised ? 'R-KPI-12' : 'R-KPI-4' };
  return [{ type: 'kpi.published', ...about, data: { from, to, kpi, revenue, isRevision: isRevised, renewals } }];
};

/** Commands whose refusals are about memberships, days and figures: none of them tells who somebody is. */
const NAMELESS = [
  'record-payment',
  'reverse-payment',
  'decline-renewal',
  'enrol',
  'upgrade-to-gold',
  'correct-membership',
  'rename-membership',
  'correct-invoice-line',
];

export const commandEvents: EventsOf<CommandRecord> = ({ before, after }) => {
  const { partnerId, commandId, command, outcomes, forgotten } = after;
  const known = before === null ? 0 : before.outcomes.length + before.forgotten;
  const fresh = outcomes.slice(Math.max(0, known - forgotten));
  return fresh.flatMap(({ outcome, membershipId, cycle, rule, reason, runId, inputs }): UnnumberedEvent[] => {
    const about = { partnerId, commandId, membershipId, cycle, rule, runId };
    if (outcome === 'refused') {
      const told = NAMELESS.includes(command) ? reason : null;
      return [
        ...(command === 'record-payment' ? [{ type: 'payment.refused' as const, ...about, data: { reason } }] : []),
        { type: 'command.refused', ...about, data: { command, reason: told } },
      ];
    }
    return [
      ...(command === 'erase-person' ? [erasure(about, inputs)] : []),
      { type: 'command.done', ...about, data: { command } },
    ];
  });
};

function erasure(about: { partnerId: string; rule: string }, inputs: Record<string, unknown>): UnnumberedEvent {
  const { partners, ticket } = inputs;
  const named = Array.isArray(partners) ? partners.map(String) : [about.partnerId];
  return { type: 'person.erased', ...about, data: { partners: named, ticket: String(ticket) } };
}

export const completedRunEvents: EventsOf<CompletedRun> = ({ before, after }) => {
  if (before !== null) return [];
  const { workflow, asOf, phase, runId } = after;
  return [{ type: 'run.completed', partnerId: null, runId, rule: 'R-NOT-4', data: { workflow, asOf, phase } }];
};

export const incompleteRunEvents: EventsOf<IncompleteRun> = ({ before, after }) => {
  if (before !== null) return [];
  const { workflow, asOf, phase, runId, failed } = after;
  return [{ type: 'run.incomplete', partnerId: null, runId, rule: 'R-NOT-4', data: { workflow, asOf, phase, failed } }];
};
