/** Partners that have the same ids, and are merged (R-MRG-5). */
import { beforeEach, describe, expect, it } from 'vitest';
import { listBenefits } from '../../../shared/workflows/explain/list-benefits.ts';
import { date } from '../../unit/rules/support.ts';
import { MemoryProgram } from '../support/memory-program.ts';

let program: MemoryProgram;
beforeEach(async () => {
  program = await three();
});

/**
 * Three partners, all with a pack M-1, an invoice I-1 and a token T-1. Anniversaries: 2027-03-10, -03-20 and -04-15.
 */
async function three(): Promise<MemoryProgram> {
  const made = new MemoryProgram();
  const problems = await made.load(
    {
      partners: ['P-1', 'P-2', 'P-3'].map((id) => `${id},Partner ${id},KR,${id.toLowerCase()}.example,2027-01-20,2`),
      contacts: ['P-1', 'P-2', 'P-3'].map((id) => `${id},global-admin,Kim,kim@${id.toLowerCase()}.example,en`),
      memberships: [
        'P-1,M-1,action-pack,,,,2026-03-10,',
        'P-2,M-1,action-pack,,,,2026-03-20,',
        'P-2,C-1,competency,DevOps,silver,,2026-08-01,',
        'P-3,M-1,action-pack,,,,2026-04-15,',
      ],
      invoices: [
        'P-1,I-1,1,invoice,2026-09-03,MOC,10,30,1000.00,USD',
        'P-2,I-1,1,invoice,2026-10-07,MOC,5,12,500.00,KRW',
        'P-2,I-1,2,invoice,2026-10-07,MOC,5,1,500.00,KRW',
        'P-3,I-1,1,invoice,2026-09-03,MOC,10,30,1000.00,USD',
      ],
      tokens: ['P-1', 'P-2', 'P-3'].map((id) => `${id},M-1,T-1,token,Azure,5,,,2026-07-01,,,,`),
    },
    '2027-01-25',
  );
  expect(problems).toEqual([]);
  return made;
}

const kpiOf = async (partnerId: string, month: string) =>
  (await program.store.kpiLedgers.get({ partnerId }))?.value.months[month as never];
const tokensOf = async (partnerId: string) =>
  (await program.store.benefits.get({ partnerId }))?.value.entries.map(
    (each) => `${each.tokenId} ${each.membershipId}`,
  );
const payment = (partnerId: string, membershipId: string, paidOn: string) => ({
  command: 'record-payment',
  partnerId,
  membershipId,
  paidOn,
  reference: `wire of ${paidOn}`,
});

describe('R-MRG-5: a merge of partners with the same ids', () => {
  it('gives the moved ones the id of the partner that they came from; the other ids stay', async () => {
    expect(await program.merge('P-2', 'P-1', '2027-02-01')).toMatchObject({ outcome: 'done', conflictCount: 0 });
    expect(await program.states('P-1')).toEqual(['C-1 active 1', 'M-1 active 1', 'M-1.P-2 active 1']);
    expect(await tokensOf('P-1')).toEqual(['T-1 M-1', 'T-1.P-2 M-1.P-2']);
    expect(await tokensOf('P-2')).toEqual([]);
  });

  it('counts both invoice lines, and reports them; the same line counts once (R-KPI-10)', async () => {
    const { notes } = (await program.merge('P-2', 'P-1', '2027-02-01')) as { notes: object[] };
    expect(notes).toEqual([
      { rule: 'R-MRG-5', reason: 'line 1 of invoice I-1 says something else at P-1 than at P-2: both count' },
    ]);
    await program.merge('P-3', 'P-1', '2027-02-02');
    expect(await kpiOf('P-1', '2026-09')).toMatchObject({ kpi: '30' });
    expect(await kpiOf('P-1', '2026-10')).toMatchObject({ kpi: '13' });
  });

  it('keeps all of them in a chain, whichever partner they came from', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    await program.merge('P-1', 'P-3', '2027-02-05');
    expect(await program.states('P-3')).toEqual([
      'C-1 active 1',
      'M-1 active 1',
      'M-1.P-1 active 1',
      'M-1.P-2 active 1',
    ]);
    expect(await tokensOf('P-3')).toEqual(['T-1 M-1', 'T-1.P-1 M-1.P-1', 'T-1.P-2 M-1.P-2']);
    expect(await kpiOf('P-3', '2026-09')).toMatchObject({ kpi: '30' });
    expect(await kpiOf('P-3', '2026-10')).toMatchObject({ kpi: '13' });
    expect((await program.membership('P-2', 'M-1')).status).toMatchObject({ to: 'P-1', as: 'M-1.P-2' });
    expect(await program.give(payment('P-2', 'C-1', '2027-08-05'), '2027-08-05')).toMatchObject({
      membershipId: 'C-1',
      rule: expect.not.stringMatching('R-MRG-1'),
    });
  });

  it('renews them together as others are, on the later anniversary (R-MRG-2)', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    expect((await program.membership('P-1', 'M-1')).consolidation).toMatchObject({ into: 'M-1.P-2', on: '2027-03-11' });
    await program.daily('2027-03-11');
    expect((await program.membership('P-1', 'M-1')).status).toMatchObject({ name: 'superseded', by: 'M-1.P-2' });
  });
});

