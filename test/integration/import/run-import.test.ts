import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openObject } from '../../../shared/lambda/object-source.ts';
import { openObjectStore } from '../../../shared/lambda/object-store.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { ImportResult, ImportState } from '../../../shared/workflows/import/import-state.ts';
import { type ImportDeps, runImport } from '../../../shared/workflows/import/run-import.ts';
import { importExecution } from '../../import-execution.ts';
import { startTestBucket, type TestBucket } from '../support/test-bucket.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { csv, emptyStore, NO_LIMITS, sampleConfig } from './import-rows.ts';

let tables: TestTables;
let bucket: TestBucket;
let store: Store;
let deps: ImportDeps;
beforeAll(async () => {
  [tables, bucket] = await Promise.all([startTestTables(), startTestBucket('imports')]);
});
afterAll(() => Promise.all([tables.stop(), bucket.stop()]));
beforeEach(async () => {
  store = await emptyStore(tables);
  deps = {
    store,
    config: { ...sampleConfig(), timeZone: 'Asia/Seoul' },
    imports: openObjectStore('imports', bucket.environment),
    open: (key, options) => openObject('imports', key, bucket.environment, options),
    sorted: {
      put: openObjectStore('imports', bucket.environment).put,
      open: (key, options) => openObject('imports', key, bucket.environment, options),
    },
    now: () => 0,
    limits: NO_LIMITS,
    children: 2,
  };
});

const put = (key: string, content: string | Uint8Array) => bucket.objects.put(key, Buffer.from(content));
const beginning = (key: string): ImportState => ({
  input: { bucket: 'imports', key },
  execution: 'e-1',
  startedAt: '2026-12-31T20:00:00Z',
  progress: null,
});
const toTheEnd = (key: string): Promise<{ result: ImportResult; calls: number }> =>
  importExecution(beginning(key), (state) => runImport(state, deps));
const partners = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `P-${index},Contoso ${index},KR,,,0`);

