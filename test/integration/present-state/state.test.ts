import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkState, readTableFile } from '../../../infra/local/present-state/table-file.ts';
import { writeState } from '../../../infra/local/present-state/write-state.ts';
import { readInput } from '../../../infra/local/simulation/input/read-input.ts';
import { exportOptions } from '../../../infra/operator/export/options.ts';
import { addDays } from '../../../shared/domain/core/calendar.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { recordCompletedRun } from '../../../shared/sweep/completed-runs.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { date } from '../../unit/rules/support.ts';
import { MemoryProgram } from '../support/memory-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'state-'));
afterAll(() => rmSync(folder, { recursive: true }));
const dir = join(folder, 'state');
const program = new MemoryProgram();
const pace = { itemsPerSecond: Number.POSITIVE_INFINITY, onProgress: () => {} };

beforeAll(async () => {
  const rows = {
    partners: ['P-1,One,KR,one.example,2027-02-01,2', 'P-2,Two,DE,,,0'],
    contacts: ['P-1,global-admin,Ada,ada@one.example,ko-KR', 'P-2,global-admin,Bo,bo@two.example,en'],
    memberships: ['P-1,M-1,action-pack,,,,2026-02-10,', 'P-2,M-2,action-pack,,,,2025-02-11,1'],
    invoices: ['P-1,I-1,1,invoice,2027-01-05,LSP,1,8,100,EUR'],
    listings: ['P-1,One,KR,https://one.example/learn,true,true,true'],
    employees: ['P-1,E-1,Kim,2026-01-01,'],
    achievements: ['P-1,E-1,AZ-400,2026-02-01,'],
    performance: ['P-1,DevOps,revenue,7,2027-01-01'],
    tokens: ['P-1,M-1,T-1,token,Azure,5,,,2026-07-01,2026-07-02,one.example,,'],
  };
  expect(await program.load(rows, '2027-02-01')).toEqual([]);
  await program.daily('2027-02-01');
  const run = { workflow: 'renewal-notices', asOf: date('2027-02-01'), phase: null, runId: 'run' } as Run;
  await recordCompletedRun(program.store, { ...run, startedAt: '2027-02-01T08:00:00Z' });
  const configFile = join(folder, 'program.json');
  writeFileSync(configFile, JSON.stringify({ programYears: program.config.programYears }));
  const { table, config } = program;
  await writeState(dir, {
    table,
    config,
    configFile,
    continuesOn: (lastRun) => addDays(lastRun ?? date('2027-01-01'), 1),
    ...pace,
  });
});

describe('the present state as a folder', () => {
  it('has every item of the table, and says from which day on it can be simulated', async () => {
    const items = [];
    for await (const entry of readTableFile(dir, program.config)) items.push(entry);
    expect(items.every((entry) => 'item' in entry)).toBe(true);
    expect(items).toHaveLength(program.memory.dump().length);
    const { state } = await readInput(dir, undefined, date('2027-02-02'));
    expect(state).toEqual({ continuesOn: '2027-02-02', partnerIds: expect.arrayContaining(['P-1', 'P-2']) });
  });

  it('has import files beside it that the strict reader takes, with what was imported', async () => {
    const read = await readFolder(dir, { importedOn: date('2027-02-02') });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const { partners, memberships, invoices, listings, employees, achievements, performance, tokens } = read.data;
    expect(partners.map(({ partnerId, profileReviewedOn }) => [partnerId, profileReviewedOn])).toEqual([
      ['P-1', '2027-02-01'],
      ['P-2', null],
    ]);
    expect(memberships.map(({ membershipId, paidThroughCycle }) => [membershipId, paidThroughCycle])).toEqual([
      ['M-1', 0],
      ['M-2', 1],
    ]);
    const others = [invoices, listings, employees, achievements, performance, tokens];
    expect(others.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(tokens[0]).toMatchObject({ tokenId: 'T-1', activatedOn: '2026-07-02', tenant: 'one.example' });
  });

  it('refuses a day that the state has lived through', async () => {
    await expect(readInput(dir, undefined, date('2027-02-01'))).rejects.toThrow(
      '--from: got 2027-02-01; allowed: 2027-02-02 or later',
    );
  });
});

describe('a state that is not whole', () => {
  const broken = (name: string, change: (table: string[]) => string[]): string => {
    const copy = join(folder, name);
    cpSync(dir, copy, { recursive: true });
    const lines = readFileSync(join(copy, 'table.jsonl'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(copy, 'table.jsonl'), `${change(lines).join('\n')}\n`);
    return copy;
  };
  const problemsOf = async (copy: string) => {
    const checked = await checkState(copy, program.config);
    return 'problems' in checked ? checked.problems : [];
  };

  it.each<[string, (lines: string[]) => string[], object]>([
    ['a missing line', (lines) => lines.slice(1), { line: null, field: null }],
    ['half a line', ([first = '', ...rest]) => [first.slice(0, 40), ...rest], { line: 1 }],
    ['a line that is no item', ([, ...rest]) => ['null', ...rest], { line: 1 }],
    ['an item without its key', ([, ...rest]) => ['{"pk":"PARTNER#P-1"}', ...rest], { line: 1 }],
    ['an item of no known kind', (lines) => ['{"pk":"X#1","sk":"X","version":1}', ...lines.slice(1)], { line: 1 }],
    [
      'an item that matches no schema',
      ([first = '', ...rest]) => [JSON.stringify({ ...JSON.parse(first), value: { partnerId: 5 } }), ...rest],
      { line: 1 },
    ],
  ])('is refused with its place: %s', async (name, change, problem) => {
    const problems = await problemsOf(broken(name.replaceAll(' ', '-'), change));
    expect(problems).toContainEqual(expect.objectContaining({ file: 'table.jsonl', ...problem }));
  });

  it.each(['', 'null', '{"continuesOn":"2027-02-30","items":1}'])(
    'is refused without the record of its day: %s',
    async (text) => {
      const copy = broken('no-record', (lines) => lines);
      writeFileSync(join(copy, 'export.json'), text);
      expect(await problemsOf(copy)).toMatchObject([{ file: 'export.json' }]);
    },
  );
});

describe('the options of export', () => {
  it.each<[string[], string]>([
    [['--stage', 'dev'], '--out is missing'],
    [['--out', 'x'], '--stage is missing'],
    [['--stage', 'dev', '--out', 'x', '--items-per-second', '0'], '--items-per-second: got 0'],
    [['--stage', 'nowhere', '--out', 'x'], 'stage: got "nowhere"'],
  ])('%j are refused', (args, message) => {
    expect(() => exportOptions(args)).toThrow(message);
  });
});
