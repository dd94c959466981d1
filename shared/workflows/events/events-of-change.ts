/**
 * Which events a write of the table is told in: a function of the item before and after it, and of nothing else. So
 * whoever tells it again tells the same.
 */
import { isOfSmokeTest } from '../../domain/partners/smoke-test.ts';
import type { AnyCollection, CollectionName } from '../../store/kind-of-key.ts';
import { kindOfKey } from '../../store/kind-of-key.ts';
import type { Store } from '../../store/store.ts';
import { type Key, keyOf } from '../../store/table.ts';
import type { TableChange } from '../../store/table-change.ts';
import type { UnnumberedEvent } from './catalogue/program-event.ts';
import { benefitsEvents } from './changes/benefits.ts';
import type { EventsOf } from './changes/change.ts';
import { membershipEvents } from './changes/membership.ts';
import { partnerEvents } from './changes/partner.ts';
import {
  commandEvents,
  completedRunEvents,
  cycleEvents,
  failureEvents,
  incompleteRunEvents,
  kpiReportEvents,
  listingEvents,
} from './changes/records.ts';

/** Of kinds that are not here nobody is told: what they are for, others tell. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever kind
const TOLD: Partial<Record<CollectionName, EventsOf<any>>> = {
  partners: partnerEvents,
  memberships: membershipEvents,
  cycles: cycleEvents,
  kpiReports: kpiReportEvents,
  listings: listingEvents,
  benefits: benefitsEvents,
  commands: commandEvents,
  failureRecords: failureEvents,
  completedRuns: completedRunEvents,
  incompleteRuns: incompleteRunEvents,
};

/** What the numbers of the item's events count; null: nobody is told of such items, or of partners of the smoke test. */
export function subjectOf({ pk, sk }: Key): string | null {
  const kind = kindOfKey({ pk, sk });
  if (kind === null || TOLD[kind] === undefined) return null;
  const [of, id] = [pk.slice(0, pk.indexOf('#')), pk.slice(pk.indexOf('#') + 1)];
  if (of !== 'PARTNER') return `workflow/${id}`;
  return isOfSmokeTest(id) ? null : `partner/${id}`;
}

/** @throws CorruptItem, NewerItem */
export function eventsOfChange({ before, after }: TableChange, store: Store): UnnumberedEvent[] {
  const kind = kindOfKey(keyOf(after));
  const eventsOf = kind && TOLD[kind];
  if (!eventsOf) return [];
  const collection: AnyCollection = store[kind];
  return eventsOf({
    before: before === null ? null : collection.parse(before).value,
    after: collection.parse(after).value,
  });
}