describe('an import of a whole file', () => {
  it('takes partners of the smoke test from below smoke-test/ alone, and no others there', async () => {
    const rows = csv('partners', 'SMOKE-TEST-1,Smoke test,US,,,0', 'P-1,Contoso,KR,,,0');
    await put('partners.csv', rows);
    await put('smoke-test/1/partners.csv', rows);
    const stored = async () => {
      const both = await store.partners.getAll([{ partnerId: 'SMOKE-TEST-1' }, { partnerId: 'P-1' }]);
      return both.map(({ value }) => value.partnerId);
    };
    expect((await toTheEnd('partners.csv')).result.output).toMatchObject({ loaded: 1, rejected: 1 });
    expect(await stored()).toEqual(['P-1']);
    expect((await toTheEnd('smoke-test/1/partners.csv')).result.output).toMatchObject({ loaded: 1, rejected: 1 });
    expect(await stored()).toEqual(['SMOKE-TEST-1', 'P-1']);
  });

  it('R-OPS-4: leaves a file alone that was imported before, and is only rewritten without somebody who was erased', async () => {
    const options = { metadata: { 'rewritten-by': 'erase-person' } };
    await bucket.objects.put('partners.csv', Buffer.from(csv('partners', ...partners(3))), options);
    const { result } = await toTheEnd('partners.csv');
    expect(result.output).toMatchObject({ rows: 0, loaded: 0, report: null, rewrittenBy: 'erase-person' });
    await put('partners.csv', csv('partners', ...partners(3)));
    expect((await toTheEnd('partners.csv')).result.output).toMatchObject({ loaded: 3, rewrittenBy: null });
  });

  it('stores the rows and counts them', async () => {
    await put('2027/한국 + more/partners.csv', csv('partners', ...partners(3)));
    const { result } = await toTheEnd('2027/한국 + more/partners.csv');
    expect(result).toMatchObject({ valid: true, cause: null, done: true, execution: 'e-1' });
    expect(result.output).toEqual({
      file: 'partners.csv',
      bucket: 'imports',
      key: '2027/한국 + more/partners.csv',
      rows: 3,
      loaded: 3,
      unchanged: 0,
      rejected: 0,
      report: null,
      rewrittenBy: null,
    });
  });

  it("is as of the day in the program's zone on which the execution started (R-CAL-1)", async () => {
    await put('partners.csv', csv('partners', ...partners(1)));
    await put('memberships.csv', csv('memberships', 'P-0,M-1,action-pack,,,,2025-12-01,0'));
    await toTheEnd('partners.csv');
    await toTheEnd('memberships.csv');
    const stored = await store.memberships.get({ partnerId: 'P-0', membershipId: 'M-1' });
    expect(stored?.value).toMatchObject({ loadedOn: '2027-01-01', status: { name: 'expired' } });
  });

  it('takes one call for a file that fits into one', async () => {
    await put('partners.csv', csv('partners', ...partners(3)));
    expect((await toTheEnd('partners.csv')).calls).toBe(1);
  });

  it('sorts a large file in one call, imports each part in another, and stores every row once', async () => {
    deps = { ...deps, limits: { ...NO_LIMITS, rows: 500 } };
    const rows = partners(1300);
    rows.splice(600, 1, 'P-600,"two\nlines",Korea,,,0');
    await put('partners.csv', csv('partners', ...rows));
    const { result, calls } = await toTheEnd('partners.csv');
    expect(calls).toBe(1 + 3 + 1);
    expect(result.output).toMatchObject({ rows: 1300, loaded: 1299, unchanged: 0, rejected: 1 });
    expect(await store.partners.get({ partnerId: 'P-1299' })).not.toBeNull();
  });

  it('goes on sorting in the next call, in the middle of the object', async () => {
    deps = { ...deps, limits: { rows: 100, milliseconds: -1 } };
    await put('partners.csv', csv('partners', ...partners(350)));
    const first = await runImport(beginning('partners.csv'), deps);
    expect(first).toMatchObject({ done: false, progress: { step: 'sort', position: { line: 102 }, pieces: 1 } });
    const { result } = await toTheEnd('partners.csv');
    expect(result.output).toMatchObject({ rows: 350, loaded: 350, rejected: 0 });
  });

  it('ends a call when its time is up', async () => {
    const times = [0, 0, 400, 900, 1300];
    deps = { ...deps, now: () => times.shift() ?? 9999, limits: { ...NO_LIMITS, milliseconds: 500 } };
    await put('partners.csv', csv('partners', ...partners(1100)));
    const first = await runImport(beginning('partners.csv'), deps);
    expect(first).toMatchObject({
      valid: true,
      done: false,
      output: null,
      progress: { rows: 1000, after: expect.stringMatching(/^P-\d+\n\d{12}$/), part: null, call: 2 },
    });
    expect(await runImport(first, deps)).toMatchObject({ done: true, output: { rows: 1100, loaded: 1100 } });
  });

  it.each([
    ['of a small file', { rows: 1_000, milliseconds: -1 }],
    ['of a large file', { rows: 100, milliseconds: -1 }],
  ])('is refused if the object was replaced between two calls %s', async (_, limits) => {
    deps = { ...deps, limits };
    await put('partners.csv', csv('partners', ...partners(600)));
    const first = await runImport(beginning('partners.csv'), deps);
    expect(first.done).toBe(false);
    await put('partners.csv', csv('partners', ...partners(601)));
    expect(await runImport(first, deps)).toMatchObject({
      valid: false,
      cause: expect.stringMatching(/^key: got "partners.csv", replaced by another upload while it was being loaded; /),
    });
  });
});

