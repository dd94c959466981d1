/** Everything the program keeps: a collection for each kind of item. */
import type { ProgramConfig } from '../domain/config/program-config.ts';
import type { CivilMonth } from '../domain/core/calendar.ts';
import { ONLY } from '../domain/core/ids.ts';
import type { Listing } from '../domain/directory/listing.ts';
import type { KpiLedger } from '../domain/kpi/kpi.ts';
import type { ClosedCycle, Membership } from '../domain/memberships/membership.ts';
import { fitLedger } from '../domain/notices/limits/fit-ledger.ts';
import type { Ledger } from '../domain/notices/notice-state.ts';
import { dueDates } from '../domain/renewal/due-dates.ts';
import { Collection, type Kind } from './collection.ts';
import { DUE_INDEX, dueAttributes, EXPIRES_AT, EXPIRY_INDEX, keys } from './keys.ts';
import { benefitsSchema } from './schemas/benefits.ts';
import { batchEntrySchema, batchSchema, landingPageSchema, listingSchema } from './schemas/directory.ts';
import { eventLogSchema } from './schemas/event-log.ts';
import { invoiceLineSchema, kpiLedgerSchema, kpiReportSchema } from './schemas/kpi.ts';
import { cycleSchema, enrolledSchema, membershipSchema } from './schemas/membership.ts';
import { partnerSchema } from './schemas/partner.ts';
import type { CompletedRun, SendSlots } from './schemas/records.ts';
import {
  commandSchema,
  completedRunSchema,
  failureRecordSchema,
  incompleteRunSchema,
  sendSlotsSchema,
} from './schemas/records.ts';
import { associatedEmployeeSchema, employeeSchema, skillsSchema } from './schemas/skills.ts';
import type { Item, Table } from './table.ts';

function membershipIndex(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>, shards: number): Item {
  const due = dueDates(membership, config);
  const { partnerId, membershipId: id } = membership;
  return {
    ...dueAttributes(DUE_INDEX, 'renewal-notices', due.notices, { partnerId, id }, shards),
    ...dueAttributes(EXPIRY_INDEX, 'grace-expiry', due.expiry, { partnerId, id }, shards),
  };
}

/** Every item with a ledger that grows by what happens in a cycle or month. */
const fitNotices = <T extends { notices: Ledger }>(item: T): T => ({ ...item, notices: fitLedger(item.notices) });

const fitMembership = (membership: Membership): Membership =>
  fitNotices({ ...membership, closing: membership.closing && fitNotices(membership.closing) });

