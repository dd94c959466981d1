/**
 * `erase-person` (R-OPS-4).
 *
 *   nothing is sent to the address any more ─► reports and files (shared/workflows/erasure)
 *     ─► every item of the partner, and of those merged into it ─► the partner itself, last
 *
 * Each item is one conditional write; what is done is found done. As long as the partner's item has the contact, its
 * name is known: stopped anywhere, the repeated command erases the rest.
 */
import type { ErasePerson } from '../../../domain/commands/command.ts';
import type { Refusal } from '../../../domain/core/decision.ts';
import { withChange } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { erasePerson as erase, namesOf } from '../../../domain/notices/erase-person.ts';
import { hasNoReachableAdmin } from '../../../domain/notices/mail-events/unreachable.ts';
import { isPseudonym, type Person, pseudonymOf } from '../../../domain/notices/pseudonym.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import { keys, partnerPartition } from '../../../store/keys.ts';
import type { Store } from '../../../store/store.ts';
import { type Item, type Key, keyOf } from '../../../store/table.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import type { DecisionLine } from '../../../sweep/report.ts';
import type { ErasureTarget } from '../../erasure/erasure-state.ts';
import { readKeptNames } from '../../erasure/kept-names.ts';
import { readLineage, readSurvivor } from '../../reads/merged/lineage.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from '../command-call.ts';
import { withoutPerson } from './without-person.ts';

const NOT_ABOUT_PEOPLE = /^(INVOICE#|KPI)/;
/** Somebody may write the address once more who has read it before. */
const MAX_PASSES = 3;

export async function erasePerson(
  command: ErasePerson,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const begun = await beginErasing(command, call, store);
  if ('refusal' in begun) return refused(begun.refusal);
  const { person, partnerIds } = begun;
  const { address, employeeId } = person;
  const { ticket } = command;
  const pseudonym = pseudonymOf(person);
  let items = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    const erased = await eraseEverywhere(partnerIds, person, store);
    items += erased;
    if (erased === 0) break;
  }
  const unreached = await readUnreachable(partnerIds, address, store);
  const who = employeeId ?? pseudonym.address;
  const left = unreached.length === 0 ? '' : `; no admin of ${unreached.join(', ')} can be reached any more (R-ROLE-4)`;
  const { objects } = call;
  const places = objects === undefined ? `${items} items` : `${items} items and ${objects.rewritten} objects`;
  const isNowhere = items === 0 && (objects?.rewritten ?? 0) === 0;
  const reason = isNowhere ? `nothing of ${who} is stored` : `${who} stands for the person in ${places}${left}`;
  const inputs = {
    ticket,
    pseudonym: employeeId === null ? pseudonym.address : pseudonym.name,
    items,
    ...(objects && { objects: objects.rewritten, unsearched: objects.unsearched }),
    partners: partnerIds,
  };
  return done('R-OPS-4', reason, { inputs: { ...inputs, unreached }, lines: unreached.map(unreachableLine) });
}

/**
 * Whom the command erases, under which names and at which partners; or why it is refused. Nothing is sent to the
 * address from now on. Safe to repeat.
 */
export async function beginErasing(
  command: ErasePerson,
  call: CommandCall,
  store: Store,
): Promise<ErasureTarget | { refusal: Refusal }> {
  const { email = null, employeeId = null, ticket } = command;
  const address = email?.toLowerCase() ?? null;
  const employee = employeeId === null ? null : await store.employees.get({ employeeId });
  const refuse = (reason: string) => ({ refusal: { rule: 'R-OPS-4', reason, inputs: { ticket, employeeId } } });
  if (employeeId !== null && employee === null) return refuse(`there is no employee ${employeeId}`);
  const associated = employee?.value.associations.map(({ partnerId }) => partnerId) ?? [];
  if (employee !== null && !associated.some((each) => each === command.partnerId))
    return refuse(`${employeeId} does not and did not belong to ${command.partnerId}`);
  const partnerIds = await readPartnerIds([command.partnerId, ...associated], store);
  if (address !== null) for (const partnerId of partnerIds) await stopMails(partnerId, address, ticket, call, store);
  const nameless = { address, employeeId, names: new Set<string>() };
  const names = await readNames(partnerIds, nameless, store);
  for (const name of await readKeptNames(store, partnerIds, nameless)) names.add(name);
  return { person: { ...nameless, names }, partnerIds };
}

