/** A membership's notices, payment and expiry, stopped at every call and run again. */
import { describe, expect, it } from 'vitest';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../../shared/store/shards.ts';
import { runPages } from '../../../../shared/sweep/run-pages.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { NEVER, Tripwire } from '../../support/tripwire.ts';
import {
  callsOf,
  copies,
  depsOf,
  firstNotice,
  type Program,
  pageOf,
  pay,
  program,
  standing,
  startTables,
  sweep,
  takeBounce,
  unreachable,
  WORK,
} from './faulty-program.ts';

startTables();

class Stopped extends Error {}

/** Several partners of one segment, each with a membership of AD 2027-09-01. */
async function programOf(ids: readonly string[]): Promise<Program> {
  const setup = await program();
  const partner = await setup.store.partners.get({ partnerId: 'P-1' });
  const membership = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  if (partner === null || membership === null) throw new Error('the program has no partner to copy');
  for (const partnerId of ids) {
    await setup.store.partners.create({ ...partner.value, partnerId });
    await setup.store.memberships.create({ ...membership.value, partnerId });
  }
  return setup;
}

const settle = (workflow: keyof typeof WORK, day: string, setup: Program) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, NEVER)), pageOf(workflow, day, `${day}T08:04:00Z`));

const stop = async (): Promise<void> => {
  throw new Stopped();
};

describe('a run that is stopped at any call and started again', () => {
  it('R-NOT-2: sends a notice once, or twice where an answer was lost, and leaves none without an end state', async () => {
    const run = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-08-02', setup, wire);
    const calls = await callsOf(run);
    expect(calls).toBeGreaterThanOrEqual(4);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await run(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        await sweep('renewal-notices', '2027-08-02', setup);
        await settle('renewal-notices', '2027-08-02', setup);
        const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
        const states = stored?.value.notices['-30']?.notices.map(({ state }) => state.status);
        expect({ when, at, states }).toEqual({ when, at, states: ['sent'] });
        expect(copies(setup).every((count) => count <= 2)).toBe(true);
        expect(copies(setup)).toHaveLength(1);
      }
  });

  it('R-NOT-2: records a bounce of the only admin: the notice is undeliverable, the contact marked, the operators alerted', async () => {
    const calls = await callsOf(async (setup, wire) => {
      await sweep('renewal-notices', '2027-08-02', setup);
      await takeBounce(setup, wire);
    });
    expect(calls).toBeGreaterThanOrEqual(8);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await sweep('renewal-notices', '2027-08-02', setup);
        setup.mails.length = 0;
        await takeBounce(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        await takeBounce(setup);
        await settle('renewal-notices', '2027-08-03', setup);
        expect([when, at, await firstNotice(setup)]).toMatchObject([when, at, { status: 'undeliverable' }]);
        expect(await unreachable(setup)).toEqual(['kim@contoso.example']);
        expect(setup.mails.map(({ to }) => to).slice(0, 1)).toEqual(['operators@vendor.example']);
        expect(copies(setup)).toHaveLength(1);
        expect(copies(setup)[0]).toBeLessThanOrEqual(2);
      }
  });

  it('R-REN-2: records a payment once, with its closed cycle and its confirmation', async () => {
    const run = (setup: Program, wire: Tripwire) => pay('2027-09-10', '2027-09-10', setup, wire);
    const calls = await callsOf(run);
    expect(calls).toBeGreaterThanOrEqual(6);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await run(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        const again = await pay('2027-09-10', '2027-09-10', setup);
        await sweep('renewal-notices', '2027-09-10', setup);
        await settle('renewal-notices', '2027-09-10', setup);
        expect([when, at, again.outcome, await standing(setup)]).toEqual([when, at, 'done', ['active', 8, null]]);
        const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
        expect(closed?.value.renewal).toMatchObject({ paidOn: '2027-09-10', commandId: 'C-1' });
        expect(setup.mails.every(({ noticeId }) => noticeId.includes('__confirmation__'))).toBe(true);
        expect(copies(setup)).toHaveLength(1);
        expect(copies(setup)[0]).toBeLessThanOrEqual(2);
      }
  });
});

describe('a page that takes long', () => {
  it('stops early and continues in the next call, so that no mail is sent long after its claim', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `P-${index + 2}`).filter(
      (id) => shardOf(id, SHARDS_ON_ONE_MACHINE) === shardOf('P-1', SHARDS_ON_ONE_MACHINE),
    );
    const setup = await programOf(ids);
    const work = membershipSweep(WORK['renewal-notices'], depsOf(setup, NEVER));
    const { state, now } = pageOf('renewal-notices', '2027-08-02', null);
    const segment = { index: 0, shards: [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], partnerIds: null };
    let minutes = 0;
    // Each look at the clock is a minute later than the one before: there is time for a single item.
    const clock = () => 60_001 * minutes++;
    let output = await runPages(work, { state: { ...state, segment }, now }, clock);
    const sentByPage = [setup.mails.length];
    while (!output.done) {
      output = await runPages(work, { state: output, now }, clock);
      sentByPage.push(setup.mails.length);
    }
    expect(sentByPage).toEqual(sentByPage.map((_, page) => page + 1));
    expect(sentByPage).toHaveLength(ids.length + 1);
    expect(output.totals).toMatchObject({ examined: ids.length + 1, acted: ids.length + 1, failed: 0 });
    expect(copies(setup).every((count) => count === 1)).toBe(true);
  });
});
