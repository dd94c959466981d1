/** What a scheduled workflow does with its due items: the parts that `runPages` puts together. */
import type { Workflow } from '../domain/core/workflow.ts';
import type { SettlingContext, SettlingPolicy } from '../domain/notices/settling.ts';
import type { ObjectStore } from '../lambda/object-store.ts';
import type { Key, Table } from '../store/table.ts';
import type { PageState } from './page-state.ts';
import type { DecisionLine } from './report.ts';
import type { Run } from './run.ts';

/** What a page's items are decided with. */
export type PageCall = { run: Run; mode: PageState['mode']; settling: SettlingContext };

export type ItemOutcome = {
  result: 'acted' | 'skipped' | 'failed';
  /** Claims that still wait for an answer. */
  unsettled: number;
  /** Notices that became uncertain. */
  uncertain: number;
  /** 1 if the item was set aside. */
  setAside: number;
  lines: DecisionLine[];
};

export const NOTHING_DONE: ItemOutcome = { result: 'skipped', unsettled: 0, uncertain: 0, setAside: 0, lines: [] };

/** An item that could not be read or acted on. */
export type FailedItem = { key: Key; reason: string; mayBeSetAside: boolean };
export type FailureOutcome = Omit<ItemOutcome, 'result'>;

export type Sweep<Facts> = {
  workflow: Workflow;
  /** Items that a call works on at a time. Default 8. */
  itemsInFlight?: number | undefined;
  /**
   * Until when nothing can be sent, an instant; null: mails are sent. Nothing more is begun meanwhile. Default: null.
   */
  closedUntil?: (() => string | null) | undefined;
  table: Table;
  reports: ObjectStore;
  /** Reads what the decisions about these items need. @throws on an item that cannot be read */
  read: (keys: Key[]) => Promise<Facts[]>;
  /** The items of one partner, due or not: for a run that is limited to some partners. */
  keysOf: (partnerId: string) => Promise<Key[]>;
  /** The item that is acted on. */
  keyOf: (facts: Facts) => Key;
  /** @throws WriteConflict if somebody else wrote first: it is then called again with what is stored now */
  act: (facts: Facts, call: PageCall) => Promise<ItemOutcome>;
  policy: SettlingPolicy;
  /** What is done about an item that failed, besides reporting it. */
  recordFailure: (item: FailedItem, call: PageCall) => Promise<FailureOutcome>;
};
