import { beforeEach, describe, expect, it } from 'vitest';
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { emptyKpiLedger } from '../../../shared/domain/kpi/kpi.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { recordCompletedRun } from '../../../shared/sweep/completed-runs.ts';
import { withPublishedMonths } from '../../../shared/workflows/reads/published-month.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { config } from '../../unit/rules/support.ts';

/** A partner that no refresh has had anything to do for: it has no Learning membership yet. */
const LEDGER = emptyKpiLedger('P-1');
let store: Store;

beforeEach(() => {
  const client = new MemoryDynamoDb().client(async (_name, perform) => perform());
  store = openStore(new Table(client, MEMORY_TABLE), config());
});

const refresh = (asOf: string) =>
  recordCompletedRun(store, {
    runId: asOf,
    workflow: 'kpi-refresh',
    asOf: civilDateOf(asOf),
    phase: null,
    dryRun: false,
    isPartial: false,
    startedAt: `${asOf}T06:00:00Z`,
    reason: null,
  });

async function publishedFor(on: string, asOf = on): Promise<string | null> {
  const days: [CivilDate, CivilDate] = [civilDateOf(on), civilDateOf(asOf)];
  return (await withPublishedMonths(store, LEDGER, ...days)).publishedThrough;
}

describe('the months by which the purchase of a partner without a refresh of its own is judged', () => {
  it('R-KPI-8: are not published before the refresh of the month has run', async () => {
    await refresh('2027-04-15');
    expect(await publishedFor('2027-05-14')).toBe('2027-03');
    expect(await publishedFor('2027-05-15')).toBeNull();
  });

  it('R-KPI-4: are published by the refresh of all partners', async () => {
    await refresh('2027-05-15');
    expect(await publishedFor('2027-05-15')).toBe('2027-04');
    expect(await publishedFor('2027-06-14')).toBe('2027-04');
  });

  it('R-KPI-8: are published by a later refresh where one was missed', async () => {
    await refresh('2027-06-15');
    expect(await publishedFor('2027-05-20', '2027-06-14')).toBeNull();
    expect(await publishedFor('2027-05-20', '2027-06-15')).toBe('2027-05');
  });

  it('keep what the ledger says', async () => {
    const ledger = { ...LEDGER, publishedThrough: '2027-04' as never };
    const day = civilDateOf('2027-05-20');
    expect((await withPublishedMonths(store, ledger, day, day)).publishedThrough).toBe('2027-04');
  });
});