/** The command as it is recorded. */
export const withPseudonym = (command: ErasePerson): ErasePerson =>
  command.email === undefined
    ? command
    : { ...command, email: pseudonymOf({ address: command.email, employeeId: null }).address };

/** The partners, and all that were merged with them. */
async function readPartnerIds(named: readonly string[], store: Store): Promise<string[]> {
  const survivors = await Promise.all([...new Set(named)].map((partnerId) => readSurvivor(store, partnerId)));
  const lineages = await Promise.all([...new Set(survivors)].map((partnerId) => readLineage(store, partnerId)));
  return [...new Set(lineages.flat())].toSorted();
}

/** Marks the address, if it is a contact's: from then on nobody sends to it. */
async function stopMails(
  partnerId: string,
  address: string,
  ticket: string,
  call: CommandCall,
  store: Store,
): Promise<void> {
  await retryOnConflict(async () => {
    const [stored] = await store.partners.getAll([{ partnerId }]);
    if (stored === undefined) return;
    const { contacts, unreachable } = stored.value;
    if (!contacts.some(({ email }) => email.toLowerCase() === address)) return;
    if (unreachable.some((mark) => mark.address === address && mark.cause === 'erased')) return;
    await store.partners.replace(stored, withErasure(stored.value, address, ticket, call));
  });
}

function withErasure(partner: Partner, address: string, ticket: string, call: CommandCall): Partner {
  const { asOf: since } = call;
  const stamp = stampOf(call);
  const mark = { address, since, cause: 'erased' as const, at: stamp.at, noticeId: '', stamp };
  const reason = 'the person was erased: nothing is sent to the address any more';
  const inputs = { address: pseudonymOf({ address, employeeId: null }).address, ticket, noticeId: '' };
  const change = { on: since, stamp, what: 'contact-erased', rule: 'R-OPS-4', reason, inputs };
  return {
    ...partner,
    unreachable: [...partner.unreachable.filter((other) => other.address !== address), mark],
    history: withChange(partner.history, change),
  };
}

async function readNames(partnerIds: readonly string[], person: Person, store: Store): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { value } of itemsOf(partnerIds, person, store))
    for (const name of namesOf(value, person)) names.add(name);
  names.delete(pseudonymOf(person).name);
  return names;
}

/** @returns how many items were written */
async function eraseEverywhere(partnerIds: readonly string[], person: Person, store: Store): Promise<number> {
  let items = 0;
  for await (const item of itemsOf(partnerIds, person, store))
    if (erase(item.value, person) !== item.value) items += await eraseItem(keyOf(item), person, store);
  return items;
}

async function eraseItem(key: Key, person: Person, store: Store): Promise<number> {
  return retryOnConflict(async () => {
    const item = await store.table.get(key);
    if (item === null) return 0;
    const value = erase(item.value, person);
    if (value === item.value) return 0;
    await withoutPerson(store, item, value);
    return 1;
  });
}

/** In the order in which they are erased: the partners after all their other items, the employee last. */
async function* itemsOf(
  partnerIds: readonly string[],
  { employeeId }: Person,
  store: Store,
): AsyncGenerator<Item & Key> {
  const partners: (Item & Key)[] = [];
  for (const partnerId of partnerIds)
    for await (const item of store.table.all(partnerPartition(partnerId))) {
      const { sk } = item as Item & Key;
      if (sk === keys.partner(partnerId).sk) partners.push(item as Item & Key);
      else if (!NOT_ABOUT_PEOPLE.test(sk)) yield item as Item & Key;
    }
  yield* partners;
  const employee = employeeId === null ? null : await store.table.get(keys.employee(employeeId));
  if (employee !== null) yield employee as Item & Key;
}

/** Those of the partners that had the person as a contact, and have no admin left who can be reached. */
async function readUnreachable(partnerIds: readonly string[], address: string | null, store: Store): Promise<string[]> {
  if (address === null) return [];
  const partners = await store.partners.getAll(partnerIds.map((partnerId) => ({ partnerId })));
  return partners
    .filter(({ value }) => value.mergedInto === null && hasNoReachableAdmin(value))
    .filter(({ value }) => value.contacts.some(({ email }) => isPseudonym(email)))
    .map(({ value }) => value.partnerId);
}

const unreachableLine = (partnerId: string): DecisionLine => ({
  what: 'partner-unreachable',
  partnerId,
  membershipId: null,
  cycle: null,
  stage: null,
  rule: 'R-ROLE-4',
  reason: 'its last admin who could be reached was erased: set its contacts',
  inputs: {},
});
