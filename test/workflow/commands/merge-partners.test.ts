import { describe, expect, it } from 'vitest';
import { adminOf, payment } from '../support/partners.ts';
import { type Line, outputOf } from '../support/program.ts';
import { everything, MERGE, merge, program, start, startProgram, TWO } from './two-partners.ts';

startProgram();

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
    expect(await program.items.value('P-1', 'LISTING')).toMatchObject({ holdsUrl: true, dueOn: '2027-03-01' });
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
