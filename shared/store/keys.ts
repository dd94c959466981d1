/** The table's keys. Ids never contain `#` (`ID_PATTERN`); anything else that names an item is encoded. */
import { createHash } from 'node:crypto';
import type { CivilDate, CivilMonth } from '../domain/core/calendar.ts';
import type { Workflow } from '../domain/core/workflow.ts';
import { segmentOf } from './segments.ts';
import type { Item, Key } from './table.ts';

/** Sorts after every cycle number that can occur. */
const CYCLE_DIGITS = 4;

export const partnerPartition = (partnerId: string): string => `PARTNER#${partnerId}`;

/** Half a surrogate pair, which no input has, could not be encoded. */
const encodePart = (part: string): string => encodeURIComponent(part.toWellFormed());

export const keys = {
  partner: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'PARTNER' }),
  membership: (of: { partnerId: string; membershipId: string }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `MEMBERSHIP#${of.membershipId}`,
  }),
  enrolment: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'ENROLMENT' }),
  cycle: (of: { partnerId: string; membershipId: string; cycle: number }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `CYCLE#${of.membershipId}#${String(of.cycle).padStart(CYCLE_DIGITS, '0')}`,
  }),
  kpiLedger: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'KPI' }),
  kpiReport: (of: { partnerId: string; to: CivilMonth }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `KPIREPORT#${of.to}`,
  }),
  skills: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'SKILLS' }),
  associatedEmployee: (of: { partnerId: string; employeeId: string }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `EMPLOYEE#${of.employeeId}`,
  }),
  employee: (employeeId: string): Key => ({ pk: `EMPLOYEE#${employeeId}`, sk: 'EMPLOYEE' }),
  benefits: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'BENEFITS' }),
  listing: (partnerId: string): Key => ({ pk: partnerPartition(partnerId), sk: 'LISTING' }),
  invoiceLine: (of: { partnerId: string; invoiceNumber: string; line: string }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `INVOICE#${encodePart(of.invoiceNumber)}#${encodePart(of.line)}`,
  }),
  command: (of: { partnerId: string; commandId: string }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `COMMAND#${of.commandId}`,
  }),
  batch: (month: CivilMonth): Key => ({ pk: `BATCH#${month}`, sk: 'BATCH' }),
  batchEntry: (of: { month: CivilMonth; partnerId: string }): Key => ({
    pk: `BATCH#${of.month}`,
    sk: `ENTRY#${of.partnerId}`,
  }),
  failureRecord: (of: { partnerId: string; workflow: Workflow; subject: string }): Key => ({
    pk: partnerPartition(of.partnerId),
    sk: `FAILURE#${of.workflow}#${of.subject}`,
  }),
  completedRun: (of: { workflow: Workflow; asOf: CivilDate; phase: string | null }): Key => ({
    pk: `RUN#${of.workflow}`,
    sk: `${of.asOf}#${of.phase ?? '-'}`,
  }),
  landingPage: (url: string): Key => ({ pk: `URL#${createHash('sha256').update(url).digest('hex')}`, sk: 'URL' }),
};

/** When DynamoDB may remove an item, in seconds of the epoch: the table's time to live. */
export const EXPIRES_AT = 'expiresAt';

/** A sparse index: an item is in it only while a workflow has something to do with it. */
export type SparseIndex = { name: string; partition: string; sort: string };
export const DUE_INDEX: SparseIndex = { name: 'due', partition: 'dueWork', sort: 'dueOn' };
export const EXPIRY_INDEX: SparseIndex = { name: 'expiry', partition: 'expiryWork', sort: 'expiresOn' };

/** Where a workflow finds what is due for it. */
export const indexOf = (work: Workflow): SparseIndex => (work === 'grace-expiry' ? EXPIRY_INDEX : DUE_INDEX);

export const duePartition = (work: Workflow, segment: number): string => `${work}#${segment}`;

/** Where, in the same index, the items lie that were set aside: few, so that they need no segments. */
export const setAsidePartition = (work: Workflow): string => `set-aside#${work}`;

/** The attributes that put an item into an index; none where nothing is due, ever. */
export function dueAttributes(index: SparseIndex, work: Workflow, on: CivilDate | null, partnerId: string, id: string) {
  if (on === null) return {};
  return {
    [index.partition]: duePartition(work, segmentOf(partnerId)),
    [index.sort]: `${on}#${partnerId}#${id}`,
  };
}

/** The attributes that move an item to those of a workflow that were set aside. */
export function setAsideAttributes(work: Workflow, on: CivilDate, of: { partnerId: string; subject: string }) {
  const index = indexOf(work);
  return { [index.partition]: setAsidePartition(work), [index.sort]: `${on}#${of.partnerId}#${of.subject}` };
}

/** Whether an item is set aside for a workflow. Any write of it anew takes it up again. */
export const isSetAside = (work: Workflow, item: Item): boolean =>
  item[indexOf(work).partition] === setAsidePartition(work);

/** The key of the item that an index entry stands for. */
export function keyOfEntry(entry: Item): Key {
  return { pk: String(entry.pk), sk: String(entry.sk) };
}
