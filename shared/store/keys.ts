/** The table's keys. Ids never contain `#` (`ID_PATTERN`); anything else that names an item is encoded. */
import { createHash } from 'node:crypto';
import type { CivilDate, CivilMonth } from '../domain/core/calendar.ts';
import type { Workflow } from '../domain/core/workflow.ts';
import { isOfSmokeTest } from '../domain/partners/smoke-test.ts';
import { shardOf } from './shards.ts';
import type { Item, Key } from './table.ts';

/** Sorts after every cycle number that can occur. */
const CYCLE_DIGITS = 4;

export const partnerPartition = (partnerId: string): string => `PARTNER#${partnerId}`;

/** Replaces half a surrogate pair, which could not be encoded; no input has one. */
const encodePart = (part: string): string => encodeURIComponent(part.toWellFormed());

type OfPartner<Id extends string = never> = { partnerId: string } & Record<Id, string>;

type InvoiceLineName = OfPartner<'invoiceNumber' | 'line'> & {
  cameFrom?: { partnerId: string; differs: boolean } | undefined;
};

export const keys = {
  partner: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'PARTNER' }),
  membership: ({ partnerId, membershipId }: OfPartner<'membershipId'>): Key => ({
    pk: partnerPartition(partnerId),
    sk: `MEMBERSHIP#${membershipId}`,
  }),
  enrolment: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'ENROLMENT' }),
  cycle: ({ partnerId, membershipId, cycle }: OfPartner<'membershipId'> & { cycle: number }): Key => ({
    pk: partnerPartition(partnerId),
    sk: `CYCLE#${membershipId}#${String(cycle).padStart(CYCLE_DIGITS, '0')}`,
  }),
  kpiLedger: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'KPI' }),
  kpiReport: ({ partnerId, to }: OfPartner & { to: CivilMonth }): Key => ({
    pk: partnerPartition(partnerId),
    sk: `KPIREPORT#${to}`,
  }),
  skills: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'SKILLS' }),
  associatedEmployee: ({ partnerId, employeeId }: OfPartner<'employeeId'>): Key => ({
    pk: partnerPartition(partnerId),
    sk: `EMPLOYEE#${employeeId}`,
  }),
  employee: (employeeId: string): Key => ({ pk: `EMPLOYEE#${employeeId}`, sk: 'EMPLOYEE' }),
  benefits: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'BENEFITS' }),
  listing: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'LISTING' }),
  /** A line that differs from one of the same number has the partner that it came from in its key (R-MRG-5). */
  invoiceLine: ({ partnerId, invoiceNumber, line, cameFrom }: InvoiceLineName): Key => ({
    pk: partnerPartition(partnerId),
    sk: `INVOICE#${encodePart(invoiceNumber)}#${encodePart(line)}${cameFrom?.differs ? `#${cameFrom.partnerId}` : ''}`,
  }),
  command: ({ partnerId, commandId }: OfPartner<'commandId'>): Key => ({
    pk: partnerPartition(partnerId),
    sk: `COMMAND#${commandId}`,
  }),
  batch: (month: CivilMonth): Key => ({ pk: `BATCH#${month}`, sk: 'BATCH' }),
  batchEntry: ({ month, partnerId }: OfPartner & { month: CivilMonth }): Key => ({
    pk: `BATCH#${month}`,
    sk: `ENTRY#${partnerId}`,
  }),
  failureRecord: ({ partnerId, workflow, subject }: OfPartner<'subject'> & { workflow: Workflow }): Key => ({
    pk: partnerPartition(partnerId),
    sk: `FAILURE#${workflow}#${subject}`,
  }),
  completedRun: ({ workflow, asOf, phase }: { workflow: Workflow; asOf: CivilDate; phase: string | null }): Key => ({
    pk: `RUN#${workflow}`,
    sk: `${asOf}#${phase ?? '-'}`,
  }),
  incompleteRun: ({ workflow, runId }: { workflow: Workflow; runId: string }): Key => ({
    pk: `INCOMPLETE#${workflow}`,
    sk: runId,
  }),
  /** Beside the items of the partner, not among them: what it numbers is not what it changes. */
  eventLog: (about: string): Key => ({ pk: `EVENTS#${about}`, sk: 'LOG' }),
  /** The account has one. */
  sendSlots: (): Key => ({ pk: 'SENDING', sk: 'SLOTS' }),
  landingPage: (url: string): Key => ({ pk: `URL#${createHash('sha256').update(url).digest('hex')}`, sk: 'URL' }),
};

/** When DynamoDB may remove an item, in seconds of the epoch: the table's time to live. */
export const EXPIRES_AT = 'expiresAt';

/** A sparse index: an item is in it only while a workflow has something to do with it. */
export type SparseIndex = { name: string; partition: string; sort: string };
export const DUE_INDEX: SparseIndex = { name: 'due', partition: 'dueWork', sort: 'dueOn' };
export const EXPIRY_INDEX: SparseIndex = { name: 'expiry', partition: 'expiryWork', sort: 'expiresOn' };

/** Where a workflow finds what is due for it. */
export const indexOf = (workflow: Workflow): SparseIndex => (workflow === 'grace-expiry' ? EXPIRY_INDEX : DUE_INDEX);

export const duePartition = (workflow: Workflow, shard: number): string => `${workflow}#${shard}`;

const SET_ASIDE = 'set-aside#';

/** The partition of the same index with the items that were set aside: few, so that they need no shards. */
export const setAsidePartition = (workflow: Workflow): string => `${SET_ASIDE}${workflow}`;

/**
 * The attributes that put an item into an index. `on` null: nothing will be due, and there are none. None either for
 * partners of the smoke test: only runs in which they are named look at them.
 *
 * @param shards of the table
 */
export function dueAttributes(
  index: SparseIndex,
  workflow: Workflow,
  on: CivilDate | null,
  { partnerId, id }: { partnerId: string; id: string },
  shards: number,
) {
  if (on === null || isOfSmokeTest(partnerId)) return {};
  return {
    [index.partition]: duePartition(workflow, shardOf(partnerId, shards)),
    [index.sort]: `${on}#${partnerId}#${id}`,
  };
}

/** The attributes that move an item to those of a workflow that were set aside. */
export function setAsideAttributes(workflow: Workflow, on: CivilDate, { partnerId, subject }: OfPartner<'subject'>) {
  const index = indexOf(workflow);
  return { [index.partition]: setAsidePartition(workflow), [index.sort]: `${on}#${partnerId}#${subject}` };
}

/** Whether an item is set aside for a workflow. Any write through its collection makes it due again. */
export const isSetAside = (workflow: Workflow, item: Item): boolean =>
  item[indexOf(workflow).partition] === setAsidePartition(workflow);

/** The attributes by which an item is set aside; none if it is not. */
export function setAsideAttributesOf(item: Item): Item {
  const indexes = [DUE_INDEX, EXPIRY_INDEX].filter(({ partition }) => String(item[partition]).startsWith(SET_ASIDE));
  return Object.fromEntries(
    indexes.flatMap(({ partition, sort }) => [partition, sort]).map((name) => [name, item[name]]),
  );
}

/** The key of the item that an index entry stands for. */
export function keyOfEntry(entry: Item): Key {
  return { pk: String(entry.pk), sk: String(entry.sk) };
}
