import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateSampleProgram } from '../../../infra/local/sample/index.ts';
import { civilDateOf } from '../../../shared/domain/calendar.ts';
import { readFolder } from '../../../shared/import/folder.ts';

it('the sample program, awkward cases and all, is good input', async () => {
  const { files } = generateSampleProgram({ seed: 1, partners: 200, from: civilDateOf('2027-01-01') });
  const dir = await mkdtemp(join(tmpdir(), 'sample-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    const read = await readFolder(dir);
    expect('problems' in read ? read.problems : []).toEqual([]);
    expect('data' in read && read.data.partners).toHaveLength(200);
  } finally {
    await rm(dir, { recursive: true });
  }
});
