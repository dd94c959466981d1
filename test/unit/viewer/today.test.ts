import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../infra/local/viewer/archive/archive.ts';
import { Course } from '../../../infra/local/viewer/archive/course.ts';
import { Mails } from '../../../infra/local/viewer/archive/mails/mails.ts';
import { overviewOf } from '../../../infra/local/viewer/archive/overview.ts';
import { dayAskedFor, todayOf } from '../../../infra/local/viewer/archive/today.ts';
import { serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { decision, email, forecast, jsonLines, outputFolder, writtenRun } from './fixture.ts';

const AD = '2027-03-31';
const inputs = { anniversary: AD };
const mail = email(1);
const alert = email(2, { asOf: '2027-03-09', kind: 'operator-alert', subject: 'Operator alert: nobody to notify' });
const refusal = {
  ...{ runId: 'c-1', dryRun: false, command: 'record-payment', partnerId: 'P-1', membershipId: 'M1' },
  ...{ outcome: 'refused', rule: 'R-REN-7', reason: 'the window closed on 2027-02-01' },
};
const DECISIONS = [
  decision({ inputs, email: mail }),
  decision({ asOf: '2027-03-05', what: 'renewed', workflow: 'partner-command', membershipId: 'M2', inputs }),
  decision({
    asOf: '2027-03-06',
    what: 'expired',
    workflow: 'grace-expiry',
    membershipId: 'M3',
    inputs: { anniversary: '2027-02-03' },
  }),
  decision({
    asOf: '2027-03-08',
    what: 'renewal-at-risk',
    inputs: { anniversary: AD, now: 'at-risk', shortfalls: [{ code: 'mct', have: 3, need: 4 }] },
  }),
  decision({ asOf: '2027-03-09', inputs, email: alert }),
  decision({ asOf: '2027-03-09', workflow: 'partner-command', what: 'record-payment-refused', inputs }),
];
const RUNS = [
  writtenRun(),
  writtenRun({ asOf: '2027-03-09', workflow: 'partner-command', output: refusal }),
  writtenRun({ asOf: '2027-03-09', status: 'FAILED', output: null, error: 'SweepIncomplete' }),
  writtenRun({ asOf: '2027-03-10' }),
];

async function archiveOf(files: object = {}) {
  const folder = await outputFolder({ emails: [mail, alert], decisions: DECISIONS, runs: RUNS, ...files });
  const archive = await openArchive(folder, null);
  const sources = { archive, mails: new Mails(archive), course: new Course(archive) };
  return { folder, archive, on: (day: string) => todayOf(sources, civilDateOf(day)) };
}

describe('a day', () => {
  it('tells what went out, and the days before and after it on which something happens', async () => {
    const { on } = await archiveOf();
    const { mails, previous, next } = await on('2027-03-07');
    expect(mails).toEqual([]);
    expect(previous).toMatchObject({ day: '2027-03-06', counts: { expired: 1 } });
    expect(next).toMatchObject({ day: '2027-03-09', mails: [['operator-alert', 1]], counts: { refused: 1 } });
    expect(await on('2027-03-01')).toMatchObject({ mails: [['renewal', 1]], previous: null });
  });

  it('counts each renewal once, and expects that all is paid that is due and not at risk', async () => {
    const { on } = await archiveOf();
    expect((await on('2027-03-01')).renewals).toEqual({ renewed: 0, expired: 0, rate: null, expected: 1 });
    expect((await on('2027-03-07')).renewals).toEqual({ renewed: 1, expired: 1, rate: 0.5, expected: 2 / 3 });
    expect((await on('2027-03-08')).renewals).toEqual({ renewed: 1, expired: 1, rate: 0.5, expected: 1 / 3 });
  });

  it('tells what is due within 30 days, and who is at risk with the smallest fix', async () => {
    const { on } = await archiveOf();
    const { due, atRisk } = await on('2027-03-08');
    expect(due).toMatchObject({
      total: 1,
      inWindow: 0,
      items: [{ anniversary: AD, windowCloses: '2027-04-30', isAtRisk: true }],
    });
    expect(atRisk.items).toMatchObject([
      { membershipId: 'M1', riskOn: '2027-03-08', fixes: ['1 more Microsoft Certified Trainer (3\u00a0of\u00a04)'] },
    ]);
    expect((await on('2027-03-07')).atRisk.total).toBe(0);
  });

  it.each([
    [
      '2027-03-07',
      [
        ['kpi-refresh', '2027-03-15'],
        ['directory-submission', '2027-03-15'],
        ['listings-visible', '2027-04-07'],
      ],
    ],
    [
      '2027-03-15',
      [
        ['listings-visible', '2027-04-07'],
        ['kpi-refresh', '2027-04-15'],
        ['directory-submission', '2027-04-19'],
      ],
    ],
    [
      '2027-12-31',
      [
        ['listings-visible', '2028-01-07'],
        ['kpi-refresh', '2028-01-15'],
        ['directory-submission', '2028-01-17'],
      ],
    ],
  ])('tells on %s what comes once a month, after that day (R-CAL-5, R-CAL-6, R-CAL-7)', async (day, expected) => {
    const { on } = await archiveOf();
    expect((await on(day)).monthly.map(({ what, on: next }) => [what, next])).toEqual(expected);
  });

  it('tells the forecast on the last day alone, and what was at risk before without a break', async () => {
    const forecasts = [
      forecast({ membershipId: 'M8', riskOn: '2027-05-01' }),
      forecast({ membershipId: 'M9', riskOn: '2027-03-02', because: 'now' }),
    ];
    const { on } = await archiveOf({ forecast: forecasts });
    const riskOn = async (day: string) => (await on(day)).atRisk.items.map(({ membershipId }) => membershipId);
    expect(await riskOn('2027-03-01')).toEqual([]);
    expect(await riskOn('2027-03-02')).toEqual(['M9']);
    expect(await riskOn('2027-03-10')).toEqual(['M1', 'M8', 'M9']);
  });

  it('tells what needs a hand, the latest first, for 30 days', async () => {
    const { on } = await archiveOf();
    const whats = async (day: string) => (await on(day)).hand.items.map(({ what, mail: number }) => [what, number]);
    expect(await whats('2027-03-08')).toEqual([]);
    expect(await whats('2027-03-10')).toEqual([
      ['operator-alert', 1],
      ['failed-run', null],
    ]);
    expect(await whats('2027-04-09')).toEqual([]);
  });

  it('tells what was refused up to it, by which rule', async () => {
    const { on } = await archiveOf();
    expect((await on('2027-03-08')).refused.total).toBe(0);
    expect((await on('2027-03-10')).refused.items).toMatchObject([
      { number: 1, command: { name: 'record-payment', rule: 'R-REN-7', reason: 'the window closed on 2027-02-01' } },
    ]);
  });

  it('is the last one where none is asked for, and one of the simulation', async () => {
    const { archive } = await archiveOf();
    expect(await dayAskedFor(archive, '')).toBe('2027-03-10');
    expect(await dayAskedFor(archive, '2031-01-01')).toBe('2027-03-10');
    expect(await dayAskedFor(archive, '2020-01-01')).toBe('2027-03-01');
    expect(await dayAskedFor(archive, '2027-03-04')).toBe('2027-03-04');
  });

  it('follows the decisions while they are written', async () => {
    const { on, folder } = await archiveOf();
    expect((await on('2027-03-12')).renewals.renewed).toBe(1);
    const paid = decision({ asOf: '2027-03-11', what: 'renewed', workflow: 'partner-command', inputs });
    await appendFile(join(folder, 'decisions.jsonl'), jsonLines([paid]));
    expect((await on('2027-03-12')).renewals.renewed).toBe(2);
  });
});

describe('a simulation that still runs', () => {
  const running = { from: '2027-03-01', to: '2027-12-31' };
  const sent = (number: number, asOf: string) =>
    decision({ asOf, what: 'notice-sent', inputs, email: { ...email(number), role: 'mpn-admin', locale: 'ko-KR' } });

  it('tells its mails by the decisions that sent them, and nothing else as a mail', async () => {
    const told = [
      sent(1, '2027-03-01'),
      decision({ what: 'notice-due', email: email(2) }),
      decision({ what: 'notice-sent', email: null }),
      sent(3, '2027-03-02'),
    ];
    const folder = await outputFolder({ decisions: told, runs: [writtenRun()] });
    const archive = await openArchive(folder, null, running);
    const mails = new Mails(archive);
    const all = { q: '', kind: '', locale: '', partner: '', day: '' };
    const range = { offset: 0, limit: 50 };
    const { total, items } = await mails.list(all, range);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { number: 1, asOf: '2027-03-02', subject: 'Renew gold, number 3', role: 'mpn-admin', locale: 'ko-KR' },
      { number: 0, asOf: '2027-03-01', subject: 'Renew gold, number 1' },
    ]);
    expect((await mails.list({ ...all, q: 'NUMBER 3' }, range)).items.map(({ number }) => number)).toEqual([1]);
    expect(await mails.get(1)).toMatchObject({ subject: 'Renew gold, number 3' });
    const { running: days, mails: count } = await overviewOf(archive);
    expect([days, count]).toEqual([running, 2]);
  });

  it('is served before its folder is there, and its results when they are', async () => {
    const outDir = await outputFolder({ emails: [mail], runs: RUNS });
    const page = await serveViewer({ outDir: join(outDir, 'later'), mailDir: outDir, port: 0, running });
    try {
      const overview = async () => (await fetch(`${page.url}api/overview`)).json();
      expect(await overview()).toMatchObject({ running, runs: 0 });
      await page.show({ outDir, mailDir: outDir });
      expect(await overview()).toMatchObject({ running: null, runs: 4, mails: 1 });
      await expect(page.show({ outDir: join(outDir, 'never'), mailDir: outDir })).rejects.toMatchObject({
        code: 'output-missing',
      });
    } finally {
      await page.close();
    }
  });
});
