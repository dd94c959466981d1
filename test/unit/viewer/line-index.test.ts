import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { LineIndex } from '../../../infra/local/viewer/archive/line-index.ts';
import { jsonLines, outputFolder } from './fixture.ts';

const line = z.object({ name: z.string() });
const indexOf = (file: string) => new LineIndex(file, line, ({ name }) => ({ first: name.slice(0, 1) }));

describe('the index of a file', () => {
  it('reads lines by their bytes, in the order asked for', async () => {
    const file = join(await outputFolder(), 'names.jsonl');
    await writeFile(file, jsonLines([{ name: '서울' }, { name: 'Zoë 😀' }, { name: 'c' }]));
    const index = indexOf(file);
    const entries = await index.entries();
    expect(entries.map(({ first }) => first)).toEqual(['서', 'Z', 'c']);
    expect(await index.read([entries[1]!, entries[0]!])).toEqual([{ name: 'Zoë 😀' }, { name: '서울' }]);
  });

  it('finds lines that lie across the pieces in which a file is read', async () => {
    const file = join(await outputFolder(), 'names.jsonl');
    const names = Array.from({ length: 3_000 }, (_, number) => ({ name: `${number} ${'語'.repeat(80)}` }));
    await writeFile(file, jsonLines(names));
    const index = indexOf(file);
    const entries = await index.entries();
    expect(entries).toHaveLength(3_000);
    expect(await index.read(entries.slice(1_090, 1_095))).toEqual(names.slice(1_090, 1_095));
    expect([...(await index.search(({ name }) => name.startsWith('299 ')))]).toEqual([299]);
  });

  it('has lines that are written later, once they are whole', async () => {
    const file = join(await outputFolder(), 'names.jsonl');
    const index = indexOf(file);
    expect(await index.entries()).toEqual([]);
    await writeFile(file, `${JSON.stringify({ name: 'a' })}\n{"na`);
    expect(await index.entries()).toHaveLength(1);
    await appendFile(file, 'me":"b"}\n');
    const entries = await index.entries();
    expect(await index.read(entries)).toEqual([{ name: 'a' }, { name: 'b' }]);
  });

  it('starts again if the file was replaced', async () => {
    const file = join(await outputFolder(), 'names.jsonl');
    await writeFile(file, jsonLines([{ name: 'a' }, { name: 'b' }]));
    const index = indexOf(file);
    await index.entries();
    await rm(file);
    expect(await index.entries()).toEqual([]);
    await writeFile(file, jsonLines([{ name: 'c' }]));
    expect((await index.entries()).map(({ first }) => first)).toEqual(['c']);
  });

  it('serves simultaneous requests from one reading', async () => {
    const file = join(await outputFolder(), 'names.jsonl');
    await writeFile(file, jsonLines([{ name: 'a' }]));
    const index = indexOf(file);
    const [one, other] = await Promise.all([index.entries(), index.entries()]);
    expect([one.length, other.length]).toEqual([1, 1]);
  });
});
