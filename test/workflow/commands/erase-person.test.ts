/** `erase-person` as its state machine carries it out: reports, files and table (R-OPS-4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionPacks, admin } from '../support/partners.ts';
import { Program } from '../support/program.ts';

const ADDRESS = 'kim.lee@p-1.example';
const ROW = `P-1,global-admin,Kim Lee,${ADDRESS},en`;
const ERASE = { command: 'erase-person', partnerId: 'P-1', email: ADDRESS.toUpperCase(), ticket: '4719' };

let program: Program;
beforeAll(async () => {
  program = await Program.start();
  await program.importRows({ ...actionPacks('P-1', 'P-2'), contacts: [ROW, admin('P-2')] }, '2027-01-01');
  // A row about the person is rejected: its report names the address.
  await program.upload(
    'contacts',
    [`P-1,global-admin,,${ADDRESS},en`, `P-9,global-admin,Kim Lee,${ADDRESS} x,en`],
    '2027-01-02',
  );
  await program.run('renewal-notices', '2027-01-30');
});
afterAll(() => program?.stop());

/** All objects in which the person is named, the other partner's left out. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  for (const bucket of ['Reports', 'Imports'].map((id) => program.emulator.nameOf('AWS::S3::Bucket', id)))
    for (const key of await program.emulator.listObjects(bucket)) {
      const text = String(await program.emulator.getObject(bucket, key));
      const own = text.split('\n').filter((line) => !line.startsWith('P-9'));
      if (/kim\.lee@p-1\.example/i.test(own.join('\n'))) found.push(key);
    }
  return found;
}

describe('R-OPS-4: erase-person', () => {
  it('says in a dry run how many objects it would rewrite, and changes none', async () => {
    const before = await traces();
    expect(before.some((key) => key.startsWith('runs/renewal-notices/'))).toBe(true);
    expect(before).toContain('contacts.csv');
    expect(before.some((key) => key.startsWith('reports/contacts.csv/') && key.endsWith('.csv'))).toBe(true);
    expect(await program.given({ ...ERASE, dryRun: true }, '2027-02-01')).toMatchObject({
      outcome: 'done',
      dryRun: true,
      inputs: { objects: before.length, unsearched: [] },
    });
    expect(await traces()).toEqual(before);
  });

  it('replaces the person in all of them, and says in how many; a file that is rewritten is not imported again', async () => {
    const { length } = await traces();
    const answer = await program.given(ERASE, '2027-02-01');
    expect(answer).toMatchObject({ outcome: 'done', repeated: false, inputs: { objects: length, unsearched: [] } });
    expect(await traces()).toEqual([]);
    await program.emulator.settled();
    const { contacts } = await program.items.value('P-1', 'PARTNER');
    expect(contacts).toEqual([expect.objectContaining({ email: answer.inputs.pseudonym })]);
    const lines = await program.given({ command: 'explain', partnerId: 'P-1' }, '2027-02-02');
    expect(JSON.stringify(lines)).not.toMatch(/kim\.lee/i);
  });

  it('given again, changes nothing more', async () => {
    expect(await program.given(ERASE, '2027-02-03')).toMatchObject({ repeated: true, inputs: { objects: 0 } });
  });

  it('is refused for an employee who is not known, before any object is searched', async () => {
    const { email: _, ...nobody } = { ...ERASE, employeeId: 'E-404' };
    expect(await program.given(nobody, '2027-02-03')).toMatchObject({ outcome: 'refused', rule: 'R-OPS-4' });
  });
});
