import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeSampleProgram } from '../../infra/local/sample/write.ts';
import type { Kind } from '../../shared/import/files.ts';
import { COLUMNS } from '../import-columns.ts';
import { run } from './command-line.ts';
import { jsonLines } from './results.ts';

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

/** Two partners whose people cease to count: of the one, somebody leaves; of the other, an achievement expires. */
const PEOPLE: Partial<Record<Kind, readonly string[]>> = {
  partners: ['P-X1,Leaving,DE,,,0', 'P-X2,Expiring,DE,,,0'],
  contacts: ['P-X1,global-admin,Ada,ada@x1.example,ko-KR', 'P-X2,global-admin,Bo,bo@x2.example,en'],
  memberships: ['P-X1,M-1,competency,People,gold,,2026-09-01,', 'P-X2,M-1,competency,People,gold,,2026-09-01,'],
  employees: ['P-X1,E-1,Kim,2025-01-01,2027-03-10', 'P-X2,E-2,Lee,2025-01-01,'],
  achievements: ['P-X1,E-1,AZ-400,2026-01-01,', 'P-X2,E-2,AZ-400,2026-01-01,2027-07-20'],
};
const REQUIREMENT = {
  competency: 'People',
  level: 'gold',
  paths: [{ skills: [{ certification: 'AZ-400', people: 1 }] }],
};

function addPeople(dir: string): void {
  for (const [kind, rows] of Object.entries(PEOPLE)) {
    const file = join(dir, `${kind}.csv`);
    if (!existsSync(file)) writeFileSync(file, `${COLUMNS[kind as Kind]}\n`);
    appendFileSync(file, rows.map((row) => `${row}\n`).join(''));
  }
  const config = JSON.parse(readFileSync(join(dir, 'program.json'), 'utf8'));
  for (const year of config.programYears) year.requirements.push(REQUIREMENT);
  writeFileSync(join(dir, 'program.json'), JSON.stringify({ ...config, timeZone: 'Asia/Seoul' }));
}

const MACHINES = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
];

it('the same input gives the same bytes, whatever the time zone and the locale of the machine', async () => {
  const dir = join(folder, 'data');
  await writeSampleProgram(dir, { seed: 3, partners: 40, from: '2027-01-01' });
  addPeople(dir);
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
  expectForecasts(join(folder, 'out-0'));
});

/** On the last day, 2027-04-20: who left puts the renewal at risk already, what expires does so from that day on. */
function expectForecasts(out: string): void {
  const forecasts = jsonLines(join(out, 'forecast.jsonl'));
  const of = { membershipId: 'M-1', cycle: 1, anniversary: '2027-09-01', windowCloses: '2027-10-01' };
  const lacks = [{ code: 'exams', have: 0, need: 1, certification: 'AZ-400' }];
  expect(forecasts.filter(({ partnerId }) => String(partnerId).startsWith('P-X'))).toEqual([
    { partnerId: 'P-X1', ...of, riskOn: '2027-03-10', because: 'now', lacks },
    { partnerId: 'P-X2', ...of, riskOn: '2027-07-20', because: 'achievements', lacks },
  ]);
  const idOf = ({ partnerId, membershipId }: Record<string, unknown>): string => `${partnerId} ${membershipId}`;
  const foreseen = new Set(forecasts.map(idOf));
  const memberships = jsonLines(join(out, 'memberships.jsonl')).map(idOf);
  expect(forecasts.map(idOf)).toEqual(memberships.filter((id) => foreseen.has(id)));
}