const kinds = {
  partner: {
    name: 'partner',
    schema: partnerSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.partner(partnerId),
  },
  employee: {
    name: 'employee',
    schema: employeeSchema,
    shape: 1,
    key: ({ employeeId }: { employeeId: string }) => keys.employee(employeeId),
  },
  associatedEmployee: {
    name: 'associated employee',
    schema: associatedEmployeeSchema,
    shape: 1,
    key: keys.associatedEmployee,
  },
  skills: {
    name: 'skills ledger',
    schema: skillsSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.skills(partnerId),
  },
  enrolment: {
    name: 'enrolment',
    schema: enrolledSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.enrolment(partnerId),
  },
  cycle: { name: 'closed cycle', schema: cycleSchema, shape: 1, key: keys.cycle, fit: fitNotices<ClosedCycle> },
  kpiLedger: {
    name: 'KPI ledger',
    schema: kpiLedgerSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.kpiLedger(partnerId),
    attributes: ({ partnerId, refreshOn }: KpiLedger, shards: number) =>
      dueAttributes(DUE_INDEX, 'kpi-refresh', refreshOn, { partnerId, id: ONLY }, shards),
  },
  kpiReport: { name: 'KPI report', schema: kpiReportSchema, shape: 1, key: keys.kpiReport },
  invoiceLine: { name: 'invoice line', schema: invoiceLineSchema, shape: 1, key: keys.invoiceLine },
  listing: {
    name: 'listing',
    schema: listingSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.listing(partnerId),
    attributes: ({ partnerId, dueOn }: Listing, shards: number) =>
      dueAttributes(DUE_INDEX, 'directory-submission', dueOn, { partnerId, id: ONLY }, shards),
    fit: fitNotices<Listing>,
  },
  benefits: {
    name: 'benefits',
    schema: benefitsSchema,
    shape: 1,
    key: ({ partnerId }: { partnerId: string }) => keys.benefits(partnerId),
  },
  batch: { name: 'batch', schema: batchSchema, shape: 1, key: ({ month }: { month: CivilMonth }) => keys.batch(month) },
  batchEntry: { name: 'batch entry', schema: batchEntrySchema, shape: 1, key: keys.batchEntry },
  landingPage: {
    name: 'landing page',
    schema: landingPageSchema,
    shape: 1,
    key: ({ url }: { url: string }) => keys.landingPage(url),
  },
  command: { name: 'command', schema: commandSchema, shape: 1, key: keys.command },
  failureRecord: { name: 'failure record', schema: failureRecordSchema, shape: 1, key: keys.failureRecord },
  completedRun: {
    name: 'completed run',
    schema: completedRunSchema,
    shape: 1,
    key: keys.completedRun,
    attributes: ({ expiresAt }: CompletedRun) => ({ [EXPIRES_AT]: expiresAt }),
  },
  incompleteRun: {
    name: 'incomplete run',
    schema: incompleteRunSchema,
    shape: 1,
    key: keys.incompleteRun,
    attributes: ({ expiresAt }: CompletedRun) => ({ [EXPIRES_AT]: expiresAt }),
  },
  eventLog: {
    name: 'event log',
    schema: eventLogSchema,
    shape: 1,
    key: ({ about }: { about: string }) => keys.eventLog(about),
  },
};

const sendSlotsKind: Kind<object, SendSlots> = {
  name: 'send slots',
  schema: sendSlotsSchema,
  shape: 1,
  key: keys.sendSlots,
};

const membershipKind = (
  config: Pick<ProgramConfig, 'noticeStages'>,
): Kind<{ partnerId: string; membershipId: string }, Membership> => ({
  name: 'membership',
  schema: membershipSchema,
  shape: 1,
  key: keys.membership,
  attributes: (membership, shards) => membershipIndex(membership, config, shards),
  fit: fitMembership,
});

/**
 * The notice stages of the configuration decide when a membership is due, and so are part of its index keys.
 *
 * @example
 * const store = openStore(openTable('partner-program-dev'), config);
 * const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M-1' });
 */
export function openStore(table: Table, config: Pick<ProgramConfig, 'noticeStages'>) {
  return {
    table,
    partners: new Collection(table, kinds.partner),
    memberships: new Collection(table, membershipKind(config)),
    employees: new Collection(table, kinds.employee),
    associatedEmployees: new Collection(table, kinds.associatedEmployee),
    skills: new Collection(table, kinds.skills),
    enrolments: new Collection(table, kinds.enrolment),
    cycles: new Collection(table, kinds.cycle),
    kpiLedgers: new Collection(table, kinds.kpiLedger),
    kpiReports: new Collection(table, kinds.kpiReport),
    invoiceLines: new Collection(table, kinds.invoiceLine),
    listings: new Collection(table, kinds.listing),
    benefits: new Collection(table, kinds.benefits),
    batches: new Collection(table, kinds.batch),
    batchEntries: new Collection(table, kinds.batchEntry),
    landingPages: new Collection(table, kinds.landingPage),
    commands: new Collection(table, kinds.command),
    failureRecords: new Collection(table, kinds.failureRecord),
    completedRuns: new Collection(table, kinds.completedRun),
    incompleteRuns: new Collection(table, kinds.incompleteRun),
    eventLogs: new Collection(table, kinds.eventLog),
    sendSlots: new Collection(table, sendSlotsKind),
  };
}

export type Store = ReturnType<typeof openStore>;
