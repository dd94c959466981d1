import { describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPack, admin, adminOf, invoice, partner } from '../support/partners.ts';
import { type Line, outputOf, type Rows } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';
import { everything, MERGE, merge, program, start, startProgram, TWO } from './two-partners.ts';

startProgram();

describe('a merge before anything moves', () => {
  const CLASH: Rows = {
    ...TWO,
    memberships: [actionPack('P-1', '2026-06-01', 'A-1'), actionPack('P-2', '2026-10-01', 'A-1')],
    invoices: [invoice('P-1', 'I-1', '2026-11-16', '10'), invoice('P-2', 'I-1', '2026-11-16', '30')],
  };

  it('reports what it would do, and writes nothing (dryRun)', async () => {
    await program.importRows(TWO, '2027-01-01');
    const before = await everything();
    const result = await program.given({ ...MERGE, dryRun: true }, '2027-03-10');
    expect(result).toMatchObject({ outcome: 'done', dryRun: true, conflicts: [], moved: { memberships: 0 } });
    expect(result.notes.map(({ rule, reason }: Line) => `${rule} ${reason}`)).toEqual([
      'R-MEM-6 two Action Packs: the later anniversary is kept',
      'R-ROLE-2 1 addresses are contacts of both: one contact per role and address is kept',
    ]);
    expect(result.memberships).toHaveLength(3);
    expect(await everything()).toBe(before);
  });

  it('has no conflict in ids that both have, and says what becomes of them (R-MRG-5)', async () => {
    await program.importRows(CLASH, '2027-01-01');
    for (const dryRun of [true, false]) {
      const ended = await program.command({ ...MERGE, dryRun }, '2027-03-10');
      const result = outputOf(ended);
      expect(result).toMatchObject({ outcome: 'done', conflictCount: 0 });
      expect(result.memberships.map(({ membershipId }: Line) => membershipId)).toEqual(['A-1', 'A-1.P-2']);
      const [nested] = ended.nested;
      const lines = nested === undefined ? [] : await program.decisions(nested);
      expect(lines.filter(({ what, rule }) => what === 'merge-note' && rule === 'R-MRG-5')).toMatchObject([
        { reason: 'line 1 of invoice I-1 says something else at P-1 than at P-2: both count' },
      ]);
    }
    expect((await program.items.value('P-1', 'KPI')).months['2026-11'].kpi).toBe('40');
  });

  it('counts an invoice line that both have with the same values once', async () => {
    const invoices = [invoice('P-1', 'I-1', '2026-11-16', '10'), invoice('P-2', 'I-1', '2026-11-16', '10')];
    await program.importRows({ ...TWO, invoices }, '2027-01-01');
    expect(await program.given(MERGE, '2027-03-10')).toMatchObject({ outcome: 'done' });
    expect((await program.items.value('P-1', 'KPI')).months['2026-11'].kpi).toBe('10');
  });

  it('is refused for a partner that was merged with another one', async () => {
    await program.importRows({ ...TWO, partners: [...(TWO.partners ?? []), partner('P-3')] }, '2027-01-01');
    await program.given(MERGE, '2027-03-10');
    const again = await program.given({ ...MERGE, into: 'P-3' }, '2027-03-11');
    expect(again).toMatchObject({
      outcome: 'refused',
      rule: 'R-MRG-1',
      reason: 'P-2 is merged into P-1 on 2027-03-10',
    });
    const chain = await program.given({ ...MERGE, into: 'P-3', from: 'P-1' }, '2027-03-11');
    expect(chain).toMatchObject({ outcome: 'done', moved: { memberships: 3 } });
  });

  it.each<[object, string]>([
    [merge({ from: 'P-1' }), 'from: got "P-1"; allowed: another partner than "into"'],
    [merge({ from: 'P-9' }), 'from: got "P-9", an unknown partner; allowed: a partner that was imported'],
    [merge({ force: true }), 'force: got an unknown field (true)'],
  ])('fails for invalid input: %j', async (input, cause) => {
    await program.importRows({ partners: TWO.partners ?? [] }, '2027-01-01');
    const ended = await start(input as Json, '2027-03-10');
    expect(ended).toMatchObject({ status: 'FAILED', error: 'InvalidInput' });
    expect(ended.cause).toContain(cause);
    const commanded = await program.command({ command: 'merge-partners', ...input }, '2027-03-10');
    expect(commanded).toMatchObject({ status: 'FAILED', error: 'InvalidInput', nested: [] });
  });
});

