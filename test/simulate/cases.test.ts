import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './command-line.ts';
import { differences, jsonLines, resultsOf, writtenResults } from './results.ts';

/* Worked cases: inputs, and what the program must do with them, computed by a model that shares nothing with this project. */

const CASES = join(import.meta.dirname, 'cases');
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function expected(name: string) {
  const file = (fileName: string): string => join(CASES, name, 'expected', fileName);
  return resultsOf({
    emails: jsonLines(file('emails.jsonl')),
    memberships: jsonLines(file('memberships.jsonl')),
    kpi: jsonLines(file('kpi.jsonl')),
    directory: JSON.parse(readFileSync(file('directory.json'), 'utf8')),
  });
}

describe('worked cases', () => {
  it.each([
    ['year', []],
    ['outage', ['--outage', '2027-03-03..2027-03-19', '--outage', '2027-06-01..2027-07-20']],
  ])('%s: every mail, membership, KPI line and batch is as expected', async (name, outages) => {
    const out = join(folder, name);
    const period = ['--from', '2027-01-01', '--to', '2028-02-25'];
    const ended = await run('simulate', ['--data', join(CASES, name, 'input'), '--out', out, ...period, ...outages]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(differences(writtenResults(out), expected(name))).toEqual([]);
    expect(jsonLines(join(out, 'runs.jsonl')).filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
  });
});
