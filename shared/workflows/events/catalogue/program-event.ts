/** An event of the program, as it is on the bus. */
import * as z from 'zod';
import { EVENT_TYPES, type EventData, type EventTypeName } from './event-types.ts';
import { id } from './values.ts';

/** What every event says, whatever its type. */
export const envelope = {
  id: id.describe('The same whenever this event is told again.'),
  version: z.int().positive().describe('Of the data of this type.'),
  at: z.iso.datetime().describe('When the change was written.'),
  about: id.describe('What the numbers count: a partner, "partner/P-1", or a workflow, "workflow/kpi-refresh".'),
  series: id.describe('What the numbers are of: the name of the table. A table that was restored begins another one.'),
  number: z
    .int()
    .positive()
    .describe('Grows by one from event to event of the series and what it is about, without gaps.'),
  partnerId: id.nullable().describe('Null: about a run of all partners.'),
  membershipId: id.nullable(),
  cycle: z.int().positive().nullable(),
  noticeId: id.nullable(),
  commandId: id.nullable(),
  runId: id.nullable().describe('The execution that made the change, where the table says so.'),
  rule: z.string().describe('The number of the rule that decided, as in docs/rules.md.'),
};

const envelopeSchema = z.strictObject(envelope);
export type EventEnvelope = z.output<typeof envelopeSchema>;

/** An event before it has its number. */
export type UnnumberedEvent = {
  [Type in EventTypeName]: { type: Type; data: EventData<Type> } & EventSubject;
}[EventTypeName];

export type EventSubject = {
  rule: string;
  partnerId: string | null;
  membershipId?: string | null;
  cycle?: number | null;
  noticeId?: string | null;
  commandId?: string | null;
  runId?: string | null;
};

export type ProgramEvent = { [Type in EventTypeName]: { type: Type; data: EventData<Type> } }[EventTypeName] &
  EventEnvelope;

/** The detail of an event of a type. */
export const detailSchema = (type: EventTypeName) =>
  z.strictObject({ ...envelope, type: z.literal(type), data: EVENT_TYPES[type].data });

/** What a number is of. */
export type Numbering = Pick<EventEnvelope, 'series' | 'about'>;

/** The event with its number. `at`: instant. */
export function numbered(event: UnnumberedEvent, of: Numbering, number: number, at: string): ProgramEvent {
  const { series, about } = of;
  const { type, data, partnerId, rule, ...ids } = event;
  const { membershipId = null, cycle = null, noticeId = null, commandId = null, runId = null } = ids;
  const named = { partnerId, membershipId, cycle, noticeId, commandId, runId };
  const { version } = EVENT_TYPES[type];
  const eventId = `${series}/${about}#${number}`;
  return { id: eventId, type, version, at, about, series, number, ...named, rule, data } as ProgramEvent;
}
