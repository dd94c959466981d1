/** Which kind of item a key belongs to: the other direction of `keys`. */
import type { Collection } from './collection.ts';
import type { Store } from './store.ts';
import type { Key } from './table.ts';

// biome-ignore lint/suspicious/noExplicitAny: a collection of whatever kind
export type AnyCollection = Collection<any, any>;
export type CollectionName = Exclude<keyof Store, 'table'>;

/** By the beginning of the partition key, then of the sort key: both up to the first `#`. */
const COLLECTIONS: Readonly<Record<string, Readonly<Record<string, CollectionName>>>> = {
  PARTNER: {
    PARTNER: 'partners',
    MEMBERSHIP: 'memberships',
    ENROLMENT: 'enrolments',
    CYCLE: 'cycles',
    KPI: 'kpiLedgers',
    KPIREPORT: 'kpiReports',
    SKILLS: 'skills',
    EMPLOYEE: 'associatedEmployees',
    BENEFITS: 'benefits',
    LISTING: 'listings',
    INVOICE: 'invoiceLines',
    COMMAND: 'commands',
    FAILURE: 'failureRecords',
  },
  EMPLOYEE: { EMPLOYEE: 'employees' },
  BATCH: { BATCH: 'batches', ENTRY: 'batchEntries' },
  EVENTS: { LOG: 'eventLogs' },
  SENDING: { SLOTS: 'sendSlots' },
  URL: { URL: 'landingPages' },
};

/** The kind of the item with this key; null: none that this code knows. */
export function kindOfKey({ pk, sk }: Key): CollectionName | null {
  const [of = '', kind = ''] = [pk, sk].map((part) => part.split('#', 1)[0]);
  // The sort key of a run begins with its day, or is its id.
  if (of === 'RUN') return 'completedRuns';
  if (of === 'INCOMPLETE') return 'incompleteRuns';
  const kinds = Object.hasOwn(COLLECTIONS, of) ? COLLECTIONS[of] : undefined;
  return kinds !== undefined && Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}

/** The collection of the item with this key; null: it is of no kind that this code knows. */
export function collectionOf(store: Store, key: Key): AnyCollection | null {
  const kind = kindOfKey(key);
  return kind && store[kind];
}
