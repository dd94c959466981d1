import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionPacks } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';

let program: Program;
beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());

describe('reindex, as a state machine', () => {
  it('rewrites what is stored otherwise, tells how much, and then finds nothing more', async () => {
    await program.importRows(actionPacks('P-1', 'P-2'), '2027-01-01');
    const membership: Line = await program.items.membership('P-1');
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', { ...membership, formerly: true });
    const first = outputOf(await program.run('reindex', '2027-01-02', { reason: 'release 1.1' }));
    expect(first).toMatchObject({ rewritten: 1, newer: 0, unreadable: 0, dryRun: false });
    expect(await program.items.membership('P-1')).toEqual(membership);
    expect(outputOf(await program.run('reindex', '2027-01-02'))).toMatchObject({
      read: first.read,
      rewritten: 0,
      alreadyRight: first.read,
    });
  });

  it('fails with the keys of what it cannot read, when all else is done', async () => {
    await program.items.spoil('P-2', 'MEMBERSHIP#M-1', 'nonsense');
    const { status, error, cause } = await program.run('reindex', '2027-01-02');
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'ReindexIncomplete' });
    expect(cause).toContain('PARTNER#P-2 MEMBERSHIP#M-1');
  });

  it('refuses an input that it does not know', async () => {
    const { error, cause } = await program.run('reindex', '2027-01-02', { itemsPerSecond: 0 });
    expect(error).toBe('InvalidInput');
    expect(cause).toContain('itemsPerSecond: got 0; allowed: a whole number from 1 to 10000');
  });
});
