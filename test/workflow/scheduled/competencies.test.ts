import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { admin, adminOf, partner, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

// Gold in DevOps asks for two people with AZ-400, or a revenue of 100000. Bought on 2026-03-01: anniversary 2027-03-01,
// window 2027-03-02 … 2027-03-31.
const DEVOPS = 'P-1,M-1,competency,DevOps,gold,,2026-03-01,';
const ANNA = adminOf('P-1');
const atRisk = (day: string) => `P-1 M-1 1 at-risk-${day} to ${ANNA}`;

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

const give = (command: string, fields: object, day: string, partnerId = 'P-1') =>
  program.given({ command, partnerId, ...fields } as unknown as Json, day);
const daily = async (day: string) => outputOf(await program.run('renewal-notices', day));
const standing = async () => (await program.items.membership('P-1')).standing;

const twoHolders = () => ({
  partners: [partner('P-1'), partner('P-2')],
  contacts: [admin('P-1'), admin('P-2')],
  memberships: [DEVOPS],
  employees: ['P-1,E-1,Ada,2025-01-01,', 'P-1,E-2,Bo,2025-01-01,'],
  achievements: ['P-1,E-1,AZ-400,2026-01-01,2027-12-01', 'P-1,E-2,AZ-400,2026-01-01,'],
});

describe('R-COMP: the employees of a competency', () => {
  it('are imported, and a second import changes nothing', async () => {
    await program.importRows(twoHolders(), '2027-01-01');
    await daily('2027-01-01');
    expect(await standing()).toMatchObject({ state: 'met' });
    const before = await program.items.all();
    for (const kind of ['employees', 'achievements'] as const)
      expect(outputOf(await program.upload(kind, twoHolders()[kind], '2027-01-02'))).toMatchObject({
        loaded: 0,
        unchanged: 2,
      });
    expect(await program.items.all()).toEqual(before);
  });

  it('put the renewal at risk if they leave: the admins are told once, on the day, in the next run', async () => {
    await program.importRows(twoHolders(), '2027-01-01');
    await daily('2027-01-01');
    expect(await give('employee-left', { employeeId: 'E-2' }, '2027-01-10')).toMatchObject({
      outcome: 'done',
      rule: 'R-COMP-4',
    });
    await daily('2027-01-10');
    expect(program.mail.told).toEqual([atRisk('2027-01-10')]);
    await daily('2027-01-11');
    await daily('2027-01-12');
    expect(program.mail.told).toEqual([atRisk('2027-01-10')]);
    expect(await standing()).toMatchObject({ state: 'at-risk', since: '2027-01-10' });
  });

  it('count only for the organisation that they are associated with, a day later (R-COMP-2, R-COMP-3)', async () => {
    await program.importRows({ ...twoHolders(), memberships: [DEVOPS, DEVOPS.replace('P-1', 'P-2')] }, '2027-01-01');
    await daily('2027-01-01');
    const moved = await give('associate-employee', { employeeId: 'E-2' }, '2027-01-10', 'P-2');
    expect(moved).toMatchObject({ outcome: 'done', rule: 'R-COMP-2', reason: expect.stringContaining('P-1 ends') });
    await daily('2027-01-10');
    expect(program.mail.told).toEqual([atRisk('2027-01-10')]);
    const { notices } = await program.items.membership('P-1');
    const why = { code: 'severed', on: '2027-01-10', employeeId: 'E-2', name: 'Bo', certifications: ['AZ-400'] };
    expect(notices['at-risk-2027-01-10']).toMatchObject({ inputs: { since: '2027-01-10', causes: [why] } });
    const people = async () => (await program.items.membership('P-2')).standing.shortfalls[0].paths[0];
    expect(await people()).toMatchObject([{ have: 0, need: 2 }]);
    await daily('2027-01-11');
    expect(await people()).toMatchObject([{ have: 1, need: 2 }]);
  });

  it('stop counting on the day on which their certification expires, without any command (2027-03-10)', async () => {
    const { achievements: _, ...rows } = twoHolders();
    const achievements = ['P-1,E-1,AZ-400,2026-01-01,2027-03-10', 'P-1,E-2,AZ-400,2026-01-01,'];
    await program.importRows({ ...rows, achievements }, '2027-01-01');
    await daily('2027-01-01');
    const stages = program.mail.told.length;
    expect((await daily('2027-01-02')).examined).toBe(0);
    await daily('2027-03-09');
    expect(program.mail.told.slice(stages)).not.toContain(atRisk('2027-03-10'));
    await daily('2027-03-10');
    expect(program.mail.told).toContain(atRisk('2027-03-10'));
    expect(await program.given(payment('P-1', '2027-03-10') as unknown as Json, '2027-03-12')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-4',
    });
    // Paid in time, while both of them counted.
    expect(await program.given(payment('P-1', '2027-03-09') as unknown as Json, '2027-03-12')).toMatchObject({
      outcome: 'done',
    });
  });

  it('are not needed with figures: a revenue reaches gold, a later one takes it away (R-COMP-1)', async () => {
    await program.importRows(
      {
        ...twoHolders(),
        employees: [],
        achievements: [],
        performance: ['P-1,DevOps,revenue,100000.00,2026-12-31'],
      },
      '2027-01-01',
    );
    await daily('2027-01-01');
    expect(await standing()).toMatchObject({ state: 'met' });
    const figure = { competency: 'DevOps', metric: 'revenue', value: '99999.99' };
    expect(await give('record-performance', figure, '2027-01-05')).toMatchObject({ outcome: 'done', rule: 'R-COMP-1' });
    await daily('2027-01-05');
    expect(program.mail.told).toEqual([atRisk('2027-01-05')]);
  });

  it('are refused with the rule', async () => {
    await program.importRows(twoHolders(), '2027-01-01');
    const refusal = (command: string, fields: object, partnerId?: string) =>
      give(command, fields, '2027-01-10', partnerId);
    const achieved = { employeeId: 'E-1', certification: 'AZ-104', completedOn: '2027-01-10' };
    expect(await refusal('record-achievement', achieved, 'P-2')).toMatchObject({
      outcome: 'refused',
      rule: 'R-COMP-2',
    });
    expect(await refusal('record-achievement', { ...achieved, completedOn: '2027-01-11' })).toMatchObject({
      outcome: 'refused',
      rule: 'R-COMP-3',
    });
    expect(await refusal('record-achievement', { ...achieved, expiresOn: '2027-01-10' })).toMatchObject({
      outcome: 'refused',
      rule: 'R-COMP-4',
    });
    expect(await refusal('employee-left', { employeeId: 'E-9' })).toMatchObject({
      outcome: 'refused',
      rule: 'R-COMP-4',
    });
    expect(await refusal('record-achievement', achieved)).toMatchObject({ outcome: 'done' });
    expect(await refusal('record-achievement', achieved)).toMatchObject({ outcome: 'done', repeated: true });
  });
});
