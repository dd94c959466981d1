import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRow, type ReadRow, readRows } from '../../../shared/import/csv/read-rows.ts';
import { MAX_LINE_BYTES } from '../../../shared/import/csv/whole-lines.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import { damagedFile, fileOf, goodRow, hostileRow } from '../inputs/csv.ts';
import { HONEST_NAMES } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectClear } from '../support/refusal.ts';

const fuzz = fuzzing('csv-files');

async function rowsOf<K extends Kind>(kind: K, bytes: Buffer, chunk = 64): Promise<ReadRow<K>[]> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  const rows: ReadRow<K>[] = [];
  for await (const row of readRows(kind, Readable.from(chunks))) rows.push(row);
  return rows;
}

function expectSound<K extends Kind>(kind: K, rows: readonly ReadRow<K>[]): void {
  for (const row of rows)
    if ('problem' in row) expectClear([row.problem]);
    else expectIdempotent(kind, row.row);
}

/** Every row that was read is the same when it is written and read again. */
function expectIdempotent<K extends Kind>(kind: K, row: object): void {
  const cells = Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.join(';') || '-' : String(value ?? ''),
    ]),
  );
  expect(parseRow(kind, cells, { file: null, line: null })).toEqual({ row });
}

describe.each(KINDS)('%s.csv', (kind) => {
  it('accepts valid rows', async () => {
    await fuzz.each(fc.array(goodRow(kind), { minLength: 1, maxLength: 3 }), 300, async (rows) => {
      const read = await rowsOf(kind, Buffer.from(fileOf(kind, rows)));
      expect(read.filter((row) => 'row' in row)).toHaveLength(rows.length);
      expectSound(kind, read);
    });
  });

  it('accepts or refuses a row with a hostile cell, and accepts the rows beside it', async () => {
    await fuzz.each(fc.tuple(goodRow(kind), hostileRow(kind)), 1_200, async ([good, hostile]) => {
      const read = await rowsOf(kind, Buffer.from(fileOf(kind, [good, hostile, good])));
      expect(read.filter((row) => 'row' in row).length).toBeGreaterThanOrEqual(2);
      expectSound(kind, read);
    });
  });

  it('reads damaged bytes up to the damage', async () => {
    await fuzz.each(damagedFile(kind), 900, async (bytes) => expectSound(kind, await rowsOf(kind, bytes)));
  });
});

it('contacts.csv accepts names of people and companies in every script', async () => {
  for (const name of HONEST_NAMES) {
    const contact = { partnerId: 'P-1', role: 'global-admin', name, email: 'ann@contoso.example', locale: 'en' };
    expect(await rowsOf('contacts', Buffer.from(fileOf('contacts', [contact])))).toEqual([{ line: 2, row: contact }]);
  }
});

it.each([
  ['a line', 'x'.repeat(2_000_000)],
  ['a row of many lines', `"${'x\n'.repeat(1_000_000)}`],
  ['quotes', '"'.repeat(1_000_001)],
  ['commas', ','.repeat(1_000_000)],
])('%s of more than a megabyte is refused at once', async (_, text) => {
  const begun = performance.now();
  const header = fileOf('contacts', []);
  const read = await rowsOf('contacts', Buffer.from(header + text), 65_536);
  expect(read).toMatchObject([
    { broken: true, problem: { got: expect.stringContaining(`more than ${MAX_LINE_BYTES} bytes`) } },
  ]);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
