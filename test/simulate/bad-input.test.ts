import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { refusalBy, run } from './command-line.ts';

/*
 * Most are refused in this process; of each kind one is a process of its own, which shows what somebody at a terminal
 * sees.
 */

const CASE = join(import.meta.dirname, 'cases/outage/input');
const folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

let runs = 0;
const paths = () => ({ data: join(folder, `data-${++runs}`), out: join(folder, `out-${runs}`) });
const PERIOD = ['--from', '2027-01-01', '--to', '2027-01-02'];

/** A command's options, wrong in one respect, and what the one line says. */
const OPTIONS: [string, string[], RegExp][] = [
  ['an unknown option', ['--dry-run'], /unknown option --dry-run/],
  ['a word that is no option', ['now'], /"now"/],
  ['an option without its value', ['--config'], /--config needs a value/],
  ['a day that does not exist', ['--from', '2027-02-29'], /--from: got "2027-02-29"/],
  ['a month that does not exist', ['--to', '2027-13-01'], /--to: got "2027-13-01"/],
  ['a date in another form', ['--from', '27/01/2027'], /--from: got "27\/01\/2027"/],
  ['an end before the start', ['--to', '2026-12-31'], /--to: got 2026-12-31.* before --from, 2027-01-01/],
  ['an outage that is none', ['--outage', '2027-01-01'], /--outage: got "2027-01-01"; allowed: FROM\.\.TO/],
  ['an outage that ends before it begins', ['--outage', '2027-01-02..2027-01-01'], /--outage: got/],
  ['a missing configuration', ['--config', '/no/such/program.json'], /\/no\/such\/program\.json: got no such file/],
  ['a missing folder', ['--data', '/no/such/folder'], /\/no\/such\/folder: got no such folder/],
  ['a file in place of the results', ['--out', join(CASE, 'partners.csv')], /partners\.csv is there already/],
];

type Spoil = (file: (name: string) => string) => void;

/** The data, spoilt in one place, and what the one line says. */
const DATA: [string, Spoil, RegExp][] = [
  ['a missing file', (file) => rmSync(file('contacts.csv')), /^contacts\.csv: got no such file/],
  ['an empty file', (file) => truncateSync(file('listings.csv')), /^listings\.csv/],
  [
    'an unknown partner',
    (file) => appendFileSync(file('contacts.csv'), 'P-0,mpn-admin,A,a@b.example,en\n'),
    /"P-0", an unknown partner/,
  ],
  [
    'an unknown command',
    (file) => writeFileSync(file('commands.jsonl'), '{"on":"2027-01-01","command":"x","partnerId":"P-1"}\n'),
    /^commands\.jsonl line 1, command: got "x"/,
  ],
  [
    'an unknown field of the configuration',
    (file) => writeFileSync(file('program.json'), '{"programYears":[],"x":1}'),
    /^program\.json, x/,
  ],
  [
    'a wrong encoding',
    (file) => appendFileSync(file('partners.csv'), Buffer.from([0xff, 0xfe, 0x0a])),
    /^partners\.csv line \d+/,
  ],
];

