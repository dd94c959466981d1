/** A partner's skills ledger as it is read, and as changes leave it. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { type Change, withChangeOnce } from '../../domain/core/history.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { hasRequirements } from '../../domain/offers/terms.ts';
import type { Employee } from '../../domain/people/employee.ts';
import { emptySkills, peopleOf, type SkillsLedger } from '../../domain/people/skills.ts';
import { WriteConflict } from '../../errors.ts';
import type { Stored } from '../../store/collection.ts';
import { partnerPartition } from '../../store/keys.ts';
import { onConflictAgain } from '../../store/retry-on-conflict.ts';
import type { Store } from '../../store/store.ts';
import type { Item } from '../../store/table.ts';

/**
 * The ledger of an item that was read, or of none. What is dirty is counted anew: `counted` bears the version that was read before the
 * people were, and is kept by `keepCounted`.
 *
 * @throws CorruptItem
 */
export async function currentSkills(
  store: Store,
  partnerId: string,
  item: Item | undefined,
): Promise<{ skills: SkillsLedger; counted: Stored<SkillsLedger> | null }> {
  if (item === undefined) return { skills: emptySkills(partnerId), counted: null };
  const { value, version } = store.skills.parse(item);
  if (!value.dirty) return { skills: value, counted: null };
  const skills = { ...value, people: peopleOf(partnerId, await employeesOf(store, partnerId)), dirty: false };
  return { skills, counted: { value: skills, version } };
}

/** Everybody who belongs or belonged to a partner. @throws CorruptItem */
export async function employeesOf(store: Store, partnerId: string): Promise<Employee[]> {
  const ids: { employeeId: string }[] = [];
  for await (const { value } of store.teamMembers.list(partnerPartition(partnerId), 'EMPLOYEE#')) ids.push(value);
  return (await store.employees.getAll(ids)).map(({ value }) => value);
}

/** The next look at the partner's competencies counts anew. `change`: what an import brings. Safe to repeat. */
export async function announceSkills(
  store: Store,
  partnerId: string,
  asOf: CivilDate,
  change: Change | null = null,
): Promise<void> {
  await changeSkills(store, partnerId, (ledger) => {
    const history = change === null ? ledger.history : withChangeOnce(ledger.history, change);
    return { ...ledger, dirty: true, history };
  });
  await evaluateMemberships(store, partnerId, asOf);
}

/**
 * Written even if it says so already: whoever is counting has read it, and perhaps employees that are not all of them; its own
 * write, conditional on the version it read, must fail.
 */
export async function changeSkills(
  store: Store,
  partnerId: string,
  change: (ledger: SkillsLedger) => SkillsLedger,
): Promise<void> {
  await onConflictAgain(async () => {
    const stored = await store.skills.get({ partnerId });
    await store.skills.write(stored, change(stored?.value ?? emptySkills(partnerId)));
  });
}

/** The daily run looks at the partner's memberships whose renewal has requirements, from `asOf` on (R-COMP-5). Safe to repeat. */
export async function evaluateMemberships(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  for await (const { value } of store.memberships.list(partnerPartition(partnerId), 'MEMBERSHIP#'))
    if (isToEvaluate(value, asOf)) await evaluateMembership(store, value, asOf);
}

/** One that is renewed with another has no renewal of its own at risk (R-MRG-2). */
const isToEvaluate = ({ status, terms, evaluateOn, consolidation }: Membership, asOf: CivilDate): boolean => {
  const isRenewed = status.name === 'active' && hasRequirements(terms) && consolidation === null;
  return isRenewed && (evaluateOn === null || evaluateOn > asOf);
};

/** The same of one membership. */
export async function evaluateMembership(store: Store, of: Membership, asOf: CivilDate): Promise<void> {
  await onConflictAgain(async () => {
    const [stored] = await store.memberships.getAll([of]);
    if (stored && isToEvaluate(stored.value, asOf))
      await store.memberships.replace(stored, { ...stored.value, evaluateOn: asOf });
  });
}

/** Keeps what was counted, if nobody changed anything since it was read: until then everybody who asks counts anew. */
export async function keepCounted(store: Store, counted: Stored<SkillsLedger>): Promise<void> {
  try {
    await store.skills.replace(counted, counted.value);
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
  }
}
