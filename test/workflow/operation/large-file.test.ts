/** A file that one call does not hold, through the state machine: sorted, and imported by children (decision 35). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outputOf, Program } from '../support/program.ts';

let program: Program;
beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());

/** A call holds 50 million characters: few rows with much in them are more, and those are refused quickly. */
const LONG = 'x'.repeat(60_000);
const ROWS = Array.from({ length: 900 }, (_, n) => {
  const number = (n * 7) % 900;
  return `P-${1_000 + number},${number % 20 === 0 ? `Contoso ${number}` : LONG},KR,,,1`;
});

it.runIf(process.env.DEEP === '1')('is imported in parts, each once, with one report', async () => {
  const first = outputOf(await program.upload('partners', ROWS, '2027-01-01'));
  expect(first).toMatchObject({ rows: 900, loaded: 45, unchanged: 0, rejected: 855 });
  expect((await program.items.value('P-1880', 'PARTNER')).name).toBe('Contoso 880');
  const imports = program.emulator.nameOf('AWS::S3::Bucket', 'Imports');
  const reports = program.emulator.nameOf('AWS::S3::Bucket', 'Reports');
  const parts = await program.emulator.listObjects(imports, 'reports/partners.csv/');
  expect(parts.map((key) => key.replace(/^.*-(\d+\.\w+)$/, '$1'))).toEqual(['1.csv', '1.jsonl', '2.csv', '2.jsonl']);
  const texts = await Promise.all(
    parts.filter((key) => key.endsWith('l')).map((key) => program.emulator.getObject(imports, key)),
  );
  const lines = texts.flatMap((text) => String(text).trimEnd().split('\n'));
  expect(new Set(lines.map((line) => JSON.parse(line).line)).size).toBe(855);
  const sorted = await program.emulator.listObjects(reports, 'sorted/partners.csv/');
  expect(sorted.map((key) => key.split('/').at(-1))).toEqual(
    expect.arrayContaining(['part-1.json', 'part-2.json', 'piece-0.json', 'piece-0.jsonl', 'piece-1.jsonl']),
  );
});