describe('R-MRG-5: an old id after the merge', () => {
  it('leads an event about a mail sent before it to its notice, and the operators are told of the membership by its new id', async () => {
    await program.daily('2027-02-18');
    const [before] = program.mails.filter(({ to }) => to === 'kim@p-2.example');
    expect(before?.noticeId).toMatch(/^P-2__M-1__1__-30__/);
    await program.merge('P-2', 'P-1', '2027-02-20');
    const told = await program.event(
      before?.noticeId ?? '',
      { what: 'lost', loss: 'permanent', reason: 'bounce' },
      '2027-02-21',
    );
    expect(told).toMatchObject({ known: true, partnerId: 'P-1', isNew: true });
    const { notices } = await program.membership('P-1', 'M-1.P-2');
    expect(notices['-30']?.notices).toMatchObject([{ noticeId: before?.noticeId, state: { status: 'undeliverable' } }]);
    expect(told).toMatchObject({ alerts: [expect.stringMatching(/^P-1__M-1_dP-2__1__undelivered__/)] });
  });

  it('is each partner’s own in commands', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    const theirs = payment('P-2', 'M-1', '2027-03-25');
    expect(await program.give(theirs, '2027-03-25')).toMatchObject({ outcome: 'done', membershipId: 'M-1.P-2' });
    expect(await program.give(theirs, '2027-03-26')).toMatchObject({ outcome: 'done', repeated: true });
    expect(await program.states('P-1')).toEqual(['C-1 active 1', 'M-1 active 1', 'M-1.P-2 active 2']);
    expect(await program.give(payment('P-1', 'M-1', '2027-03-11'), '2027-03-25')).toMatchObject({
      outcome: 'refused',
      membershipId: 'M-1',
    });
    const activation = { command: 'activate-token', tenant: 'p-2.example' };
    expect(await program.give({ ...activation, partnerId: 'P-2', tokenId: 'T-1' }, '2027-03-26')).toMatchObject({
      outcome: 'done',
      membershipId: 'M-1.P-2',
    });
  });

  it('lists the benefits of its own membership, for the partner that it came from (R-LIC-8)', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    const listed = async (partnerId: string, membershipId: string) => {
      const list = await listBenefits(program.store, program.config, { partnerId, membershipId }, date('2027-02-02'));
      return [list.partnerId, ...list.benefits.map(({ tokenId }) => tokenId)];
    };
    expect(await listed('P-2', 'M-1')).toEqual(['P-1', 'T-1.P-2']);
    expect(await listed('P-1', 'M-1')).toEqual(['P-1', 'T-1']);
    expect(await listed('P-1', 'M-1.P-2')).toEqual(['P-1', 'T-1.P-2']);
    expect(await listed('P-2', 'C-1')).toEqual(['P-1']);
  });

  it('is corrected in the line of the partner that the command names', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    const correction = { command: 'correct-invoice-line', invoiceNumber: 'I-1', line: '1', kpiValue: '20' };
    expect(await program.give({ ...correction, partnerId: 'P-2' }, '2027-02-03')).toMatchObject({
      outcome: 'done',
      inputs: { before: { kpiValue: '12' }, after: { kpiValue: '20' } },
    });
    expect(await program.give({ ...correction, partnerId: 'P-1' }, '2027-02-03')).toMatchObject({
      inputs: { before: { kpiValue: '30' } },
    });
  });

  it('R-MRG-5: is no line of the partner that stays, where the merged one that is named never had it', async () => {
    expect(await program.load({ invoices: ['P-1,I-9,1,invoice,2027-01-05,LSP,1,8,100,EUR'] }, '2027-02-01')).toEqual(
      [],
    );
    await program.merge('P-2', 'P-1', '2027-02-01');
    const correction = { command: 'correct-invoice-line', invoiceNumber: 'I-9', line: '1', kpiValue: '20' };
    expect(await program.give({ ...correction, partnerId: 'P-2' }, '2027-02-03')).toMatchObject({ outcome: 'refused' });
    expect(await program.give({ ...correction, partnerId: 'P-1' }, '2027-02-03')).toMatchObject({ outcome: 'done' });
  });

  it('is explained with the whole history of its membership, and of no other', async () => {
    await program.daily('2027-02-18');
    await program.merge('P-2', 'P-1', '2027-02-20');
    await program.give(payment('P-2', 'M-1', '2027-03-25'), '2027-03-25');
    const theirs = await program.explained({ partnerId: 'P-2', membershipId: 'M-1' });
    expect(theirs).toEqual(await program.explained({ partnerId: 'P-1', membershipId: 'M-1.P-2' }));
    expect(theirs.join('\n')).toContain('moved for P-2 M-1, cycle 1: moved to P-1, where its id is M-1.P-2 (R-MRG-5)');
    expect(theirs.join('\n')).toContain('paid on 2027-03-25');
    expect(theirs.join('\n')).not.toContain('bought on 2026-03-10');
    const ours = (await program.explained({ partnerId: 'P-1', membershipId: 'M-1' })).join('\n');
    expect(ours).toContain('bought on 2026-03-10');
    expect(ours).not.toContain('2026-03-20');
  });

  it('is taken in a row as what the partner’s own membership is, and the moved one by its new id', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    const rows = (memberships: string[], invoices: string[] = []) =>
      program.load({ memberships, invoices }, '2027-02-02');
    expect(await rows(['P-1,M-1,action-pack,,,,2026-03-10,', 'P-1,M-1.P-2,action-pack,,,,2026-03-20,'])).toEqual([]);
    expect(await rows(['P-2,M-1,action-pack,,,,2026-03-20,'])).toEqual([
      expect.stringContaining('merged into P-1 on 2027-02-01 (R-MRG-1)'),
    ]);
    const line = 'P-1,I-1,1,invoice,2026-10-07,MOC,5,12,500.00,KRW';
    expect(await rows([], [line])).toEqual([]);
    expect(await rows([], [line.replace('12', '13')])).toEqual([expect.stringContaining('what was loaded first')]);
  });
});
