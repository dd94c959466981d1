import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeSampleProgram } from '../../infra/local/sample/index.ts';
import { run } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'same-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every file of a folder with the hash of its bytes. */
const bytesOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(dir.length + 1), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

const MACHINES = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
];

it('the same input gives the same bytes, whatever the time zone and the locale of the machine', async () => {
  const dir = join(folder, 'data');
  await writeSampleProgram(dir, { seed: 3, partners: 40, from: '2027-01-01' });
  const config = JSON.parse(readFileSync(join(dir, 'program.json'), 'utf8'));
  writeFileSync(join(dir, 'program.json'), JSON.stringify({ ...config, timeZone: 'Asia/Seoul' }));
  const args = ['--data', dir, '--from', '2027-01-01', '--to', '2027-04-20', '--outage', '2027-02-03..2027-02-05'];
  const written = [];
  for (const [index, machine] of MACHINES.entries()) {
    const out = join(folder, `out-${index}`);
    expect(await run('simulate', [...args, '--out', out], machine)).toMatchObject({ code: 0 });
    written.push(bytesOf(out));
  }
  expect(Object.keys(written[0]!)).toEqual([
    'decisions.jsonl',
    'directory/2027-01.csv',
    'directory/2027-02.csv',
    'directory/2027-03.csv',
    'directory/2027-04.csv',
    'emails.jsonl',
    'forecast.jsonl',
    'kpi.jsonl',
    'memberships.jsonl',
    'report.html',
    'runs.jsonl',
  ]);
  expect(written[1]).toEqual(written[0]);
});
