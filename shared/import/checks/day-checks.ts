/** What has happened lies on or before the day of the import (R-IMP-3). */
import { anniversariesReached, type CivilDate } from '../../domain/core/calendar.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { columnOf, type Kind, type RowOf } from '../files.ts';

/**
 * The day of an import. `expectsLater`: invoices and reviews of later days are those to come, which a simulation knows
 * beforehand: each counts from its own day on, and not before.
 */
export type ImportDay = { on: CivilDate; expectsLater: boolean };

/** The fields that say when something happened. */
const HAPPENED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  partners: ['profileReviewedOn'],
  memberships: ['purchasedOn'],
  invoices: ['invoiceDate'],
  employees: ['associatedOn'],
  achievements: ['completedOn'],
  performance: ['measuredOn'],
  tokens: ['issuedOn', 'activatedOn', 'assignedOn'],
};

/** Files of which a simulation expects rows of later days. */
const EXPECTED: ReadonlySet<Kind> = new Set<Kind>(['partners', 'invoices']);

export function checkDays<K extends Kind>(kind: K, row: RowOf<K>, place: Place, day: ImportDay): Problem[] {
  const fields = day.expectsLater && EXPECTED.has(kind) ? [] : (HAPPENED[kind] ?? []);
  const later = fields.flatMap((field) => checkDay(field, (row as Record<string, unknown>)[field], place, day.on));
  const cycles = kind === 'memberships' ? checkCycles(row as RowOf<'memberships'>, place, day.on) : [];
  return [...later, ...cycles];
}

function checkDay(field: string, value: unknown, place: Place, on: CivilDate): Problem[] {
  if (typeof value !== 'string' || value <= on) return [];
  const allowed = `${on}, the day of the import, or earlier`;
  return [{ ...place, field: columnOf(field), got: formatValue(value), allowed }];
}

function checkCycles({ purchasedOn, paidThroughCycle }: RowOf<'memberships'>, place: Place, on: CivilDate): Problem[] {
  const reached = anniversariesReached(purchasedOn, on);
  if (paidThroughCycle <= reached) return [];
  const allowed = `at most ${reached}, the anniversaries of ${purchasedOn} (purchased_on) that ${on}, the day of the import, has reached`;
  return [{ ...place, field: columnOf('paidThroughCycle'), got: formatValue(String(paidThroughCycle)), allowed }];
}

/** The problem of a token that was issued before its membership was bought; null: none. */
export function issuedTooEarly(issuedOn: CivilDate, purchasedOn: CivilDate): { got: string; allowed: string } | null {
  if (issuedOn >= purchasedOn) return null;
  return { got: formatValue(issuedOn), allowed: `${purchasedOn}, the day its membership was bought, or later` };
}
