import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { actionPack, admin, adminOf, gold, invoice, listing, partner, payment } from '../support/partners.ts';
import { type Line, outputOf, Program, type Rows } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

const MERGE = { command: 'merge-partners', into: 'P-1', from: 'P-2', ticket: '4711' };
const merge = (more: object = {}) => ({ into: 'P-1', from: 'P-2', ...more });
const start = (input: Json, day: string) => program.run('merge-partners', day, input);

/** P-1 with an Action Pack of June, P-2 with one of October, a gold competency, invoices and a listing. */
const TWO: Rows = {
  partners: [partner('P-1'), partner('P-2', '2027-03-01', 2)],
  contacts: [admin('P-1'), admin('P-2'), `P-2,mpn-admin,Bo,${adminOf('P-1')},ko-KR`],
  memberships: [
    actionPack('P-1', '2026-06-01', 'A-1'),
    actionPack('P-2', '2026-10-01', 'A-2'),
    gold('P-2', '2026-09-01'),
  ],
  invoices: [invoice('P-1', 'I-1', '2026-11-16', '10'), invoice('P-2', 'I-2', '2026-11-17', '30')],
  listings: [listing('P-2')],
};

/** Everything in the table but its versions, as text to compare. */
const everything = async () => JSON.stringify(await program.items.all());

