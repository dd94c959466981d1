/**
 * The names of a person who is being erased, kept with the partner until the last object is done (R-OPS-4): the table
 * does not know them any more then, and an execution that ended before is given again.
 */

import { type Person, pseudonymOf } from '../../domain/notices/pseudonym.ts';
import type { ErasedPerson, Partner } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/** Those that an erasure which did not come to its end has kept. */
export async function readKeptNames(store: Store, partnerIds: readonly string[], person: Person): Promise<string[]> {
  const partners = await store.partners.getAll(partnerIds.map((partnerId) => ({ partnerId })));
  return partners.flatMap(({ value }) => value.erasing ?? []).flatMap((each) => (isOf(each, person) ? each.names : []));
}

export function keepNames(store: Store, partnerId: string, person: Person): Promise<void> {
  const { name: pseudonym } = pseudonymOf(person);
  const names = [...person.names].toSorted();
  return change(store, partnerId, ({ erasing = [] }) => {
    const others = erasing.filter((each) => !isOf(each, person));
    return names.length === 0 ? others : [...others, { pseudonym, names }];
  });
}

/** Of all the partners: the command may have been given for another one of them before. */
export async function forgetNames(store: Store, partnerIds: readonly string[], person: Person): Promise<void> {
  for (const partnerId of partnerIds)
    await change(store, partnerId, ({ erasing = [] }) => erasing.filter((each) => !isOf(each, person)));
}

const isOf = ({ pseudonym }: ErasedPerson, person: Person): boolean => pseudonym === pseudonymOf(person).name;

async function change(store: Store, partnerId: string, erasingOf: (partner: Partner) => ErasedPerson[]): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return;
    const { erasing: before = [], ...partner } = stored.value;
    const erasing = erasingOf(stored.value);
    if (JSON.stringify(erasing) === JSON.stringify(before)) return;
    await store.partners.replace(stored, erasing.length === 0 ? partner : { ...partner, erasing });
  });
}
