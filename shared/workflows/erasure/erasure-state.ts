/** What the state machine `partner-command` hands on while a person is erased from objects (R-OPS-4). */
import * as z from 'zod';
import type { Person } from '../../domain/notices/pseudonym.ts';
import { instant } from '../../lambda/executions/execution.ts';

/** Keys of objects that could not be searched, named in the answer. */
export const MOST_NAMED = 20;

const count = z.int().nonnegative();

export const erasureState = z.object({
  person: z.object({ address: z.string().nullable(), employeeId: z.string().nullable(), names: z.array(z.string()) }),
  /** The partners of which it is erased: the named one, those merged with it, and an employee's others. */
  partnerIds: z.array(z.string()),
  dryRun: z.boolean(),
  /** Everything is searched before the table, while it knows the names; after it, what was written meanwhile. */
  pass: z.enum(['before-table', 'after-table']),
  /** Objects of this instant or later are searched again after the table; null: nothing is searched yet. */
  since: instant.nullable(),
  /** `place`: its index; `after`: the last key that is done. */
  cursor: z.object({ place: count, after: z.string().nullable() }),
  searched: count,
  rewritten: count,
  /** Objects that are no text, or have a record that is too long: the first of their keys. */
  unsearched: z.array(z.string()).max(MOST_NAMED),
  /** The answer of the command, once the table is done. */
  output: z.record(z.string(), z.unknown()).nullable(),
});
export type ErasureState = z.output<typeof erasureState>;

/** What is erased, as the rules take it. */
export type ErasureTarget = { person: Person; partnerIds: readonly string[] };

export const targetOf = ({ person, partnerIds }: ErasureState): ErasureTarget => ({
  person: { ...person, names: new Set(person.names) },
  partnerIds,
});

export function beginErasure({ person, partnerIds }: ErasureTarget, dryRun: boolean): ErasureState {
  return {
    person: { ...person, names: [...person.names].toSorted() },
    partnerIds: [...partnerIds],
    dryRun,
    pass: 'before-table',
    since: null,
    cursor: { place: 0, after: null },
    searched: 0,
    rewritten: 0,
    unsearched: [],
    output: null,
  };
}