describe('the rejection report', () => {
  const report = async (key: string) =>
    (await bucket.objects.get(key))
      ?.toString()
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));

  it('has a line for every problem, and counts a row once', async () => {
    await put('in/partners.csv', csv('partners', 'P-1,,Korea,,,0', ...partners(3), 'P-2,Again,KR,,,0'));
    const { result } = await toTheEnd('in/partners.csv');
    expect(result.output).toMatchObject({
      rows: 5,
      loaded: 3,
      rejected: 2,
      report: 's3://imports/reports/in/partners.csv/e-1-',
    });
    const lines = await report('reports/in/partners.csv/e-1-1.jsonl');
    expect(lines?.map(({ line, field }) => [line, field])).toEqual([
      [2, 'name'],
      [2, 'country'],
      [6, 'partner_id'],
    ]);
    expect(lines?.[1]).toEqual({
      file: 'partners.csv',
      line: 2,
      field: 'country',
      got: '"Korea"',
      allowed: 'a country of ISO 3166-1, two capital letters, e.g. KR',
      text: 'partners.csv line 2, country: got "Korea"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    });
  });

  it('has a part for every call with something to report', async () => {
    deps = { ...deps, limits: { ...NO_LIMITS, rows: 500 } };
    const rows = partners(1300);
    rows[0] = 'P-0,Contoso,Korea,,,0';
    // The last one in the order of the ids.
    rows[999] = 'P-999,Contoso,Korea,,,0';
    await put('parts/partners.csv', csv('partners', ...rows));
    await toTheEnd('parts/partners.csv');
    expect(await bucket.objects.keys('reports/parts/')).toEqual([
      'reports/parts/partners.csv/e-1-1.csv',
      'reports/parts/partners.csv/e-1-1.jsonl',
      'reports/parts/partners.csv/e-1-3.csv',
      'reports/parts/partners.csv/e-1-3.jsonl',
    ]);
  });
});

describe('a file with a broken structure is refused with its line; rows before it stay imported', () => {
  const good = csv('partners', ...partners(2));

  it.each([
    [
      'a quote that is never closed',
      `${good}"P-7,Contoso,KR,,,0\n`,
      'partners.csv line 4, partner_id: got a quote that is never closed;',
      2,
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(good), Buffer.from([0x50, 0xff, 0x0a])]),
      'partners.csv line 4: got bytes that are not UTF-8',
      2,
    ],
    ['an endless line', good + 'x'.repeat(70_000), 'partners.csv line 4: got a line of more than 65536 bytes;', 2],
    [
      'an unknown column',
      'partner_id,name,county\nP-1,Contoso,KR\n',
      'partners.csv line 1, "county": got an unknown column;',
      0,
    ],
    ['no header', 'P-1,Contoso,KR,,,0\n', 'partners.csv line 1: got a header row of "P-1,Contoso,KR,,,0";', 0],
    ['nothing in it', '', 'partners.csv: got an empty file;', 0],
  ])('%s', async (_, content, cause, loaded) => {
    await put('broken/partners.csv', content);
    const { result } = await toTheEnd('broken/partners.csv');
    expect(result).toMatchObject({ valid: false, done: true, output: null });
    expect(result.cause?.slice(0, cause.length)).toBe(cause);
    expect(result.cause).toContain(`(rows before it: ${loaded} loaded, 0 unchanged, 0 rejected)`);
    expect(await tables.itemsOf(store.table)).toHaveLength(loaded);
  });
});

describe('an input that is refused before anything is read', () => {
  it('names an object that does not exist', async () => {
    expect(await runImport(beginning('none/partners.csv'), deps)).toMatchObject({
      valid: false,
      cause: 'key: got "none/partners.csv", no such object; allowed: an object of imports',
    });
  });

  it('fails, to be retried, if S3 does not answer as expected', async () => {
    deps = { ...deps, open: (key) => openObject('no-such-bucket', key, bucket.environment) };
    await expect(runImport(beginning('partners.csv'), deps)).rejects.toThrow(
      /^GET s3:\/\/no-such-bucket\/partners.csv: 404/,
    );
  });
});
