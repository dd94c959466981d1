import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEEP, run, WIRE } from './command-line.ts';
import { differences, jsonLines, resultsOf, writtenResults } from './results.ts';

/*
 * Worked cases: inputs, and what the program must do with them, computed by a model that shares nothing with this
 * project.
 */

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

const OUTAGE = ['outage', ['--outage', '2027-03-03..2027-03-19', '--outage', '2027-06-01..2027-07-20']] satisfies [
  string,
  string[],
];
const YEAR = ['year', []] satisfies [string, string[]];

describe('worked cases', () => {
  it.each(DEEP ? [YEAR, OUTAGE] : [OUTAGE])(
    '%s: every mail, membership, KPI line and batch is as expected',
    async (name, outages) => {
      const out = join(folder, name);
      const period = ['--from', '2027-01-01', '--to', '2028-02-25'];
      const ended = await run('simulate', [
        '--data',
        join(CASES, name, 'input'),
        '--out',
        out,
        ...period,
        ...outages,
        ...WIRE,
      ]);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(differences(writtenResults(out), expected(name))).toEqual([]);
      expect(jsonLines(join(out, 'runs.jsonl')).filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
    },
  );
});

/**
 * P-1 and P-3 pay on 2027-03-01 and are each merged with another partner on 2027-03-05; only P-3's payment is recorded
 * before that.
 */
it('R-REN-6: a payment made before a merge ends the same, recorded before it or after it', async () => {
  const out = join(folder, 'payment-before-merge');
  const period = ['--from', '2027-01-05', '--to', '2027-04-25'];
  const input = join(CASES, 'payment-before-merge', 'input');
  const config = ['--config', join(input, 'program.json')];
  const ended = await run('simulate', ['--data', input, '--out', out, ...period, ...config, ...WIRE]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const memberships = jsonLines(join(out, 'memberships.jsonl'));
  const endOf = (partnerId: string) =>
    memberships
      .filter((line) => line.partnerId === partnerId)
      .map(({ membershipId, status, cycle, anniversary }) => [membershipId, status, cycle, anniversary]);
  expect(endOf('P-1')).toEqual([
    ['M-1', 'active', 2, '2028-02-10'],
    ['M-2', 'superseded', 1, '2027-03-20'],
  ]);
  expect(endOf('P-3')).toEqual(endOf('P-1'));
  const after = (partnerId: string) =>
    jsonLines(join(out, 'emails.jsonl'))
      .filter((mail) => mail.partnerId === partnerId && String(mail.asOf) > '2027-03-05')
      .map(({ asOf, kind, membershipId }) => `${asOf} ${kind} ${membershipId}`);
  // On the day on which M-1 takes the place of M-2.
  const ends = '2027-03-21 consolidated M-2';
  expect(new Set(after('P-3'))).toEqual(new Set([ends]));
  expect(new Set(after('P-1'))).toEqual(new Set(['2027-03-06 renewed M-1', ends]));
});

/**
 * Anniversaries of 10 and 11 February 2027; M-4's payment of 2 March is in commands.jsonl; P-3's level has no
 * requirements.
 */
it.runIf(DEEP)(
  '--assume-payments: what may be renewed is paid, the review included, and what may not expires',
  async () => {
    const out = join(folder, 'assumed-payments');
    const input = join(CASES, 'assumed-payments', 'input');
    const period = ['--from', '2027-02-01', '--to', '2027-03-20'];
    const ended = await run('simulate', [
      '--data',
      input,
      '--out',
      out,
      ...period,
      '--assume-payments',
      'AD+10',
      ...WIRE,
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const renewed = jsonLines(join(out, 'decisions.jsonl')).filter(({ what }) => what === 'renewed');
    expect(renewed.map(({ membershipId, asOf, inputs }) => [membershipId, asOf, Object(inputs).reference])).toEqual([
      ['M-1', '2027-02-20', 'assumed'],
      ['M-2', '2027-02-21', 'assumed'],
      ['M-4', '2027-03-02', 'INV-4'],
    ]);
    const memberships = jsonLines(join(out, 'memberships.jsonl'));
    expect(memberships.map(({ membershipId, status }) => [membershipId, status])).toContainEqual(['M-3', 'expired']);
    expect(ended.stdout).toContain('2 of the renewals: nobody has paid yet, but AD+10:100%, seed 1');
    expect(existsSync(join(out, 'mails', '000001.eml'))).toBe(true);
  },
);

it.runIf(DEEP)(
  '--export: a simulation that goes on from the state after a day ends as one that did not stop',
  async () => {
    const input = join(CASES, 'assumed-payments', 'input');
    const assumed = ['--assume-payments', 'AD+10', ...WIRE];
    const outOf = (name: string): string => join(folder, `state-${name}`);
    const simulated = async (name: string, data: string, from: string, to: string, ...more: string[]) => {
      const args = ['--data', data, '--from', from, '--to', to, '--out', outOf(name), ...more, ...assumed];
      expect(await run('simulate', args)).toMatchObject({ code: 0 });
    };
    await simulated('whole', input, '2027-02-01', '2027-03-20');
    await simulated('first', input, '2027-02-01', '2027-02-24', '--export', outOf('exported'));
    copyFileSync(join(input, 'commands.jsonl'), join(outOf('exported'), 'commands.jsonl'));
    await simulated('second', outOf('exported'), '2027-02-25', '2027-03-20');
    for (const file of ['emails.jsonl', 'memberships.jsonl', 'forecast.jsonl', 'partners.jsonl'])
      expect(jsonLines(join(outOf('second'), file))).toEqual(jsonLines(join(outOf('whole'), file)));
    const decided = (name: string) =>
      jsonLines(join(outOf(name), 'decisions.jsonl'))
        .filter(({ asOf }) => String(asOf) >= '2027-02-25')
        .map(({ runId: _, ...decision }) => decision);
    expect(decided('second')).toEqual(decided('whole'));
  },
);
