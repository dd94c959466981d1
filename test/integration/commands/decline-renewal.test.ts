/** `decline-renewal`, stopped at every call and given again, and with others at every call (R-REN-8, R-OPS-3). */
import { describe, expect, it } from 'vitest';
import { explain } from '../../../shared/workflows/explain/explain.ts';
import { ACTION_PACK } from '../../unit/rules/support.ts';
import { type Bought, begin, type Event, type LateProgram } from '../support/late-payments.ts';
import { Tripwire } from '../support/tripwire.ts';

/** AD 2027-02-10, window 2027-02-11 … 2027-03-12. */
const PACK: Bought[] = [{ partnerId: 'P-1', membershipId: 'A-1', terms: ACTION_PACK, on: '2026-02-10' }];
const DECLINE = { command: 'decline-renewal', partnerId: 'P-1', membershipId: 'A-1', ticket: '4711' };
const PAY = { command: 'record-payment', partnerId: 'P-1', membershipId: 'A-1', paidOn: '2027-03-01', reference: 'w' };
const remind = (on: string): Event => ({ on, sweep: 'renewal-notices' });
const expire = (on: string): Event => ({ on, sweep: 'grace-expiry' });
const give = (on: string, command: Record<string, unknown> & { command: string; partnerId: string }): Event => ({
  on,
  command,
});

async function stateOf(program: LateProgram) {
  const [pack] = await program.memberships();
  const stages = Object.entries(pack?.notices ?? {}).flatMap(([key, { notices }]) =>
    notices.map(({ state }) => `${key} ${state.status === 'skipped' ? state.reason : state.status}`),
  );
  return { status: pack?.status.name, declined: pack?.declined?.on ?? null, stages: stages.toSorted() };
}
const subjectsOf = ({ mails }: LateProgram) => mails.map(({ on, text }) => `${on} ${JSON.parse(text).subject}`);

describe('a renewal that is declined', () => {
  it('is silent until it has expired, with the expiry notice as any other (R-REN-8)', async () => {
    const program = await begin(PACK);
    const days = ['2027-01-26', '2027-02-09', '2027-02-11', '2027-02-25', '2027-03-05', '2027-03-12'];
    await program.play([remind('2027-01-11'), give('2027-01-20', DECLINE), ...days.map(remind), expire('2027-03-13')]);
    expect(subjectsOf(program).map((line) => line.slice(0, 10))).toEqual(['2027-01-11', '2027-03-13']);
    const declined = ['-1', '-15', '1', '15', '23', '30'].map((stage) => `${stage} declined`);
    expect(await stateOf(program)).toEqual({
      status: 'expired',
      declined: '2027-01-20',
      stages: ['-30 sent', '31 sent', ...declined].toSorted(),
    });
  });

  it('is explained: who said so when, and that nothing more was sent', async () => {
    const program = await begin(PACK);
    await program.play([give('2027-01-20', DECLINE), remind('2027-01-26')]);
    const decisions = await explain(program.store, { partnerId: 'P-1' }, 'UTC');
    const texts = decisions.filter(({ rule }) => rule === 'R-REN-8').map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringContaining('decline-renewal done for P-1 A-1, cycle 1: declared on 2027-01-20'),
      expect.stringContaining('renewal declined for P-1 A-1: the partner says so, on ticket 4711'),
      ...['-30', '-15'].map((stage) => expect.stringMatching(`stage ${stage} .*not sent \\(declined\\)`)),
    ]);
  });

  it('can be declared, withdrawn and declared again on other days, and again in the next cycle', async () => {
    const program = await begin(PACK);
    const { ticket: _, ...decline } = DECLINE;
    await program.play([give('2027-01-20', decline), give('2027-01-21', { ...decline, withdraw: true })]);
    expect(await stateOf(program)).toMatchObject({ declined: null });
    await program.play([give('2027-01-22', decline)]);
    expect(await stateOf(program)).toMatchObject({ declined: '2027-01-22' });
    await program.play([give('2027-03-01', PAY), give('2028-01-20', decline)]);
    expect(await stateOf(program)).toMatchObject({ declined: '2028-01-20' });
  });

  it('is the same if the command is stopped at any call and given again', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    const first = await begin(PACK);
    await first.give(DECLINE, '2027-01-20', watched);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= watched.calls; at += 1) {
        const program = await begin(PACK);
        const stop = async () => {
          throw new Error('stopped');
        };
        await program.give(DECLINE, '2027-01-20', new Tripwire(at, when, stop)).catch(() => undefined);
        expect(await program.give(DECLINE, '2027-01-20')).toBe('done');
        const [pack] = await program.memberships();
        expect(pack?.history.changes.map(({ what }) => what)).toEqual(['renewal-declined']);
      }
  });

  it.each<[string, Event, string, (string | null)[]]>([
    ['the daily notices', remind('2027-02-09'), 'active', ['2027-02-09']],
    // Declared after the payment, it is about the next cycle.
    ['a payment', give('2027-03-01', PAY), 'active', [null, '2027-03-01']],
    ['the expiry', expire('2027-03-13'), 'expired', [null]],
  ])('loses nothing to %s, which comes at any of its calls', async (_, other, status, declined) => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await (await begin(PACK)).give(DECLINE, other.on, watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const program = await begin(PACK);
      await program.give(DECLINE, other.on, new Tripwire(at, 'before', async () => void (await program.play([other]))));
      const state = await stateOf(program);
      expect([at, state.status]).toEqual([at, status]);
      expect(declined, `at call ${at}`).toContain(state.declined);
      expect(state.stages.filter((stage) => /claimed|pending/.test(stage))).toEqual([]);
    }
  });
});
