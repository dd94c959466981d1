/** `erase-person`: nothing of the person is left, and everything else stays (R-OPS-4). */
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryProgram, stop } from '../support/memory-program.ts';
import { Tripwire } from '../support/tripwire.ts';

const KIM = 'Kim.Lee@p-1.example';
const ERASE = { command: 'erase-person', partnerId: 'P-1', email: 'kim.lee@P-1.example', ticket: '4719' };
const PSEUDONYM = /^erased-[0-9a-f]{16}@erased\.invalid$/;

let program: MemoryProgram;
beforeEach(async () => {
  program = await lived();
});

/**
 * Kim is an admin, was sent notices in two cycles, reviewed the profile, has a subscription, and was set by a command.
 */
async function lived(): Promise<MemoryProgram> {
  const made = new MemoryProgram();
  const problems = await made.load(
    {
      partners: ['P-1', 'P-2'].map((id) => `${id},Partner ${id},KR,${id.toLowerCase()}.example,2027-01-20,2`),
      contacts: [`P-1,global-admin,Kim Lee,${KIM},en`, 'P-2,global-admin,Bo,bo@p-2.example,en'],
      memberships: ['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-2,action-pack,,,,2026-03-20,'],
      employees: ['P-1,E-1,Ada Fern,2026-01-01,'],
      tokens: [`P-1,M-1,V-1,visual-studio,,,,professional,2026-07-01,,,${KIM},2026-07-02`],
    },
    '2027-01-25',
  );
  expect(problems).toEqual([]);
  await made.daily('2027-02-08');
  const contacts = [
    { role: 'global-admin', name: 'Kim Lee', email: KIM, locale: 'en' },
    { role: 'mpn-admin', name: 'Bo', email: 'bo@p-1.example', locale: 'en' },
  ];
  await made.give({ command: 'set-contacts', partnerId: 'P-1', contacts }, '2027-02-09');
  await made.give(
    { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-02-10', by: 'Kim Lee' },
    '2027-02-10',
  );
  const paid = {
    command: 'record-payment',
    partnerId: 'P-1',
    membershipId: 'M-1',
    paidOn: '2027-03-12',
    reference: 'w',
  };
  await made.give(paid, '2027-03-12');
  return made;
}

const everything = (of: MemoryProgram = program): string => of.memory.dump().join('\n');
const traces = (of?: MemoryProgram): string[] => everything(of).match(/kim\.lee@p-1\.example|Kim Lee/gi) ?? [];

describe('R-OPS-4: a person who is erased', () => {
  it('is nowhere stored any more; decisions and counts stay', async () => {
    expect(traces().length).toBeGreaterThan(8);
    const before = await program.explained({ partnerId: 'P-1' });
    const result = await program.give(ERASE, '2027-03-20');
    expect(result).toMatchObject({ outcome: 'done', rule: 'R-OPS-4', inputs: { ticket: '4719', unreached: [] } });
    expect(result.inputs.pseudonym).toMatch(PSEUDONYM);
    expect(traces()).toEqual([]);
    const after = await program.explained({ partnerId: 'P-1' });
    expect(after.length).toBe(before.length + 2);
    expect(after.join('\n')).toContain(`to ${result.inputs.pseudonym} sent`);
    expect(await program.states('P-1')).toEqual(['M-1 active 2']);
  });

  it('gets no mail any more, and the others do', async () => {
    await program.give(ERASE, '2027-03-20');
    const { length } = program.mails;
    await program.daily('2028-02-09');
    expect(program.mails.slice(length).map(({ to }) => to)).toContain('bo@p-1.example');
    expect(program.mails.slice(length).filter(({ to }) => !to.startsWith('bo@'))).toEqual([]);
  });

  it('is not brought back by a mail event that arrives later', async () => {
    const noticeId = program.mails.find(({ to }) => to === KIM)?.noticeId ?? '';
    await program.give(ERASE, '2027-03-20');
    const bounce = { what: 'lost', loss: 'permanent', reason: `550 <${KIM}> unknown` } as const;
    expect(await program.event(noticeId, bounce, '2027-03-21')).toMatchObject({ known: true, isNew: true });
    expect(traces()).toEqual([]);
  });

  it('leaves the operators a line if no admin can be reached any more (R-ROLE-4)', async () => {
    const alone = { ...ERASE, partnerId: 'P-2', email: 'BO@p-2.example' };
    expect(await program.give(alone, '2027-03-20')).toMatchObject({
      outcome: 'done',
      reason: expect.stringContaining('no admin of P-2 can be reached any more'),
      lines: [{ what: 'partner-unreachable', partnerId: 'P-2', rule: 'R-ROLE-4' }],
    });
  });

  it('is erased at every partner that was merged with the one that is named', async () => {
    await program.merge('P-1', 'P-2', '2027-03-15');
    expect(await program.give({ ...ERASE, partnerId: 'P-1' }, '2027-03-20')).toMatchObject({
      outcome: 'done',
      inputs: { partners: ['P-1', 'P-2'] },
    });
    expect(traces()).toEqual([]);
  });

  it('is erased as an employee, whose achievements go on counting', async () => {
    const given = { command: 'erase-person', partnerId: 'P-1', employeeId: 'E-1', ticket: '4720' };
    expect(await program.give(given, '2027-03-20')).toMatchObject({ outcome: 'done', inputs: { items: 1 } });
    expect(everything()).not.toContain('Ada Fern');
    const employee = await program.store.employees.get({ employeeId: 'E-1' });
    expect(employee?.value).toMatchObject({ employeeId: 'E-1', name: expect.stringMatching(/^erased-/) });
    expect(employee?.value.associations).toHaveLength(1);
    const none = { ...given, employeeId: 'E-9' };
    expect(await program.give(none, '2027-03-20')).toMatchObject({ outcome: 'refused', rule: 'R-OPS-4' });
    const other = { ...given, partnerId: 'P-2' };
    expect(await program.give(other, '2027-03-20')).toMatchObject({ outcome: 'refused', rule: 'R-OPS-4' });
  });

  it('is erased once: another command finds nothing, and changes nothing', async () => {
    await program.give(ERASE, '2027-03-20');
    const before = program.stored();
    expect(await program.give(ERASE, '2027-03-21')).toMatchObject({ repeated: true });
    expect(await program.give({ ...ERASE, ticket: 'again' }, '2027-03-21')).toMatchObject({
      outcome: 'done',
      reason: expect.stringMatching(/^nothing of erased-\w+@erased\.invalid is stored$/),
    });
    expect(program.stored()).toEqual(before);
  });

  it.each(['before', 'after'] as const)(
    'is erased all the same if it is stopped %s any call and given again',
    async (when) => {
      const watched = new Tripwire(-1, 'before', async () => {});
      await program.give(ERASE, '2027-03-20', watched);
      const end = program.stored();
      for (let at = 1; at <= watched.calls; at += 1) {
        const stopped = await lived();
        await stopped.give(ERASE, '2027-03-20', new Tripwire(at, when, stop)).catch(() => undefined);
        await stopped.give(ERASE, '2027-03-20');
        expect(traces(stopped), `stopped ${when} call ${at}`).toEqual([]);
        expect(stopped.stored(), `stopped ${when} call ${at}`).toEqual(end);
      }
    },
  );

  it('is still there after a dry run', async () => {
    const before = everything();
    expect(await program.give({ ...ERASE, dryRun: true }, '2027-03-20')).toMatchObject({ outcome: 'done' });
    expect(everything()).toBe(before);
  });
});
