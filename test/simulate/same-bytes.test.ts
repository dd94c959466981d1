import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { TABLES } from '../../infra/local/viewer/report/tables.ts';
import type { Kind } from '../../shared/import/files.ts';
import { DEEP, type Ended, run, runScript, WIRE } from './command-line.ts';
import { sampleOfEveryRule } from './every-rule.ts';
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

/**
 * Two partners whose employees stop counting: an employee of the first leaves, an achievement at the second expires.
 */
const PEOPLE: Partial<Record<Kind, readonly string[]>> = {
  partners: ['P-X1,Leaving,DE,,,0', 'P-X2,Expiring,DE,,,0'],
  contacts: ['P-X1,global-admin,Ada,ada@x1.example,ko-KR', 'P-X2,global-admin,Bo,bo@x2.example,en'],
  memberships: ['P-X1,M-1,competency,People,gold,,2026-03-15,', 'P-X2,M-1,competency,People,gold,,2026-03-15,'],
  employees: ['P-X1,E-1,Kim,2025-01-01,2027-10-10', 'P-X2,E-2,Lee,2025-01-01,'],
  achievements: ['P-X1,E-1,AZ-400,2026-01-01,', 'P-X2,E-2,AZ-400,2026-01-01,2028-04-01'],
};
const RENEWED = { membershipId: 'M-1', paidOn: '2027-03-20', reference: 'X' };
const COMMANDS = ['P-X1', 'P-X2'].flatMap((partnerId) => [
  { on: '2027-03-20', command: 'record-profile-review', partnerId, reviewedOn: '2027-03-20', by: 'global-admin' },
  { on: '2027-03-20', command: 'record-payment', partnerId, ...RENEWED },
]);
const REQUIREMENT = {
  competency: 'People',
  level: 'gold',
  paths: [{ skills: [{ certification: 'AZ-400', people: 1 }] }],
};

/**
 * The whole period of the sample, or its first months, what is written in that time, and why the one's renewal is at
 * risk.
 */
const PERIOD = DEEP
  ? {
      to: '2028-02-29',
      months: [
        ...['2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07'],
        ...['2027-08', '2027-09', '2027-10', '2027-11', '2027-12', '2028-01', '2028-02'],
      ],
      discrepancies: ['2027-07-09-0001', '2027-07-18-0001'],
      leaver: 'now',
    }
  : { to: '2027-03-31', months: ['2027-01', '2027-02', '2027-03'], discrepancies: [], leaver: 'achievements' };

const FROM = '2027-01-01';

/** The sample and the two; on the last day everything is asked that is known of any partner. */
function writeProgram(dir: string, to: string): void {
  const { files, partnerIds } = sampleOfEveryRule({ seed: 2027, from: FROM });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  for (const [kind, rows] of Object.entries(PEOPLE))
    appendFileSync(join(dir, `${kind}.csv`), rows.map((row) => `${row}\n`).join(''));
  const questions = [...partnerIds, 'P-X1', 'P-X2'].map((partnerId) => ({ on: to, command: 'explain', partnerId }));
  const commands = [...COMMANDS, ...questions].map((command) => `${JSON.stringify(command)}\n`);
  appendFileSync(join(dir, 'commands.jsonl'), commands.join(''));
  const config = JSON.parse(readFileSync(join(dir, 'program.json'), 'utf8'));
  for (const year of config.programYears) year.requirements.push(REQUIREMENT);
  writeFileSync(join(dir, 'program.json'), JSON.stringify({ ...config, timeZone: 'Asia/Seoul' }));
}

/**
 * Simulates at once on two machines that are set up differently; the second one's services answer late, and so in
 * another order. With DEEP=1 the second one runs the functions as they are deployed.
 */
function simulateTwice(args: readonly string[], outs: readonly [string, string]): Promise<Ended[]> {
  const [first, second] = outs.map((out) => [...args, '--out', out]) as [string[], string[]];
  return Promise.all([
    run('simulate', first, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
    runScript('test/simulate/late-simulate.ts', [SEED, MAX_TURNS, ...second, ...WIRE], {
      TZ: 'America/St_Johns',
      LANG: 'C',
      LC_ALL: 'C',
    }),
  ]);
}

/** Of the delays of answers. */
const SEED = '7';
const MAX_TURNS = '50';

it('simulate writes the same bytes for the same input, whatever the time zone, locale and speed of the machine', async () => {
  const dir = mkdtempSync(join(folder, 'data-'));
  const { to, months, discrepancies } = PERIOD;
  writeProgram(dir, to);
  const outs = [join(folder, 'out-0'), join(folder, 'out-1')] as const;
  const args = ['--data', dir, '--from', FROM, '--to', to, '--outage', '2027-02-03..2027-02-05'];
  for (const ended of await simulateTwice(args, outs)) expect(ended).toMatchObject({ code: 0 });
  const [first, second] = outs.map(bytesOf);
  const [mails = [], others = []] = [true, false].map((is) =>
    Object.keys(first!).filter((name) => name.startsWith('mails/') === is),
  );
  expect(mails).toContain('mails/index.jsonl');
  expect(others).toEqual([
    'decisions.jsonl',
    ...months.map((month) => `directory/${month}.csv`),
    ...discrepancies.flatMap((run) => ['html', 'txt'].map((kind) => `discrepancies/partner-command-${run}.${kind}`)),
    'emails.jsonl',
    'events.jsonl',
    'forecast.jsonl',
    'kpi.jsonl',
    'memberships.jsonl',
    'partners.jsonl',
    'report.html',
    ...Object.keys(TABLES)
      .sort()
      .map((name) => `report/${name}.csv`),
    'runs.jsonl',
  ]);
  expect(second).toEqual(first);
  expectForecasts(outs[0]);
});

/**
 * What expires puts the renewal at risk from that day on; so does who leaves, and already does on the last day of the
 * whole period.
 */
function expectForecasts(out: string): void {
  const forecasts = jsonLines(join(out, 'forecast.jsonl'));
  const ids = { membershipId: 'M-1', cycle: 2, anniversary: '2028-03-15', windowCloses: '2028-04-14' };
  const lacks = [{ code: 'exams', have: 0, need: 1, certification: 'AZ-400' }];
  expect(forecasts.filter(({ partnerId }) => String(partnerId).startsWith('P-X'))).toEqual([
    { partnerId: 'P-X1', ...ids, riskOn: '2027-10-10', because: PERIOD.leaver, lacks },
    { partnerId: 'P-X2', ...ids, riskOn: '2028-04-01', because: 'achievements', lacks },
  ]);
  const idOf = ({ partnerId, membershipId }: Record<string, unknown>): string => `${partnerId} ${membershipId}`;
  const foreseen = new Set(forecasts.map(idOf));
  const memberships = jsonLines(join(out, 'memberships.jsonl')).map(idOf);
  expect(forecasts.map(idOf)).toEqual(memberships.filter((id) => foreseen.has(id)));
}