describe('a merge under way (R-MRG-3)', () => {
  const merging = { mergeId: 'stopped', into: 'P-1', from: 'P-2', since: '2027-02-28' };

  async function stopped(): Promise<void> {
    await program.importRows(TWO, '2027-01-01');
    for (const id of ['P-1', 'P-2'])
      await program.items.spoil(id, 'PARTNER', { ...(await program.items.value(id, 'PARTNER')), merge: merging });
  }

  it('keeps sweeps from both partners, whose items stay due', async () => {
    await stopped();
    const before = await program.items.all();
    for (const [workflow, day] of [
      ['kpi-refresh', '2027-08-15'],
      ['directory-submission', '2027-08-16'],
      ['renewal-notices', '2027-08-02'],
      ['grace-expiry', '2027-07-02'],
    ] as const) {
      const ended = await program.run(workflow, day);
      expect(outputOf(ended), workflow).toMatchObject({ acted: 0, failed: 0 });
      const lines = await program.decisions(ended);
      expect(new Set(lines.map(({ what, rule }) => `${what} ${rule}`)), workflow).toEqual(
        new Set(['left-alone R-MRG-3']),
      );
    }
    const isOfPartner = ({ pk }: { pk?: { S?: string } }) => pk?.S?.startsWith('PARTNER#');
    expect((await program.items.all()).filter(isOfPartner as never)).toEqual(before.filter(isOfPartner as never));
    expect(program.mail.told).toEqual([]);
  });

  it('has commands refused, which can be given again, and rows rejected', async () => {
    await stopped();
    const review = { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-03-01', by: 'global-admin' };
    expect(await program.given(review, '2027-03-01')).toMatchObject({ outcome: 'refused', rule: 'R-MRG-3' });
    expect(outputOf(await program.upload('contacts', [admin('P-1')], '2027-03-01'))).toMatchObject({ rejected: 1 });
    const result = outputOf(await start(merge(), '2027-03-02'));
    expect(result).toMatchObject({ outcome: 'done', reason: 'P-2 is part of P-1 since 2027-02-28' });
    expect(await program.given(review, '2027-03-03')).toMatchObject({ outcome: 'done', repeated: false });
  });
});

describe('a merge within a window', () => {
  const LATE: Rows = {
    ...TWO,
    memberships: [actionPack('P-1', '2026-03-01', 'A-1'), actionPack('P-2', '2026-10-01', 'A-2')],
  };

  it.each([
    ['before it', '2027-02-10', '2027-03-02'],
    ['in it', '2027-03-15', '2027-03-15'],
    ['on its last day', '2027-03-31', '2027-03-31'],
  ])(
    '%s: the other Action Pack takes its place, which a mail says, and no expiry notice is sent',
    async (_, day, on) => {
      await program.importRows(LATE, '2027-01-01');
      await program.given(MERGE, day);
      await program.run('grace-expiry', '2027-04-01');
      expect(await program.items.membership('P-1', 'A-1')).toMatchObject({
        status: { name: 'superseded', on, by: 'A-2' },
      });
      expect(program.mail.told).toEqual(['P-1', 'P-2'].map((id) => `P-1 A-1 1 ended-${on} to ${adminOf(id)}`));
    },
  );

  it('keeps a notice that was sent before findable for its bounce, which marks the contact', async () => {
    await program.importRows(LATE, '2027-01-01');
    await program.run('renewal-notices', '2027-09-01');
    await program.given(MERGE, '2027-09-02');
    expect(await program.items.ledger('P-1', 'A-2')).toContain(`-30 ${adminOf('P-2')}: sent`);
    const { notices } = await program.items.membership('P-1', 'A-2');
    const [sent] = notices['-30'].notices.filter(({ to }: Line) => to === adminOf('P-2'));
    expect(sent.noticeId).toMatch(/^P-2__/);
    await sesEvent(program, 'Bounce', { noticeId: sent.noticeId }, '2027-09-03');
    const lost = `-30 ${adminOf('P-2')}: undeliverable`;
    expect((await program.items.ledger('P-1', 'A-2')).some((line) => line.startsWith(lost))).toBe(true);
    expect((await program.items.value('P-1', 'PARTNER')).unreachable).toMatchObject([{ address: adminOf('P-2') }]);
  });
});
