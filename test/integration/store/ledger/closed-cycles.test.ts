import { describe, expect, it } from 'vitest';
import { MissingItem, WriteConflict } from '../../../../shared/errors.ts';
import { openStore } from '../../../../shared/store/store.ts';
import { type Condition, type Item, type Key, Table } from '../../../../shared/store/table.ts';
import { recordDeliveries } from '../../../../shared/workflows/deliveries/record-deliveries.ts';
import {
  act,
  answerWith,
  config,
  M1,
  mails,
  membership,
  pay,
  startLedgerProgram,
  store,
  table,
  UNANSWERED,
} from './ledger-program.ts';

startLedgerProgram();

/** Refuses to write items of this sort key. */
class FailingTable extends Table {
  readonly #inner: Table;
  readonly #sk: string;
  constructor(inner: Table, sk: string) {
    super(undefined as never, inner.name);
    this.#inner = inner;
    this.#sk = sk;
  }
  override get = (key: Key) => this.#inner.get(key);
  override getAll = (keys: readonly Key[]) => this.#inner.getAll(keys);
  override query = (...range: Parameters<Table['query']>) => this.#inner.query(...range);
  override put = async (item: Item & Key, condition: Condition): Promise<void> => {
    if (item.sk.startsWith(this.#sk)) throw new Error('the table is away');
    await this.#inner.put(item, condition);
  };
}

describe('R-REN-2: a closed cycle', () => {
  it('is written by the next run if its item is missing, without sending a notice', async () => {
    await pay('2027-09-10');
    const read = (await store.memberships.get(M1))!;
    const closed = (await store.cycles.get({ ...M1, cycle: 7 }))!;
    await store.memberships.replace(read, {
      ...read.value,
      closing: { ...closed.value, anniversary: '2027-09-01' as never },
    });
    expect(await act('renewal-notices', '2027-09-11')).toEqual({
      result: 'skipped',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [],
    });
    expect((await membership()).closing).toBeNull();
    expect((await store.memberships.get(M1))?.version).toBe(read.version + 2);
    expect(mails).toHaveLength(1);
  });

  it('is not changed by the notices of the next cycle', async () => {
    await pay('2027-09-10');
    const version = (await store.cycles.get({ ...M1, cycle: 7 }))?.version;
    await act('renewal-notices', '2028-08-02');
    expect(mails).toHaveLength(2);
    expect((await store.cycles.get({ ...M1, cycle: 7 }))?.version).toBe(version);
  });

  it('is written by the next run if its write failed', async () => {
    const failing = new FailingTable(table, 'CYCLE#');
    await expect(pay('2027-09-10', openStore(failing, config))).rejects.toThrow(/^the table is away$/);
    expect((await membership()).closing).toMatchObject({ cycle: 7 });
    await act('renewal-notices', '2027-09-11');
    expect((await store.cycles.get({ ...M1, cycle: 7 }))?.value.renewal.paidOn).toBe('2027-09-10');
    expect((await membership()).closing).toBeNull();
  });
});

describe('recordDeliveries', () => {
  const delivery = async () => {
    const record = (await membership()).notices['-30']!;
    const claim = { key: '-30', record, entry: record.notices[0]! };
    const state = { status: 'undeliverable', reason: 'late' } as const;
    return { claim, state, email: null, problem: null, isPostponed: false };
  };
  /** A table on which every write is lost to somebody else. */
  class LostTable extends Table {
    writes = 0;
    readonly #inner: Table;
    constructor(inner: Table) {
      super(undefined as never, inner.name);
      this.#inner = inner;
    }
    override get = (key: Key) => this.#inner.get(key);
    override put = async (_: Item & Key, __: Condition): Promise<void> => {
      this.writes += 1;
      throw new WriteConflict('lost');
    };
  }

  it('tries eight times to write against others', async () => {
    answerWith(UNANSWERED);
    await act('renewal-notices', '2027-08-02');
    const read = (await store.memberships.get(M1))!;
    const lost = new LostTable(table);
    await expect(recordDeliveries(openStore(lost, config), read, [await delivery()])).rejects.toThrow(WriteConflict);
    expect(lost.writes).toBe(8);
  });

  it('writes nothing for no deliveries', async () => {
    const read = (await store.memberships.get(M1))!;
    const lost = new LostTable(table);
    expect(await recordDeliveries(openStore(lost, config), read, [])).toBe(read);
    const open = { ...(await openClaim()), state: null };
    expect(await recordDeliveries(openStore(lost, config), (await store.memberships.get(M1))!, [open])).toMatchObject(
      {},
    );
    expect(lost.writes).toBe(0);
  });

  async function openClaim() {
    answerWith(UNANSWERED);
    await act('renewal-notices', '2027-08-02');
    return delivery();
  }

  it('throws an error that names a membership that no longer exists', async () => {
    const read = (await store.memberships.get(M1))!;
    const elsewhere = { ...read.value, membershipId: 'M9', closing: null };
    const outcome = { ...(await openClaim()) };
    const notices = (await membership()).notices;
    const gone = recordDeliveries(store, { value: { ...elsewhere, notices }, version: 1 }, [outcome]);
    await expect(gone).rejects.toThrow(MissingItem);
    await expect(gone).rejects.toMatchObject({ message: 'membership M9 is gone', ids: { ...M1, membershipId: 'M9' } });
  });
});
