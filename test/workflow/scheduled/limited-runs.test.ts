import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPack, actionPacks, admin, adminOf, gold, invoice, listing, partner } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

describe('a dry run', () => {
  it('reports every mail that it would send, writes nothing and sends nothing', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    const before = await program.items.all();
    const execution = await program.run('renewal-notices', '2027-01-30', { dryRun: true });
    expect(outputOf(execution)).toMatchObject({ dryRun: true, examined: 2, acted: 2, failed: 0 });
    const mails = (await program.decisions(execution)).filter(({ what }) => what === 'notice-would-be-sent');
    const said = mails.map(({ partnerId, stage, rule, email }) =>
      [partnerId, stage, rule, email.kind, email.to].join(' '),
    );
    expect(said.sort()).toEqual([
      'P-1 -30 R-NOT-1 renewal anna@p-1.example',
      'P-2 -30 R-NOT-1 renewal anna@p-2.example',
    ]);
    expect(mails[0]?.email.subject).toMatch(/^Renewal opens in 31 days/);
    expect(await program.items.all()).toEqual(before);
    expect(program.mail.told).toEqual([]);
  });

  it('reports for a future day what expires on 2027-04-01 if nobody pays', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const before = await program.items.all();
    const execution = await program.run('grace-expiry', '2027-01-10', { asOf: '2027-04-01', dryRun: true });
    expect(outputOf(execution)).toMatchObject({ asOf: '2027-04-01', acted: 1 });
    const lines = await program.decisions(execution);
    expect(lines.map(({ what, rule }) => `${what} ${rule}`)).toEqual([
      'expired R-EXP-1',
      'notice-would-be-sent R-EXP-1',
    ]);
    expect(await program.items.all()).toEqual(before);
    expect(program.mail.told).toEqual([]);
  });

  it('publishes no KPI and makes no batch', async () => {
    await program.importRows(
      {
        partners: [partner('P-1')],
        contacts: [admin('P-1')],
        memberships: [gold('P-1')],
        invoices: [invoice('P-1', 'INV-1', '2026-12-05', '30')],
        listings: [listing('P-1')],
      },
      '2027-01-01',
    );
    const before = await program.items.all();
    const refresh = await program.run('kpi-refresh', '2027-01-15', { dryRun: true });
    expect((await program.decisions(refresh)).map(({ kpi }) => kpi.kpi)).toEqual(['30']);
    const submission = await program.run('directory-submission', '2027-01-18', { dryRun: true });
    expect((await program.decisions(submission)).map(({ what }) => what)).toEqual(['listing-add']);
    expect(await program.items.all()).toEqual(before);
    expect(await program.object('directory/2027-01.csv')).toBeUndefined();
  });
});

describe('a run for some partners', () => {
  it('leaves all other partners as they are, and due', async () => {
    await program.importRows(actionPacks('P-1', 'P-2', 'P-3'), '2027-01-01');
    const limited = await program.run('renewal-notices', '2027-01-30', { partnerIds: ['P-2', 'P-2'] });
    expect(outputOf(limited)).toMatchObject({ examined: 1, acted: 1 });
    expect(program.mail.takeTold()).toEqual([`P-2 M-1 1 -30 to ${adminOf('P-2')}`]);
    outputOf(await program.run('renewal-notices', '2027-01-30'));
    expect(program.mail.told).toEqual([`P-1 M-1 1 -30 to ${adminOf('P-1')}`, `P-3 M-1 1 -30 to ${adminOf('P-3')}`]);
  });

  it('is refused, naming every partner that does not exist, and touches nothing (R-OPS-2)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const before = await program.items.all();
    for (const workflow of ['renewal-notices', 'grace-expiry', 'kpi-refresh', 'directory-submission'])
      expect(await program.run(workflow, '2027-01-30', { partnerIds: ['P-9', 'P-1', 'P-8', 'P-9'] })).toMatchObject({
        status: 'FAILED',
        error: 'InvalidInput',
        cause: 'partnerIds: got "P-9", "P-8", unknown partners; allowed: ids of partners that were imported',
      });
    expect(await program.items.all()).toEqual(before);
    expect(program.mail.told).toEqual([]);
  });

  it('is refused in a preview, too, and in a message of bounded length (R-OPS-2)', async () => {
    const partnerIds = Array.from({ length: 1000 }, (_, index) => `P-${index}`);
    const execution = await program.run('renewal-notices', '2027-01-30', { partnerIds, dryRun: true });
    expect(execution).toMatchObject({ error: 'InvalidInput', cause: expect.stringContaining('"P-19", 980 more, unk') });
    const single = await program.run('renewal-notices', '2027-01-30', { partnerIds: ['P-9'] });
    expect(single.cause).toBe('partnerIds: got "P-9", an unknown partner; allowed: ids of partners that were imported');
  });

  it('exists even if it cannot be read: the run says what is wrong (R-OPS-2)', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    await program.items.spoil('P-1', 'PARTNER', {});
    const execution = await program.run('renewal-notices', '2027-01-30', { partnerIds: ['P-1'] });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'SweepIncomplete' });
  });

  it('is done for a partner that was merged into another, which has nothing left (R-OPS-2)', async () => {
    const memberships = [actionPack('P-2', '2026-03-01', 'M-2')];
    await program.importRows({ ...actionPacks('P-1', 'P-2'), memberships }, '2027-01-01');
    outputOf(await program.run('merge-partners', '2027-01-02', { into: 'P-1', from: 'P-2' }));
    const execution = await program.run('renewal-notices', '2027-01-30', { partnerIds: ['P-2'] });
    expect(outputOf(execution)).toMatchObject({ acted: 0, failed: 0 });
    expect(program.mail.told).toEqual([]);
  });

  it('does not act on an item that is not due', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-01');
    const execution = await program.run('grace-expiry', '2027-03-31', { partnerIds: ['P-1'] });
    expect(outputOf(execution)).toMatchObject({ examined: 1, acted: 0, skipped: 1 });
  });

  it('does not close the batch of the month: the run for all adds the others (R-DIR-4)', async () => {
    const ids = ['P-1', 'P-2'];
    await program.importRows(
      {
        partners: ids.map((id) => partner(id)),
        contacts: ids.map((id) => admin(id)),
        memberships: ids.map((id) => gold(id)),
        listings: ids.map((id) => listing(id)),
      },
      '2027-01-01',
    );
    outputOf(await program.run('directory-submission', '2027-01-18', { partnerIds: ['P-2'] }));
    expect(await program.object('directory/2027-01.csv')).toBeUndefined();
    outputOf(await program.run('directory-submission', '2027-01-18'));
    expect(await program.object('directory/2027-01.csv')).toBe(
      [
        'action,partner_id,display_name,country,url',
        'add,P-1,Learning House P-1,KR,https://p-1.example/learn',
        'add,P-2,Learning House P-2,KR,https://p-2.example/learn',
        '',
      ].join('\n'),
    );
  });
});
