import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BatchEntry } from '../../../shared/domain/directory/batch-entry.ts';
import { asciiUrl, urlRefusal } from '../../../shared/domain/directory/listing-url.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { largeObjects } from '../../large-objects.ts';
import { HONEST_NAMES, hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';

const fuzz = fuzzing('directory-batch');
const RUN = { phase: 'submit', dryRun: false, isPartial: false, asOf: '2027-01-18', runId: 'run-1' } as Run;

/** The file that is made from these lines. */
async function batchOf(entries: readonly BatchEntry[]): Promise<string> {
  const files: string[] = [];
  const store = {
    batches: {
      get: async () => null,
      key: () => ({ pk: 'BATCH#2027-01', sk: 'BATCH' }),
      createIfAbsent: async () => null,
    },
    batchEntries: {
      list: async function* () {
        for (const value of entries) yield { value, version: 1 };
      },
    },
  };
  const reports = { bucket: 'reports', put: async (_: string, body: string) => void files.push(body) };
  await assembleBatch(store as unknown as Store, largeObjects(reports), RUN);
  return files.join();
}

const entry = fc
  .record({ displayName: hostileText, url: hostileText })
  .map((cells) => ({ action: 'add', partnerId: 'P-1', country: 'KR', month: '2027-01', ...cells }) as BatchEntry);

/** What Excel, LibreOffice or Google Sheets begins to compute at, wherever it breaks lines. */
const FORMULA = /^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const ANY_BREAK = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/;

it('a directory batch has one line for each listing, and no cell that a spreadsheet computes', () =>
  fuzz.each(fc.array(entry, { maxLength: 3 }), 4_000, async (entries) => {
    const file = await batchOf(entries);
    expect(file.trimEnd().split(ANY_BREAK)).toHaveLength(entries.length + 1);
    const rows: string[][] = parse(file);
    expect(rows).toHaveLength(entries.length + 1);
    for (const cell of rows.flat()) {
      expect(cell).not.toMatch(FORMULA);
      expect(cell).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }
  }));

it('a directory batch has names as they are stored', async () => {
  const names = HONEST_NAMES.filter((name) => !FORMULA.test(name));
  const entries = names.map(
    (displayName) => ({ displayName, action: 'add', partnerId: 'P-1', country: 'KR', url: '' }) as BatchEntry,
  );
  const rows: string[][] = parse(await batchOf(entries));
  expect(rows.slice(1).map(([, , displayName]) => displayName)).toEqual(names);
});

/** Another reading of URLs, that of RFC 3986: what stands before the first `/`, `?` or `#`, after the last `@`. */
const hostByRfc = (url: string): string => /^https:\/\/([^/?#]*)/i.exec(url)?.[1]?.replace(/^.*@/, '') ?? '';

it('a URL in a directory batch leads to a host of the partner, by the WHATWG reading and by RFC 3986', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'https://',
      'contoso.example',
      'evil.example',
      '@',
      '\\',
      '/',
      '?',
      '#',
      ':443',
      '.',
      '\u3002',
      '%2f',
      ' ',
      '\u0441\u043entoso.example',
    ),
    hostileText,
  );
  const url = fc.oneof(
    fc.array(piece, { maxLength: 4 }).map((parts) => `https://contoso.example${parts.join('')}`),
    fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('')),
  );
  return fuzz.each(url, 2_000, (text) => {
    if (urlRefusal(text, ['contoso.example'], ['microsoft.com']) !== null) return;
    const submitted = asciiUrl(text);
    expect(submitted).toMatch(/^[\x21-\x7e]+$/);
    expect(hostByRfc(submitted).toLowerCase().replace(/\.$/, '')).toMatch(/^(.+\.)?contoso\.example$/);
    expect(urlRefusal(submitted, ['contoso.example'], ['microsoft.com'])).toBeNull();
    expect(asciiUrl(submitted)).toBe(submitted);
  });
});
