import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateSampleProgram } from '../../../infra/local/sample/generate.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { COLUMNS } from '../../import-columns.ts';

/** Reads the sample of a number of partners. */
async function readSample(partners: number, from: string) {
  const { files } = generateSampleProgram({ seed: 1, partners, from: civilDateOf(from) });
  const dir = await mkdtemp(join(tmpdir(), 'sample-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    return await readFolder(dir, { importedOn: civilDateOf(from) });
  } finally {
    await rm(dir, { recursive: true });
  }
}

const rowsOf = (text: string | undefined): number => (text ?? '').trimEnd().split('\n').length - 1;

it.each(['2027-01-01', '2027-04-01', '2026-09-12'])(
  'the sample program from %s on is valid input, with its awkward cases',
  async (from) => {
    const read = await readSample(200, from);
    expect('problems' in read ? read.problems : []).toEqual([]);
    expect('data' in read && read.data.partners).toHaveLength(200);
  },
);

it('a sample that ends between two partners of a case names no missing partner', async () => {
  const { awkward } = generateSampleProgram({ seed: 1, from: civilDateOf('2027-01-01') });
  for (const name of ['employee-goes-over-to-the-next-partner', 'stays-when-the-next-partner-is-merged-into-it']) {
    const partners = awkward.findIndex((each) => each.name === name) + 1;
    expect(partners, name).toBeGreaterThan(0);
    const read = await readSample(partners, '2027-01-01');
    expect('problems' in read ? read.problems : []).toEqual([]);
  }
});

it("the sample has rows of every kind, awkward cases for every chapter of rules, and every command of a membership's life", () => {
  const { files, awkward } = generateSampleProgram({ seed: 1, from: civilDateOf('2027-01-01') });
  for (const kind of Object.keys(COLUMNS)) expect(rowsOf(files[`${kind}.csv`]), kind).toBeGreaterThan(5);
  expect(new Set(awkward.map(({ name }) => name)).size).toBe(awkward.length);
  const rules = new Set(awkward.flatMap((each) => each.rules).map((rule) => rule.replace(/-\d+$/, '')));
  for (const rule of ['R-COMP', 'R-LIC', 'R-MRG', 'R-MEM', 'R-KPI']) expect([...rules]).toContain(rule);
  const lines = (files['commands.jsonl'] ?? '').trimEnd().split('\n');
  const commands = new Set(lines.map((line) => (JSON.parse(line) as { command: string }).command));
  expect([...commands]).toEqual(expect.arrayContaining(OF_THE_LIFECYCLE));
});

const OF_THE_LIFECYCLE = [
  'enrol',
  'upgrade-to-gold',
  'associate-employee',
  'record-achievement',
  'employee-left',
  'record-performance',
  'issue-token',
  'activate-token',
  'replace-token',
  'assign-subscription',
  'explain',
  'explain-kpi-discrepancy',
  'merge-partners',
  'decline-renewal',
  'reverse-payment',
  'correct-membership',
  'rename-membership',
  'erase-person',
  'reverse-token',
];