describe('a merge', () => {
  it('moves everything of one partner to the other, which has both histories (R-MRG-1)', async () => {
    await program.importRows(TWO, '2027-01-01');
    const result = await program.given(MERGE, '2027-03-10');
    expect(result).toMatchObject({
      workflow: 'merge-partners',
      outcome: 'done',
      rule: 'R-MRG-1',
      partnerId: 'P-1',
      repeated: false,
      moved: { memberships: 2, invoiceLines: 1 },
    });
    const into = await program.items.value('P-1', 'PARTNER');
    expect(into).toMatchObject({ merge: null, mergedInto: null, mergedFrom: ['P-2'], mctCount: 6 });
    expect(into.contacts.map(({ role, email }: Line) => `${role} ${email}`)).toEqual([
      `global-admin ${adminOf('P-1')}`,
      `global-admin ${adminOf('P-2')}`,
      `mpn-admin ${adminOf('P-1')}`,
    ]);
    expect(into.verifiedDomains).toEqual(['p-1.example', 'p-2.example']);
    expect(into.profileReviews).toEqual(['2027-02-20', '2027-03-01']);
    expect(await program.items.value('P-2', 'PARTNER')).toMatchObject({
      merge: null,
      mergedInto: { partnerId: 'P-1', on: '2027-03-10' },
    });
    expect(await program.items.membership('P-2', 'A-2')).toMatchObject({ status: { name: 'moved', to: 'P-1' } });
    expect(await program.items.membership('P-1', 'A-2')).toMatchObject({
      status: { name: 'active' },
      movedFrom: { partnerId: 'P-2', on: '2027-03-10' },
    });
    expect((await program.items.value('P-1', 'KPI')).months['2026-11'].kpi).toBe('40');
    expect(await program.items.value('P-2', 'KPI')).toMatchObject({ refreshOn: null });
    expect(await program.items.value('P-1', 'LISTING')).toMatchObject({ holdsUrl: true, dueOn: '2027-03-10' });
  });

  it('keeps the later of two Action Packs; the other is unchanged until its own anniversary (R-MRG-2)', async () => {
    await program.importRows(TWO, '2027-01-01');
    const { memberships } = await program.given(MERGE, '2027-03-10');
    expect(memberships.map(({ membershipId, reason }: Line) => `${membershipId}: ${reason}`)).toEqual([
      'A-1: Action Pack, active: as it is through 2027-06-01; from 2027-06-02 on A-2 goes on in its place, to be renewed on 2027-10-01',
      'A-2: Action Pack, active: renewed on 2027-10-01',
      'M-1: Data Analytics gold with Learning option, active: stays as it is',
    ]);
    await program.run('renewal-notices', '2027-05-02');
    await program.run('grace-expiry', '2027-06-01');
    expect(await program.items.membership('P-1', 'A-1')).toMatchObject({ status: { name: 'active' } });
    const refused = await program.given(payment('P-1', '2027-06-02', { membershipId: 'A-1' }), '2027-06-02');
    expect(refused).toMatchObject({ outcome: 'refused', rule: 'R-MRG-2' });
    expect(refused.reason).toBe('renewed together with A-2, on the anniversary 2027-10-01: its fee is the only one');
    const ended = await program.run('grace-expiry', '2027-06-02');
    expect(await program.decisions(ended)).toMatchObject([
      { what: 'superseded', rule: 'R-MRG-2', membershipId: 'A-1' },
      { what: 'notice-sent', rule: 'R-LIC-6', email: { kind: 'consolidated', to: adminOf('P-1') } },
      { what: 'notice-sent', rule: 'R-LIC-6', email: { kind: 'consolidated', to: adminOf('P-2') } },
    ]);
    expect(await program.items.membership('P-1', 'A-1')).toMatchObject({
      status: { name: 'superseded', on: '2027-06-02', by: 'A-2' },
    });
    await program.run('renewal-notices', '2027-09-01');
    expect(program.mail.told.filter((told) => told.includes('A-2'))).toHaveLength(2);
  });

  it('is done already if it is given again, whoever gives it', async () => {
    await program.importRows(TWO, '2027-01-01');
    await program.given(MERGE, '2027-03-10');
    const before = await everything();
    expect(await program.given(MERGE, '2027-03-11')).toMatchObject({ outcome: 'done', repeated: true });
    expect(outputOf(await start(merge(), '2027-03-11'))).toMatchObject({ outcome: 'done', repeated: true });
    expect(await everything()).toBe(before);
  });

  it('leads commands, rows and sweeps to the partner that stays (R-MRG-1)', async () => {
    await program.importRows(TWO, '2027-01-01');
    expect(outputOf(await start(merge(), '2027-03-10'))).toMatchObject({ outcome: 'done', moved: { memberships: 2 } });
    const command = {
      command: 'record-profile-review',
      partnerId: 'P-2',
      reviewedOn: '2027-03-10',
      by: 'global-admin',
    };
    expect(await program.given(command, '2027-03-11')).toMatchObject({
      outcome: 'refused',
      rule: 'R-MRG-1',
      reason: 'merged into P-1 on 2027-03-10',
    });
    for (const kind of ['partners', 'contacts', 'memberships', 'invoices', 'listings'] as const) {
      const own = (TWO[kind] ?? []).filter((row) => row.startsWith('P-2'));
      expect(outputOf(await program.upload(kind, own, '2027-03-11')), kind).toMatchObject({
        rejected: own.length,
        loaded: 0,
      });
    }
    const before = await program.items.all();
    for (const workflow of ['kpi-refresh', 'renewal-notices', 'grace-expiry'])
      await program.run(workflow, '2027-03-15', { partnerIds: ['P-2'] });
    expect(await program.items.all()).toEqual(before);
  });

  it('moves employees and benefits with their days (R-COMP-2, R-LIC-1)', async () => {
    await program.importRows(TWO, '2027-01-01');
    const ids = { partnerId: 'P-2', employeeId: 'E-1' };
    await program.given({ ...ids, command: 'associate-employee', name: 'Kim' }, '2027-01-02');
    const achievement = { certification: 'AZ-400', completedOn: '2026-12-01' };
    await program.given({ ...ids, command: 'record-achievement', ...achievement }, '2027-01-02');
    const figure = { competency: 'Data Analytics', metric: 'revenue', value: '7', measuredOn: '2027-01-02' };
    await program.given({ command: 'record-performance', partnerId: 'P-2', ...figure }, '2027-01-02');
    const token = { membershipId: 'A-2', tokenId: 'T-1', product: 'Office', seats: 25 };
    await program.given({ command: 'issue-token', partnerId: 'P-2', ...token }, '2027-01-02');
    expect(await program.given(MERGE, '2027-03-10')).toMatchObject({ moved: { employees: 1 } });
    await program.run('renewal-notices', '2027-03-11');
    expect(await program.items.value('P-1', 'SKILLS')).toMatchObject({
      people: { 'AZ-400': [{ from: '2027-01-03', people: 1 }] },
      figures: [figure],
    });
    const activation = { command: 'activate-token', partnerId: 'P-1', tokenId: 'T-1', tenant: 'one.example' };
    expect(await program.given(activation, '2027-03-11')).toMatchObject({ outcome: 'done' });
    expect((await program.items.value('P-2', 'BENEFITS')).entries).toEqual([]);
    const left = { ...ids, partnerId: 'P-1', command: 'employee-left', leftOn: '2027-03-11' };
    expect(await program.given(left, '2027-03-11')).toMatchObject({ outcome: 'done' });
  });

  it('is explained with the histories of both partners', async () => {
    await program.importRows(TWO, '2027-01-01');
    const review = { command: 'record-profile-review', partnerId: 'P-2', reviewedOn: '2027-01-05', by: 'global-admin' };
    await program.given(review, '2027-01-05');
    await program.given(MERGE, '2027-03-10');
    const { decisions } = await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-03-11');
    const said = decisions.map(({ on, what, rule }: Line) => `${on} ${what} ${rule}`);
    expect(said).toContain('2027-01-05 record-profile-review done R-ROLE-3');
    expect(said).toContain('2027-03-10 merge-partners done R-MRG-1');
    const texts = decisions.map(({ text }: Line) => text);
    expect(texts.filter((text: string) => text.includes('not recorded'))).toEqual([]);
    expect(texts.join('\n')).toMatch(
      /2027-03-10 .*merge-partners \(run [^)]+\): moved for P-2 A-2, cycle 1: moved to P-1/,
    );
  });

  it('shows the listing under the partner that stays (R-DIR-4)', async () => {
    await program.importRows(TWO, '2027-01-01');
    await program.run('directory-submission', '2027-01-18', { phase: 'submit' });
    await program.given(MERGE, '2027-03-10');
    await program.run('directory-submission', '2027-03-15', { phase: 'submit' });
    const rows = (await program.object('directory/2027-03.csv'))?.split('\n').map((row) => row.split(',').slice(0, 2));
    expect(rows?.slice(1, -1).sort()).toEqual([
      ['add', 'P-1'],
      ['remove', 'P-2'],
    ]);
  });
});

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
