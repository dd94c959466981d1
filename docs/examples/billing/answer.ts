/** What the partner program answers, and to which payment. */

/** The detail of an event of the program, as far as it is looked at here. */
export type ProgramEvent = {
  readonly type: string;
  readonly at: string;
  /** Grows with every event about the partner; `command.rejected` has none. */
  readonly number?: number;
  readonly membershipId?: string | null;
  readonly commandId?: string | null;
  readonly rule?: string;
  readonly eventId?: string;
  readonly data?: {
    readonly reason?: string | null;
    readonly state?: { readonly status: string; readonly cycle: number };
  };
  readonly problems?: readonly { readonly field: string | null; readonly allowed: string }[];
};

/** A line of the table: what is known of a payment. */
export type Fact = {
  /** The payment: by its command, or, of what was no command, by the event that brought it. */
  readonly of: { readonly requestId: string } | { readonly eventId: string };
  /** `answer`, or the membership that has changed. */
  readonly what: string;
  /** Of two about the same the one with the higher number is true: events come again, and in any order. */
  readonly number: number;
  readonly says: Readonly<Record<string, unknown>>;
};

const OUTCOMES: Readonly<Record<string, string>> = { 'command.done': 'done', 'command.refused': 'refused' };

/** @returns null: it says nothing of a payment, or is of a type that was not there when this was written */
export function factOf(event: ProgramEvent): Fact | null {
  const { type, at, number = 0, commandId, rule } = event;
  if (type === 'command.rejected' && event.eventId !== undefined)
    return {
      of: { eventId: event.eventId },
      what: 'answer',
      number,
      says: { outcome: 'rejected', problems: event.problems, at },
    };
  if (!commandId?.startsWith('R-')) return null;
  // The id of a command is "R-" and the requestId that it was given under.
  const of = { requestId: commandId.slice('R-'.length) };
  const outcome = OUTCOMES[type];
  if (outcome !== undefined)
    return { of, what: 'answer', number, says: { outcome, rule, reason: event.data?.reason ?? null, at } };
  const state = event.data?.state;
  if (!type.startsWith('membership.') || state === undefined) return null;
  const { status, cycle } = state;
  return { of, what: `membership/${event.membershipId}`, number, says: { type, status, cycle, at } };
}
