import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pathOption } from '../../infra/local/cli/options.ts';
import type { Emulator } from '../../infra/local/emulator/emulator.ts';
import { reportLines } from '../../infra/local/simulation/days/report-parts.ts';
import { Tally } from '../../infra/local/simulation/days/tally.ts';
import { daysOf } from '../../infra/local/simulation/input/civil-days.ts';
import { writeDiscrepancies } from '../../infra/local/simulation/results/discrepancy-files.ts';
import { compareMails, everyCopy, mailsOf } from '../../infra/local/simulation/results/ledger-mails.ts';
import { Workspace } from '../../infra/local/simulation/workspace.ts';
import { civilDateOf } from '../../shared/domain/core/calendar.ts';
import type { NoticeState, StageRecord } from '../../shared/domain/notices/notice-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the days of the program', () => {
  const days = (from: string, to: string, zone: string) => [
    ...daysOf({ from: civilDateOf(from), to: civilDateOf(to) }, zone),
  ];

  it('begin at midnight in its time zone, and are an hour shorter or longer at a clock change', () => {
    expect(days('2027-03-28', '2027-03-28', 'Europe/Berlin')).toEqual([
      { date: '2027-03-28', starts: '2027-03-27T23:00:00Z', ends: '2027-03-28T22:00:00Z' },
    ]);
    expect(days('2027-10-31', '2027-10-31', 'Europe/Berlin')[0]?.ends).toBe('2027-10-31T23:00:00Z');
  });

  it('include the leap day', () => {
    expect(days('2028-02-28', '2028-03-01', 'UTC').map(({ date }) => date)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });
});

describe('the lines of a report', () => {
  const line = (partnerId: string, what: string) => JSON.stringify({ what, asOf: '2027-01-01', partnerId });
  const parts: Record<string, string[]> = {
    'r/part-10-0-aa.jsonl': [line('P-1', 'ten')],
    'r/part-2-s0-aa.jsonl': [line('P-1', 'settled')],
    'r/part-2-10-aa.jsonl': [line('P-1', 'tenth page')],
    'r/part-2-9-aa.jsonl': [line('P-3', 'a'), line('P-2', 'b'), line('P-3', 'c')],
    'r/summary.json': ['{}'],
  };
  const emulator = {
    listObjects: async () => Object.keys(parts),
    getObject: async (_: string, key: string) => Buffer.from(`${parts[key]?.join('\n')}\n`),
  } as unknown as Emulator;

  it('are ordered by segment, page and partner, with those of settling last, and else as they were written', async () => {
    const lines = await reportLines(emulator, 'reports', 'r/');
    expect(lines.map(({ what }) => what)).toEqual(['b', 'a', 'c', 'tenth page', 'settled', 'ten']);
  });
});

describe('the mails of a ledger', () => {
  const sent: NoticeState = { status: 'sent', messageId: 'm', on: civilDateOf('2027-01-02'), subject: 'S' };
  const record = (state: NoticeState, fields: Partial<StageRecord> = {}): StageRecord => ({
    stage: 1,
    period: '3',
    decidedOn: civilDateOf('2027-01-01'),
    runId: 'r',
    at: null,
    rule: 'R-NOT-1',
    reason: '',
    inputs: {},
    notices: [{ noticeId: 'n', kind: 'renewal', to: 'a@b.example', name: '', role: 'mpn-admin', locale: 'en', state }],
    ...fields,
  });
  const ids = { partnerId: 'P-1', membershipId: 'M1' };

  it('are those that were sent, on the day of the run that sent them', () => {
    const skipped = record({ status: 'skipped', reason: 'superseded' });
    expect(mailsOf({ '-1': skipped, 1: record(sent) }, ids)).toEqual([
      {
        asOf: '2027-01-02',
        workflow: 'renewal-notices',
        kind: 'renewal',
        stage: 1,
        partnerId: 'P-1',
        membershipId: 'M1',
        cycle: 3,
        to: 'a@b.example',
        role: 'mpn-admin',
        locale: 'en',
        subject: 'S',
        noticeId: 'n',
      },
    ]);
  });

  it.each(['31', '31@2027-01-27', 'reversed-1-31', 'reversed-1-31@2027-01-27'])(
    'have the workflow that sent them, also of what a reversal or a correction has put aside: %s',
    (key) => {
      const workflows = mailsOf({ [key]: record(sent, { stage: 31 }), '1@2027-01-27': record(sent) }, ids);
      expect(workflows.map(({ workflow }) => workflow)).toEqual(['grace-expiry', 'renewal-notices']);
    },
  );

  it('have the workflow of their record, in the order of a day', () => {
    const ledger = { 31: record(sent, { stage: 31 }), 1: record(sent), confirmation: record(sent, { stage: null }) };
    const listing = mailsOf(
      { 'visible-2027-01': record(sent, { period: '2027-01', stage: null }) },
      { ...ids, membershipId: null },
    );
    const mails = [...mailsOf(ledger, ids), ...listing].sort(compareMails);
    expect(mails.map(({ workflow, stage, cycle }) => [workflow, stage, cycle])).toEqual([
      ['partner-command', null, 3],
      ['directory-submission', null, null],
      ['renewal-notices', 1, 3],
      ['grace-expiry', 31, 3],
    ]);
  });

  it('R-NOT-2: are all copies of a notice that operators sent again, each once', () => {
    const on = (day: string): NoticeState => ({ ...sent, on: civilDateOf(day) });
    const { notices, ...rest } = record(on('2027-01-09'));
    const earlier = ['2027-01-02', '2027-01-05'].map((day) => ({ state: on(day), left: null }));
    const again = mailsOf({ 1: { ...rest, notices: notices.map((notice) => ({ ...notice, earlier })) } }, ids);
    expect(everyCopy([], [...again, ...again]).map(({ asOf, workflow }) => [asOf, workflow])).toEqual([
      ['2027-01-02', 'renewal-notices'],
      ['2027-01-05', 'partner-command'],
      ['2027-01-09', 'partner-command'],
    ]);
  });

  it('are as the ledgers have them; the reports know of notices that a ledger has given up', () => {
    const [mail] = mailsOf({ 1: record(sent) }, ids);
    if (mail === undefined) throw new Error('no mail');
    const ofReports = [
      { ...mail, asOf: '2026-12-31' },
      { ...mail, noticeId: 'older', asOf: '2026-01-01' },
    ];
    expect(everyCopy(ofReports, [mail])).toEqual([ofReports[1], mail]);
  });
});

