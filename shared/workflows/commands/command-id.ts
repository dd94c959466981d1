import { createHash } from 'node:crypto';
import type { CommandName, OperatorCommand } from '../../domain/commands/command.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';

/** Hexadecimal digits of a digest that make an id. */
const COMMAND_ID_DIGITS = 32;
const MEMBERSHIP_ID_DIGITS = 16;

/**
 * The field whose default is the day of the command, for commands that may be repeated on another day; null: there is
 * no such field.
 */
const OPTIONAL_DATES: Readonly<Partial<Record<CommandName, string | null>>> = {
  'associate-employee': 'associatedOn',
  'employee-left': 'leftOn',
  'record-performance': 'measuredOn',
  'activate-token': 'activatedOn',
  'assign-subscription': 'assignedOn',
  enrol: 'paidOn',
  // Declared, withdrawn, and declared again.
  'decline-renewal': null,
};

/**
 * Two requests are the same command if they have the same `requestId`, or without one the same content, in any order of
 * its fields. A date that is left out counts as content: on another day the same request means something else. A dry
 * run has the id of the command that it tries, and leaves it free: nothing is recorded under it.
 *
 * @param asOf the day of the command
 */
export function commandIdOf({ requestId, dryRun: _, ...content }: OperatorCommand, asOf: CivilDate): string {
  if (requestId !== undefined) return `R-${requestId}`;
  const date = OPTIONAL_DATES[content.command];
  const isDated = date === undefined || (date !== null && Object.hasOwn(content, date));
  const hashedContent = isDated ? content : { ...content, givenOn: asOf };
  return `C-${createHash('sha256').update(canonicalText(hashedContent)).digest('hex').slice(0, COMMAND_ID_DIGITS)}`;
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`)
    .join(',')}}`;
}

/**
 * The id of a membership if the operator gave none: the same however often the command is sent, and never that of
 * another partner.
 */
export function derivedMembershipId(prefix: 'E' | 'G', partnerId: string, commandId: string): string {
  const digest = createHash('sha256').update(`${partnerId}#${commandId}`).digest('hex');
  return `${prefix}-${digest.slice(0, MEMBERSHIP_ID_DIGITS)}`;
}
