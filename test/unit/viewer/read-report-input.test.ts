import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReportInput } from '../../../infra/local/viewer/report/data/read-report-input.ts';
import { renderReport } from '../../../infra/local/viewer/report/render.ts';
import { decision, email, membership, outputFolder, writtenRun } from './fixture.ts';

const COURSEWARE = {
  ...{ purchase: 'full-price', since: null, why: 'none' },
  delivery: { isAllowed: false, since: null, why: 'none' },
};

const mail = { kind: 'renewal', to: 'a@one.example', role: 'global-admin' };

describe('reading the output folder', () => {
  it('counts mails by day and kind, and marks the days', async () => {
    const outDir = await outputFolder({
      emails: [email(1), email(2), email(3, { asOf: '2027-03-15', kind: 'expired', stage: 31 })],
      memberships: [membership({ status: 'expired', expiredOn: '2027-03-15' })],
      runs: [
        writtenRun(),
        writtenRun({ asOf: '2027-03-15', workflow: 'kpi-refresh' }),
        writtenRun({ asOf: '2027-03-15', workflow: 'directory-submission' }),
        writtenRun({ asOf: '2027-03-16', status: 'FAILED', output: null, error: 'SweepIncomplete', cause: '1 failed' }),
      ],
    });
    const { period, days } = await readReportInput({ outDir, outages: [{ from: '2027-03-03', to: '2027-03-04' }] });
    expect(period).toEqual({ from: '2027-03-01', to: '2027-03-16' });
    expect(days).toHaveLength(16);
    expect(days[0]).toEqual({ date: '2027-03-01', mails: { renewal: 2 }, expired: 0, marks: [] });
    expect(days.filter(({ marks }) => marks.includes('outage')).map(({ date }) => date)).toEqual([
      '2027-03-03',
      '2027-03-04',
    ]);
    expect(days[14]).toMatchObject({
      mails: { expired: 1 },
      expired: 1,
      marks: ['kpi-refresh', 'directory-submission'],
    });
    expect(days[15]?.marks).toEqual(['failed-run']);
  });

  it('marks neither the reminder nor the publication as a submission', async () => {
    const run = (asOf: string) => writtenRun({ asOf, workflow: 'directory-submission' });
    const { days } = await readReportInput({
      outDir: await outputFolder({ runs: [run('2027-03-07'), run('2027-03-08')] }),
    });
    expect(days.flatMap(({ marks }) => marks)).toEqual([]);
  });

  it('counts renewals and refusals as the terminal does, those of dry runs not at all, and keeps refusals', async () => {
    const command = { workflow: 'partner-command', stage: null };
    const outDir = await outputFolder({
      decisions: [
        decision({ ...command, what: 'renewed' }),
        decision({ ...command, what: 'notice-sent', email: { ...mail, kind: 'renewed' } }),
        decision({ ...command, what: 'would-be-renewed', inputs: { dryRun: true } }),
        decision({ ...command, what: 'renewed', inputs: { dryRun: true } }),
        decision({ ...command, what: 'reinstated', cycle: 4 }),
        decision({ ...command, what: 'payment-refused', rule: 'R-REN-1', reason: 'the window opens on 2027-09-02' }),
      ],
    });
    const { counts, refusals } = await readReportInput({ outDir });
    expect(counts).toEqual({ renewed: 1, reinstated: 1, expired: 0, refused: 1, merged: 0 });
    expect(refusals).toEqual([expect.objectContaining({ what: 'payment-refused', rule: 'R-REN-1', partnerId: 'P-1' })]);
  });

  it('tells what became of each renewal, which notices came before its payment, and its fee', async () => {
    const notice = (number: number, stage: number, asOf: string, fields: object = {}) =>
      email(number, { stage, asOf, ...fields });
    const ending = (what: string, asOf: string, fields: object = {}) => {
      const { inputs = {}, ...rest } = fields as { inputs?: object };
      const workflow = what === 'expired' ? 'grace-expiry' : 'partner-command';
      return decision({ what, asOf, workflow, stage: null, inputs: { anniversary: '2027-02-01', ...inputs }, ...rest });
    };
    const gold = { offer: 'competency', competency: 'Data Analytics', level: 'gold', learningOption: false };
    const outDir = await outputFolder({
      memberships: [
        membership(),
        membership({ membershipId: 'M2', level: 'silver' }),
        membership({ membershipId: 'M3', status: 'expired', expiredOn: '2027-03-04' }),
        membership({ partnerId: 'P-2', membershipId: 'M4.P-1', level: 'silver' }),
      ],
      partners: [
        { partnerId: 'P-1', name: 'One', country: 'DE', courseware: COURSEWARE, benefits: [] },
        { partnerId: 'P-2', name: 'Two', country: 'KR', courseware: COURSEWARE, benefits: [] },
      ],
      emails: [
        notice(1, 1, '2027-02-02'),
        notice(2, 1, '2027-02-02', { to: 'another@one.example' }),
        notice(3, 15, '2027-02-16'),
        // After the payment: sent before it was recorded.
        notice(4, 23, '2027-02-24'),
        notice(5, 30, '2027-03-03', { membershipId: 'M3' }),
      ],
      decisions: [
        // Paid in time, recorded after expiry (R-REN-6).
        ending('expired', '2027-03-04'),
        ending('reinstated', '2027-03-05', { inputs: { paidOn: '2027-02-20' } }),
        // Renewed together with a gold one, which is what is paid for (R-MRG-4).
        ending('renewed', '2027-02-10', {
          membershipId: 'M2',
          inputs: { paidOn: '2027-02-10', terms: gold, covers: [] },
        }),
        ending('expired', '2027-03-04', { membershipId: 'M3' }),
        // Renewed, then merged into another partner (R-MRG-1).
        ending('renewed', '2027-02-11', { membershipId: 'M4', inputs: { paidOn: '2027-02-11' } }),
        ending('membership-moved', '2027-04-01', {
          workflow: 'merge-partners',
          partnerId: 'P-2',
          membershipId: 'M4.P-1',
          cycle: 4,
          inputs: { from: 'P-1', formerId: 'M4' },
        }),
        ending('renewed', '2027-04-02', { membershipId: 'M3', inputs: { paidOn: '2027-04-02', dryRun: true } }),
      ],
      runs: [writtenRun({ asOf: '2027-01-01' }), writtenRun({ asOf: '2027-04-30' })],
    });
    const fees = {
      currency: 'USD',
      amounts: [
        { offer: 'competency' as const, level: 'silver' as const, amount: '1670' },
        { offer: 'competency' as const, level: 'gold' as const, amount: '4730' },
      ],
    };
    const { outcomes } = await readReportInput({ outDir, fees });
    expect(
      outcomes.map(({ membershipId, state, on, isReinstated, stages, level, country, fee }) =>
        [membershipId, state, on, isReinstated, stages.join(' '), level, country, fee?.amount].join(', '),
      ),
    ).toEqual([
      'M2, renewed, 2027-02-10, false, , gold, DE, 4730',
      'M4, renewed, 2027-02-11, false, , silver, KR, 1670',
      'M1, renewed, 2027-02-20, true, 1 15, gold, DE, 4730',
      'M3, expired, 2027-03-04, false, 30, gold, DE, 4730',
    ]);
  });

  it('knows from the last notice whether the profile review is missing, until a review is recorded', async () => {
    const notice = (partnerId: string, profileReviewed: boolean) =>
      decision({ partnerId, inputs: { profileReviewed }, email: mail });
    const outDir = await outputFolder({
      decisions: [
        notice('P-missing', false),
        notice('P-done', false),
        notice('P-done', true),
        decision({ partnerId: 'P-account', email: { ...mail, role: 'account-admin' } }),
        notice('P-recorded', false),
        decision({ partnerId: 'P-recorded', workflow: 'partner-command', what: 'profile-review-recorded' }),
      ],
    });
    expect([...(await readReportInput({ outDir })).unreviewed]).toEqual(['P-missing M1 3', 'P-account M1 3']);
  });

  it('reads the batches in the order of their months, names with commas included', async () => {
    const outDir = await outputFolder();
    await mkdir(join(outDir, 'directory'));
    const head = 'action,partner_id,display_name,country,url\n';
    await writeFile(join(outDir, 'directory', '2027-04.csv'), `${head}remove,P-1,,,\n`);
    await writeFile(join(outDir, 'directory', '2027-03.csv'), `${head}add,P-1,"Contoso, Ltd",DE,https://c.example/l\n`);
    const { batches } = await readReportInput({ outDir });
    expect(batches.map(({ month }) => month)).toEqual(['2027-03', '2027-04']);
    expect(batches[0]?.lines[0]).toMatchObject({ action: 'add', displayName: 'Contoso, Ltd' });
  });

  it('shows partners by their ids where there is no file with their names', async () => {
    const outDir = await outputFolder();
    const { partnerNames } = await readReportInput({ outDir, partnersFile: join(outDir, 'partners.csv') });
    expect([...partnerNames]).toEqual([]);
  });

  it('reports on a folder in which nothing happened', async () => {
    expect(renderReport(await readReportInput({ outDir: await outputFolder() }))).toContain('Nobody is at risk.');
  });

  it('names the file and the field of an invalid line', async () => {
    const outDir = await outputFolder({ emails: [{ ...email(1), asOf: 20270301 }] });
    await expect(readReportInput({ outDir })).rejects.toThrow(/emails\.jsonl, at byte 0: field asOf: .*string/);
  });

  it('says in one line that there is no such folder', async () => {
    await expect(readReportInput({ outDir: '/nowhere/out' })).rejects.toMatchObject({
      code: 'output-missing',
      message: '/nowhere/out is not a folder: run a simulation with --out /nowhere/out first',
    });
  });
});