describe('the results', () => {
  it('replace those of an earlier simulation, its months too, and leave every other file alone', async () => {
    const target = join(folder, 'results');
    mkdirSync(join(target, 'directory'), { recursive: true });
    for (const name of ['emails.jsonl', 'notes.txt', 'directory/2026-01.csv', 'directory/notes.txt'])
      writeFileSync(join(target, name), 'old');
    const workspace = await Workspace.begin(target, { '--from': '2027-01-01' });
    writeFileSync(join(workspace.results, 'emails.jsonl'), 'new');
    writeFileSync(join(workspace.results, 'directory/2027-01.csv'), 'new');
    expect(readFileSync(join(target, 'emails.jsonl'), 'utf8')).toBe('old');
    await workspace.complete(new Tally().counts);
    await workspace.publish(false);
    expect(readFileSync(join(target, 'emails.jsonl'), 'utf8')).toBe('new');
    expect(readdirSync(join(target, 'directory')).sort()).toEqual(['2027-01.csv', 'notes.txt']);
    expect(readFileSync(join(target, 'notes.txt'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['results']);
  });

  it('have a folder of KPI discrepancy reports if one was asked for, without those of an earlier simulation', async () => {
    const target = join(folder, 'results-with-reports');
    const reports = join(target, 'discrepancies');
    mkdirSync(reports, { recursive: true });
    for (const name of ['partner-command-2026-01-02-0001.html', 'notes.txt']) writeFileSync(join(reports, name), 'old');
    const workspace = await Workspace.begin(target, { '--from': '2027-01-01' });
    const key = 'runs/partner-command/2027-02-14/partner-command-2027-02-14-0001/discrepancy.txt';
    const keys = [key, key.replace('discrepancy.txt', 'part-0-0-0123456789ab.jsonl')];
    const emulator = { listObjects: async () => keys, getObject: async () => Buffer.from('new') };
    await writeDiscrepancies(workspace.results, emulator as unknown as Emulator, 'reports');
    writeFileSync(join(workspace.results, 'emails.jsonl'), 'new');
    await workspace.complete(new Tally().counts);
    await workspace.publish(false);
    expect(readdirSync(reports).sort()).toEqual(['notes.txt', 'partner-command-2027-02-14-0001.txt']);
  });
});

describe('a path on the command line', () => {
  it("is relative to the user's folder, not to the one in which npm runs the script", () => {
    const npm = {
      INIT_CWD: '/home/user',
      npm_lifecycle_event: 'simulate',
      npm_package_json: join(process.cwd(), 'package.json'),
    };
    expect(pathOption('simulate', 'data', npm)).toBe('/home/user/data');
    expect(pathOption('simulate', 'data', { ...npm, npm_lifecycle_event: 'test' })).toBe(join(process.cwd(), 'data'));
    expect(pathOption('simulate', '/data', npm)).toBe('/data');
  });
});
