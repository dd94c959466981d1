/** Where records begin: a large file is gone on with there, in another call (docs/decisions/0035-large-files.md). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/import/csv/records.ts';
import { collect, streamOf } from './streams.ts';

/** What a border can cut: characters of several bytes, quotes, line ends within them. */
const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\r\n', 'é', '한', '🎓', '\ufeff', ' ') });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const plain = fc.constantFrom('', 'a', 'é', '한국', '🎓');
const record = fc
  .array(fc.oneof(plain, cell.map(quoted)), { minLength: 1, maxLength: 4 })
  .map((cells) => cells.join(','));
const file = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(record, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 8 }), fc.boolean())
  .map(([hasMark, records, endsWithLine]) => {
    const text = records.map(([written, end]) => written + end).join('');
    return Buffer.from(`${hasMark ? '\ufeff' : ''}h,i\n${endsWithLine ? text : text.replace(/[\r\n]+$/, '')}`);
  });

describe('the place where the next record begins', () => {
  it('is one from which the rest is read as in the whole file, whatever the file and the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
        const whole = await collect(readRecords(streamOf(bytes, size)));
        for (const [index, entry] of whole.entries()) {
          if (!('next' in entry)) continue;
          const rest = streamOf(bytes.subarray(entry.next.byte), size);
          expect(await collect(readRecords(rest, entry.next))).toEqual(whole.slice(index + 1));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts bytes, the mark and line ends included, and lines as people see them', async () => {
    const text = '\ufeffid,name\r\n1,"한\r\n국"\r\n\r\n2,é\r\n';
    const places = (await collect(readRecords(streamOf(text)))).map((entry) => 'next' in entry && entry.next);
    expect(places).toEqual([
      { byte: 12, line: 2 },
      { byte: 26, line: 4 },
      { byte: 34, line: 6 },
    ]);
  });

  it('is right in the lines before a fault', async () => {
    const bytes = Buffer.concat([Buffer.from('id\n1\n2\n'), Buffer.from([0xff, 0x0a])]);
    const [, first, , fault] = await collect(readRecords(streamOf(bytes)));
    const next = first !== undefined && 'next' in first ? first.next : { byte: 0, line: 1 };
    const rest = await collect(readRecords(streamOf(bytes.subarray(next.byte)), next));
    expect(rest.at(-1)).toEqual(fault);
  });
});