describe('simulate refuses, with one clear line, and writes nothing', () => {
  it.each(OPTIONS)('%s', async (_, wrong, says) => {
    const { out } = paths();
    expectRefusal(await refusalBy('simulate', ['--data', CASE, ...PERIOD, '--out', out, ...wrong]), says, out);
  });

  it.each(DATA)('%s', async (_, spoil, says) => {
    const { data, out } = paths();
    cpSync(CASE, data, { recursive: true });
    spoil((name) => join(data, name));
    expectRefusal(await refusalBy('simulate', ['--data', data, ...PERIOD, '--out', out]), says, out);
  });

  it('a DynamoDB endpoint that does not answer', async () => {
    const { out } = paths();
    const env = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' };
    const ended = await run('simulate', ['--data', CASE, ...PERIOD, '--out', out], env);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expectRefusal(ended.stderr.trimEnd(), /AWS_ENDPOINT_URL_DYNAMODB: nobody answers at http:\/\/127\.0\.0\.1:1/, out);
  });

  function expectRefusal(refusal: string, says: RegExp, out: string): void {
    expect(refusal).toMatch(says);
    expect(refusal.split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  }
});

it.each([
  ['no folder', [], /the folder is missing/],
  ['two folders', ['a', 'b'], /got "b" after the folder/],
  ['an unknown option', ['--data', 'a'], /unknown option --data/],
  ['a folder with something in it', [CASE], /input holds "commands\.jsonl"; allowed: a folder that is empty/],
])('init refuses %s with one clear line', async (_, args, says) => {
  const refusal = await refusalBy('init', args);
  expect(refusal).toMatch(says);
  expect(refusal.split('\n')).toHaveLength(1);
});

it('the folder that init gives is simulated as it is', async () => {
  const { data, out } = paths();
  const given = await run('init', [data]);
  expect(given).toMatchObject({ code: 0, stderr: '' });
  expect(given.stdout).toContain(`npm run simulate -- --data ${data} --from 2027-01-01 `);
  const ended = await run('simulate', ['--data', data, ...PERIOD, '--out', out]);
  expect(ended.stderr).toBe('note: 2 commands are for days outside of 2027-01-01 … 2027-01-02, and were not given\n');
  expect(ended.code).toBe(0);
});

it('simulate has one line for a problem of many rows, and all of them in a file beside the results', async () => {
  const { data, out } = paths();
  cpSync(CASE, data, { recursive: true });
  const first = readFileSync(join(data, 'contacts.csv'), 'utf8').trimEnd().split('\n').length + 1;
  const rows = Array.from({ length: 60 }, (_, index) => `P-0,mpn-admin,A,a${index % 9}@b.example,en\n`);
  appendFileSync(join(data, 'contacts.csv'), rows.join(''));
  appendFileSync(join(data, 'contacts.csv'), 'P-0,owner,A,a@b.example,en\n');
  const ended = await run('simulate', ['--data', data, ...PERIOD, '--out', out]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr.trimEnd().split('\n')).toEqual([
    `61 rows: contacts.csv line ${first}, partner_id: got "P-0", an unknown partner; allowed: a partner_id of partners.csv (lines ${first}, ${first + 1}, ${first + 2}, …)`,
    `contacts.csv line ${first + 60}, role: got "owner"; allowed: one of global-admin, mpn-admin, account-admin`,
    `all 62 problems: ${out}.problems.csv`,
  ]);
  expect(existsSync(out)).toBe(false);
  const problems = readFileSync(`${out}.problems.csv`, 'utf8').trimEnd().split('\n');
  expect(problems).toHaveLength(63);
  expect(problems[0]).toBe('file,line,column,got,allowed');
  expect(problems[1]).toBe(
    `contacts.csv,${first},partner_id,"""P-0"", an unknown partner",a partner_id of partners.csv`,
  );
});

it('simulate names the first fifty problems, and says how many more there are', async () => {
  const { data, out } = paths();
  cpSync(CASE, data, { recursive: true });
  const [, row = ''] = readFileSync(join(data, 'memberships.csv'), 'utf8').split('\n');
  const partnerId = row.split(',', 1);
  const rows = Array.from({ length: 60 }, (_, index) => `${partnerId},X-${index},action-pack,,,,2026-03-01,\n`);
  // Each again: a problem of its own, which names the line of the first.
  appendFileSync(join(data, 'memberships.csv'), [...rows, ...rows].join(''));
  const lines = (await refusalBy('simulate', ['--data', data, ...PERIOD, '--out', out])).split('\n');
  expect(lines).toHaveLength(52);
  expect(lines.slice(-2)).toEqual([
    `… and ${rows.length - 50} more`,
    `all ${rows.length} problems: ${out}.problems.csv`,
  ]);
});

it('simulate leaves earlier results as they are if it refuses its input', async () => {
  const { out } = paths();
  cpSync(CASE, out, { recursive: true });
  const before = readdirSync(out);
  await refusalBy('simulate', ['--data', CASE, ...PERIOD, '--out', out, '--to', '2026-01-01']);
  expect(readdirSync(out)).toEqual(before);
  expect(readFileSync(join(out, 'partners.csv'))).toEqual(readFileSync(join(CASE, 'partners.csv')));
});

describe('demo refuses, with one clear line', () => {
  it.each([
    [['--port', '80x', '--serve'], /--port: got "80x"/],
    [['--port', '8080'], /needs --serve/],
    [['--partners', '7'], /unknown option --partners/],
  ])('%s', async (args, says) => {
    const refusal = await refusalBy('demo', args);
    expect(refusal).toMatch(says);
    expect(refusal.split('\n')).toHaveLength(1);
  });

  it('a port in use, before the work begins', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const ended = await run('demo', ['--serve', '--port', String(port), '--out', paths().out]);
    server.close();
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(new RegExp(`^--port: ${port} is taken`));
  });
});

it.each(['simulate', 'demo'] as const)('%s --help explains every option', async (command) => {
  const ended = await run(command, ['--help']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('--out DIR');
});
