/** Enrolments, orders and upgrades, stopped at every call and given again. */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { readDuePage } from '../../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../../shared/store/shards.ts';
import { RacedTable, Tripwire } from '../../support/tripwire.ts';
import { ENROL, give, ORDER, PAY, type Program, program, statuses, sweep, UPGRADE } from './enrolment-program.ts';

const LAP = { ...ENROL, offer: 'learning-action-pack', paidOn: '2027-02-01', reference: 'wire' };
const refreshOn = async ({ store }: Program) => (await store.kpiLedgers.get({ partnerId: 'P-1' }))?.value.refreshOn;

const stop = async (): Promise<void> => {
  throw new Error('stopped');
};

/** Every call of something, each stopped before and after. */
async function atEveryCall(
  prepare: (setup: Program) => Promise<unknown>,
  act: (setup: Program, wire: Tripwire) => Promise<unknown>,
  check: (setup: Program, where: string) => Promise<void>,
): Promise<void> {
  const watched = new Tripwire(-1, 'before', async () => {});
  const first = await program();
  await prepare(first);
  await act(first, watched);
  expect(watched.calls).toBeGreaterThanOrEqual(5);
  for (const when of ['before', 'after'] as const)
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await prepare(setup);
      await act(setup, new Tripwire(at, when, stop)).catch(() => undefined);
      await check(setup, `stopped ${when} call ${at}`);
    }
}

const nothing = async (): Promise<void> => {};

describe('a command that is stopped at any call and given again', () => {
  it('creates an order once', () =>
    atEveryCall(
      nothing,
      (setup, wire) => give(ORDER, '2027-02-01', setup, wire),
      async (setup, where) => {
        const again = await give(ORDER, '2027-02-01', setup);
        expect([where, again.outcome, again.rule, await statuses(setup)]).toEqual([
          where,
          'done',
          'R-MEM-8',
          ['A1 ordered', 'S1 active'],
        ]);
        expect(again.reason).toBe('Action Pack ordered: payable through 2027-03-03');
      },
    ));

  it('makes a purchase once', () =>
    atEveryCall(
      nothing,
      (setup, wire) => give(LAP, '2027-02-01', setup, wire),
      async (setup, where) => {
        const again = await give(LAP, '2027-02-01', setup);
        expect([where, again.outcome, await statuses(setup)]).toEqual([where, 'done', ['A1 active', 'S1 active']]);
      },
    ));

  it('pays an order once', () =>
    atEveryCall(
      (setup) => give(ORDER, '2027-02-01', setup),
      (setup, wire) => give(PAY, '2027-02-10', setup, wire),
      async (setup, where) => {
        const again = await give(PAY, '2027-02-10', setup);
        expect([where, again.outcome, again.rule, await statuses(setup)]).toEqual([
          where,
          'done',
          'R-MEM-8',
          ['A1 active', 'S1 active'],
        ]);
        const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'A1' });
        expect(stored?.value).toMatchObject({ purchasedOn: '2027-02-10', cycle: 1 });
      },
    ));

  it('completes an upgrade to gold, by the command or by the daily run of the same day', async () => {
    const check = async (setup: Program, where: string) => {
      expect([where, await statuses(setup)]).toEqual([where, ['G1 active', 'S1 superseded']]);
      expect(await refreshOn(setup)).toBe('2027-02-10');
      const { keys } = await readDuePage(
        setup.table,
        'renewal-notices',
        [shardOf('P-1', SHARDS_ON_ONE_MACHINE)],
        civilDateOf('2027-02-10'),
        {
          limit: 10,
          cursor: null,
        },
      );
      expect(keys.map(({ sk }) => sk).filter((sk) => sk === 'MEMBERSHIP#S1')).toEqual([]);
    };
    let bySweep = 0;
    await atEveryCall(
      nothing,
      (setup, wire) => give(UPGRADE, '2027-02-10', setup, wire),
      async (setup, where) => {
        const isDecided = (await statuses(setup)).some((status) => status.startsWith('S1 superseded'));
        if (isDecided) {
          bySweep += 1;
          await sweep('renewal-notices', '2027-02-10', setup);
          await check(setup, where);
        }
        const again = await give(UPGRADE, '2027-02-10', setup);
        expect([where, again.outcome, again.inputs.discountPercent]).toEqual([where, 'done', 25]);
        await check(setup, where);
      },
    );
    expect(bySweep).toBeGreaterThanOrEqual(6);
  });

  it('completes an upgrade even if the daily run that completes it is stopped, too', async () => {
    const half = async (setup: Program) => {
      const raced = new RacedTable(setup.table, 'MEMBERSHIP#G1', stop);
      await give(UPGRADE, '2027-02-10', { table: raced, mails: setup.mails }).catch(() => undefined);
      expect(await statuses(setup)).toEqual(['S1 superseded with its successor']);
    };
    await atEveryCall(
      half,
      (setup, wire) => sweep('renewal-notices', '2027-02-11', setup, wire),
      async (setup, where) => {
        await sweep('renewal-notices', '2027-02-12', setup);
        expect([where, await statuses(setup)]).toEqual([where, ['G1 active', 'S1 superseded']]);
      },
    );
  });
});
