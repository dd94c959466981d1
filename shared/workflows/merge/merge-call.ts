/** The phases of a merge, and what each of its steps is called with and returns. */
import * as z from 'zod';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import { isMergeUnderWay } from '../../domain/merge/merge.ts';
import type { OngoingMerge, Partner } from '../../domain/partners/partner.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { type MergeInput, unknownPartner } from './merge-input.ts';

/** The phases of a merge, in their order. Each can be repeated, whatever an earlier attempt has done. */
export const PHASES = [
  /** Reports conflicts; writes nothing. */
  'check',
  /** Marks both partners as merging; the state machine waits until writes that had begun before are done. */
  'freeze',
  /** The same check again: until now, others could write. */
  'verify',
  'memberships',
  'invoice-lines',
  'people',
  'belongings',
  'consolidate',
  'finish',
] as const;
export type Phase = (typeof PHASES)[number];

const countSchema = z.int().nonnegative();

/** `cursor`: the key after which a phase goes on. `part`: number of steps so far. */
export const progressSchema = z.object({
  phase: z.enum(PHASES),
  cursor: z.object({ pk: z.string(), sk: z.string() }).nullable(),
  part: countSchema,
  moved: z.object({ memberships: countSchema, invoiceLines: countSchema, employees: countSchema }),
});
export type Progress = z.output<typeof progressSchema>;

export const NO_PROGRESS: Progress = {
  phase: 'check',
  cursor: null,
  part: 0,
  moved: { memberships: 0, invoiceLines: 0, employees: 0 },
};

export type MergeDeps = { store: Store; config: ProgramConfig; reports: ObjectStore };

/** `now`: instant of this step. `isLate`: whether a step should leave the rest to the next one. */
export type MergeCall = {
  input: MergeInput;
  asOf: CivilDate;
  runId: string;
  startedAt: string;
  now: string;
  isLate: () => boolean;
};

/** How a phase ended. `next`: the one that follows; the same one, with a cursor, if it is not done. */
export type StepResult = {
  next: Phase | null;
  cursor?: Progress['cursor'];
  /** Whether something that began before has to end first. */
  wait?: boolean;
  moved?: Partial<Progress['moved']>;
  lines?: DecisionLine[];
  /** The output of the execution; only where `next` is null. */
  output?: Record<string, unknown>;
};

export type StoredPair = { into: Stored<Partner>; from: Stored<Partner> };

/** @throws InvalidInput if one of them does not exist; CorruptItem */
export async function readPair(store: Store, { into, from }: MergeInput): Promise<StoredPair> {
  const [intoPartner, fromPartner] = await Promise.all([
    store.partners.get({ partnerId: into }),
    store.partners.get({ partnerId: from }),
  ]);
  if (intoPartner === null) throw unknownPartner('into', into);
  if (fromPartner === null) throw unknownPartner('from', from);
  return { into: intoPartner, from: fromPartner };
}

/** The merge of the two that is under way; null: there is none, or another execution has finished it. */
export function ongoingMerge({ into, from }: StoredPair): OngoingMerge | null {
  const pair = { into: into.value.partnerId, from: from.value.partnerId };
  const partner = [from.value, into.value].find((candidate) => isMergeUnderWay(candidate, pair));
  return partner?.merge ?? null;
}
