import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareCommand } from '../../../infra/local/cli/compare/compare-command.ts';
import { compareResults } from '../../../infra/local/comparison/comparison.ts';

const folder = mkdtempSync(join(tmpdir(), 'comparison-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Line = Record<string, unknown>;
const lines = (values: Line[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const membership = (partnerId: string, fields: Line = {}): Line => ({
  ...{ partnerId, membershipId: 'M-1', offer: 'competency', competency: 'DevOps', level: 'gold' },
  ...{ status: 'active', cycle: 2, anniversary: '2027-06-01', expiredOn: null, eligibility: 'met' },
  ...fields,
});
const decision = (partnerId: string, what: string, fields: Line = {}): Line => ({
  ...{ runId: 'run-1', workflow: 'grace-expiry', asOf: '2027-07-02', what, partnerId, membershipId: 'M-1', cycle: 1 },
  ...{ stage: null, rule: 'R-EXP-1', reason: 'unpaid', inputs: {} },
  ...fields,
});
const partner = (partnerId: string, country: string): Line => ({
  ...{ partnerId, name: `=${partnerId} & Co`, country, benefits: [] },
  courseware: { purchase: 'none', since: null, why: '', delivery: { isAllowed: false, since: null, why: '' } },
});

/** A folder as `simulate` writes it. */
function results(name: string, { memberships, decisions }: { memberships: Line[]; decisions: Line[] }): string {
  const out = join(folder, name);
  mkdirSync(out, { recursive: true });
  const files: Record<string, Line[]> = {
    runs: [
      { workflow: 'grace-expiry', asOf: '2027-01-01', status: 'SUCCEEDED' },
      { workflow: 'grace-expiry', asOf: '2027-12-31', status: 'SUCCEEDED' },
    ],
    memberships,
    decisions,
    emails: [],
    forecast: [],
    kpi: [],
    partners: [partner('P-1', 'KR'), partner('P-2', 'DE')],
  };
  for (const [file, values] of Object.entries(files)) writeFileSync(join(out, `${file}.jsonl`), lines(values));
  return out;
}

const expired = { status: 'expired', expiredOn: '2027-07-02' };
const before = results('before', {
  memberships: [membership('P-1', expired), membership('P-2')],
  decisions: [
    decision('P-2', 'renewed', { rule: 'R-REN-2', reason: 'paid' }),
    decision('P-1', 'notice-sent', { rule: 'R-NOT-1', reason: 'stage 30' }),
    decision('P-1', 'expired'),
  ],
});
const after = results('after', {
  memberships: [membership('P-1'), membership('P-2')],
  decisions: [
    decision('P-1', 'notice-sent', { rule: 'R-NOT-1', reason: 'stage 30', runId: 'another run' }),
    decision('P-1', 'renewed', { rule: 'R-REN-2', reason: 'paid', inputs: { ended: [{ competency: 'Data' }] } }),
    decision('P-2', 'renewed', { rule: 'R-REN-2', reason: 'paid' }),
  ],
});

describe('two results beside each other', () => {
  it('count what differs, overall and by country', async () => {
    const { totals, all, byCountry } = await compareResults(before, after);
    const changed = totals.filter((total) => total.before !== total.after);
    expect(changed).toEqual([
      { what: 'renewed', before: 1, after: 2 },
      { what: 'expired', before: 1, after: 0 },
      { what: 'reduced', before: 0, after: 1 },
    ]);
    expect([all.before.expires, all.after.expires, all.after.falls, all.after.keeps]).toEqual([1, 0, 1, 1]);
    expect(byCountry.map(({ group, after: { falls } }) => [group, falls])).toEqual([
      ['DE', 0],
      ['KR', 1],
    ]);
  });

  it('name the first decision about each partner that differs, whichever run decided it', async () => {
    const { differences } = await compareResults(before, after);
    expect(differences.map(({ partnerId, ...sides }) => [partnerId, sides.before?.what, sides.after?.what])).toEqual([
      ['P-1', 'expired', 'renewed'],
    ]);
    expect((await compareResults(before, before)).differences).toEqual([]);
  });

  it('name a decision that only one of them has', async () => {
    const longer = results('longer', {
      memberships: [membership('P-1')],
      decisions: [decision('P-1', 'notice-sent'), decision('P-1', 'notice-sent', { asOf: '2027-08-01' })],
    });
    const shorter = results('shorter', {
      memberships: [membership('P-1')],
      decisions: [decision('P-1', 'notice-sent')],
    });
    const { differences } = await compareResults(shorter, longer);
    expect(differences).toMatchObject([{ partnerId: 'P-1', before: null, after: { asOf: '2027-08-01' } }]);
  });

  it('differ in nothing by a dry run', async () => {
    const tried = results('tried', {
      memberships: [membership('P-1')],
      decisions: [decision('P-1', 'expired', { inputs: { dryRun: true } }), decision('P-1', 'notice-sent')],
    });
    const untried = results('untried', {
      memberships: [membership('P-1')],
      decisions: [decision('P-1', 'notice-sent')],
    });
    expect((await compareResults(untried, tried)).differences).toEqual([]);
  });

  it('says of results with the same counts whether something was decided otherwise', async () => {
    const [day, later] = ['2027-07-02', '2027-07-03'].map((asOf) =>
      results(asOf, { memberships: [membership('P-1', expired)], decisions: [decision('P-1', 'expired', { asOf })] }),
    );
    const headline = async (one = '', other = '') => {
      const out = join(folder, 'headline');
      await compareCommand(['--result', one, '--with-result', other, '--out', out]);
      return /<h1>(.*)<\/h1>/.exec(readFileSync(join(out, 'comparison.html'), 'utf8'))?.[1];
    };
    expect(await headline(day, later)).toBe('The same counts, decided otherwise');
    expect(await headline(day, day)).toBe('No difference');
  });

  it('leave no record of an earlier comparison: it would approve a change that the page does not show', async () => {
    const out = join(folder, 'again');
    mkdirSync(out);
    writeFileSync(join(out, 'change.json'), '{}');
    await compareCommand(['--result', before, '--with-result', after, '--out', out]);
    expect(existsSync(join(out, 'change.json'))).toBe(false);
  });

  it('are refused where one did not run through', async () => {
    const half = results('half', { memberships: [], decisions: [] });
    rmSync(join(half, 'memberships.jsonl'));
    await expect(compareResults(before, half)).rejects.toThrow(`${half} holds no memberships.jsonl`);
  });

  it('are written as a page and as tables that no spreadsheet takes for formulas', async () => {
    const out = join(folder, 'out');
    await compareCommand(['--result', before, '--with-result', after, '--out', out]);
    const page = readFileSync(join(out, 'comparison.html'), 'utf8');
    expect(page).toContain('<h1>+1 renewal, −1 expiry, +1 reduced renewal</h1>');
    expect(page).toContain('=P-1 &amp; Co');
    expect(page).toContain(`--with-result`);
    expect(readFileSync(join(out, 'partners.csv'), 'utf8')).toContain("P-1,'=P-1 & Co,2027-07-02,expired");
  });

  it.each<[string, string[]]>([
    ['--out is missing', ['--result', before, '--with-result', after]],
    ['--with-result is missing', ['--result', before, '--out', 'x']],
    ['--config is missing', ['--data', 'x', '--out', 'x']],
    ['--data says what to simulate', ['--result', before, '--with-result', after, '--data', 'x', '--out', 'x']],
    ['is not a folder', ['--result', join(folder, 'none'), '--with-result', after, '--out', join(folder, 'y')]],
  ])('are refused: %s', async (message, args) => {
    await expect(compareCommand(args)).rejects.toThrow(message);
  });
});
