/** `reverse-token`: what was recorded of a licence by mistake is taken back, once, wherever it stops (R-OPS-1). */
import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryProgram, stop } from '../support/memory-program.ts';
import { Tripwire } from '../support/tripwire.ts';
import { twoPartners } from './two-partners.ts';

const OF_P1 = { partnerId: 'P-1' };
const ACTIVATE = { ...OF_P1, command: 'activate-token', tokenId: 'T-1', tenant: 'p-1.example' };
const REVERSE = { ...OF_P1, command: 'reverse-token', tokenId: 'T-1', ticket: '4720', reason: 'another tenant' };
const OF_THE_FILE = 'P-1,M-1,T-1,token,Azure,5,,,2026-07-01,,,,';

let program: MemoryProgram;
beforeEach(async () => {
  program = await two();
});

/** P-1 has the pack M-1 with the token T-1 of 5 seats, P-2 another pack of that id. */
const two = (): Promise<MemoryProgram> =>
  twoPartners(['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-1,action-pack,,,,2026-03-20,']);

const tokens = async (partnerId = 'P-1') => (await program.store.benefits.get({ partnerId }))?.value.entries ?? [];

describe('R-OPS-1: an activation that was a mistake', () => {
  it('is taken back, and not done again by the same command, but by one with a requestId', async () => {
    await program.give(ACTIVATE, '2027-02-01');
    expect(await program.give({ ...REVERSE, step: 'activation' }, '2027-02-02')).toMatchObject({
      outcome: 'done',
      rule: 'R-OPS-1',
      membershipId: 'M-1',
      inputs: { ticket: '4720', reason: 'another tenant' },
    });
    expect(await tokens()).toMatchObject([{ activation: null }]);
    expect(await program.give(ACTIVATE, '2027-02-01')).toMatchObject({
      outcome: 'refused',
      rule: 'R-OPS-1',
      reason:
        'the activation of T-1 on 2027-02-01 for p-1.example was taken back on 2027-02-02 (ticket 4720): to record it anew, give the command a requestId',
    });
    const anew = { ...ACTIVATE, requestId: 'anew', tenant: 'right.example' };
    expect(await program.give(anew, '2027-02-03')).toMatchObject({ outcome: 'done' });
    expect(await tokens()).toMatchObject([{ activation: { on: '2027-02-03', tenant: 'right.example' } }]);
  });

  it('stays in the history beside its reversal', async () => {
    await program.give(ACTIVATE, '2027-02-01');
    await program.give({ ...REVERSE, step: 'activation' }, '2027-02-02');
    const told = (await program.explained(OF_P1)).join('\n');
    for (const part of ['was imported', 'all 5 seats activated for p-1.example', 'is taken back (ticket 4720)'])
      expect(told).toContain(part);
  });

  it.each(['before', 'after'] as const)('is taken back once, stopped %s any call and given again', async (when) => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await program.give(ACTIVATE, '2027-02-01');
    await program.give({ ...REVERSE, step: 'activation' }, '2027-02-02', watched);
    const end = program.stored();
    for (let at = 1; at <= watched.calls; at += 1) {
      const stopped = await two();
      await stopped.give(ACTIVATE, '2027-02-01');
      const reversal = { ...REVERSE, step: 'activation' };
      await stopped.give(reversal, '2027-02-02', new Tripwire(at, when, stop)).catch(() => undefined);
      expect(await stopped.give(reversal, '2027-02-02'), `${when} ${at}`).toMatchObject({ outcome: 'done' });
      expect(stopped.stored(), `stopped ${when} call ${at}`).toEqual(end);
    }
  });
});

describe('R-OPS-1: a licence that was issued or imported by mistake', () => {
  beforeEach(async () => {
    await program.give({ ...REVERSE, step: 'issue' }, '2027-02-02');
  });

  it('is gone, ends with nothing, and is still explained', async () => {
    expect(await tokens()).toEqual([]);
    const told = (await program.explained(OF_P1)).join('\n');
    expect(told).toContain('T-1, a token of 5 seats of Azure, was imported as issued on 2026-07-01');
    expect(told).toContain('the issue of T-1 on 2026-07-01');
  });

  it('does not come back with the same file; what it should have been does', async () => {
    expect(await program.load({ tokens: [OF_THE_FILE] }, '2027-02-03')).toEqual([
      expect.stringContaining('was taken back on 2027-02-02 (ticket 4720); issue-token issues it anew'),
    ]);
    expect(await tokens()).toEqual([]);
    const rest = (name: string) => `P-1,M-1,${name},token,Azure,25,,,2026-07-01,,,,`;
    expect(await program.load({ tokens: [rest('T-1'), rest('T-2')] }, '2027-02-04')).toEqual([]);
    expect(await tokens()).toMatchObject([{ tokenId: 'T-1', seats: 25 }, { tokenId: 'T-2' }]);
  });

  it('stays taken back after a merge and after its membership was renamed', async () => {
    await program.give(
      { ...OF_P1, command: 'rename-membership', membershipId: 'M-1', to: 'AP', ticket: '1' },
      '2027-02-03',
    );
    await program.merge('P-1', 'P-2', '2027-02-04');
    expect(await tokens('P-2')).toEqual([]);
    expect((await program.store.benefits.get({ partnerId: 'P-2' }))?.value.reversals).toMatchObject([
      { tokenId: 'T-1', membershipId: 'AP', issued: { membershipId: 'AP' } },
    ]);
    expect(await program.give({ ...REVERSE, step: 'issue' }, '2027-02-05')).toMatchObject({ repeated: true });
  });
});
