/**
 * A payment made in time and recorded late ends as if it had been recorded on its day, whatever happened in between
 * (R-REN-6, R-MEM-6).
 */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { withChange } from '../../../shared/domain/core/history.ts';
import { begin } from '../support/late-payments.ts';
import { Tripwire } from '../support/tripwire.ts';
import {
  COMPETENCIES,
  expire,
  mailsOf,
  merge,
  PACKS,
  pay,
  payment,
  played,
  SECURITY,
  shortState,
} from './played-events.ts';

describe('R-REN-6: a payment of 2027-03-01, recorded after a merge of 2027-03-05', () => {
  it('renews the pack of the partner that stays, and the later anniversary is decided anew', async () => {
    const program = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      pay('2027-03-06', 'P-1', 'A-1', '2027-03-01'),
      expire('2027-03-21'),
    );
    expect(await shortState(program)).toEqual([
      'A-1 cycle 2 active',
      'A-2 cycle 1 superseded 2027-03-21 by A-1, into A-1 on 2027-03-21',
    ]);
    expect(mailsOf(program, '2027-03-06')).toEqual([
      'Membership renewed: Microsoft Action Pack – P-1',
      'Membership renewed: Microsoft Action Pack – P-1',
    ]);
  });

  it('ends as if it had been recorded the day before the merge, also where the other pack has expired meanwhile', async () => {
    const late = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      expire('2027-04-20'),
      pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'),
    );
    const inTime = await played(
      PACKS,
      pay('2027-03-04', 'P-1', 'A-1', '2027-03-01'),
      merge('2027-03-05'),
      expire('2027-03-05'),
      expire('2027-04-20'),
    );
    expect(await late.state()).toEqual(await inTime.state());
  });

  it.each(['P-1', 'P-2'])('renews the pack of the partner that was merged, named with %s', async (partnerId) => {
    const program = await played(
      PACKS,
      merge('2027-03-05', 'P-2', 'P-1'),
      expire('2027-03-05'),
      pay('2027-03-06', partnerId, 'A-1', '2027-03-01'),
    );
    expect(await shortState(program)).toEqual(['A-1 cycle 2 active', 'A-2 cycle 1 active, into A-1 on 2027-03-21']);
  });

  it('renews the leader of the joint renewal by its own fee, and covers what it is renewed with from the next year on', async () => {
    const bought = [
      { ...COMPETENCIES[0]!, on: '2026-02-20' },
      { ...COMPETENCIES[1]!, on: '2026-02-10' },
    ];
    const late = await played(bought, merge('2027-03-05'), pay('2027-03-06', 'P-1', 'S-1', '2027-03-01'));
    const inTime = await played(bought, pay('2027-03-04', 'P-1', 'S-1', '2027-03-01'), merge('2027-03-05'));
    await inTime.play([expire('2027-03-07')]);
    expect(await late.state()).toEqual(await inTime.state());
    expect(await shortState(late)).toEqual([
      'C-2 cycle 1 superseded 2027-03-05 by S-1, into S-1 on 2027-03-05',
      'S-1 cycle 2 active',
    ]);
    expect((await late.memberships())[1]).toMatchObject({ covers: [SECURITY] });
  });

  it('is refused if it was made after the merge: the fee of what leads is the only one (R-MRG-2)', async () => {
    const program = await begin(PACKS);
    const [answer] = await program.play([merge('2027-03-05'), pay('2027-03-07', 'P-1', 'A-1', '2027-03-06')]);
    expect(answer).toContain('R-MRG-2 renewed together with A-2');
  });

  it('is finished when the command is sent again, wherever it was stopped', async () => {
    const before = [merge('2027-03-05'), expire('2027-03-05'), expire('2027-04-20')];
    const whole = await played(PACKS, ...before, pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'));
    const end = await whole.state();
    const stop = async () => {
      throw new Error('stopped');
    };
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const program = await played(PACKS, ...before);
      const given = payment('P-1', 'A-1', '2027-03-01');
      const wire = new Tripwire(at, at % 2 === 0 ? 'before' : 'after', stop);
      await program.give(given, '2027-04-25', wire).catch(({ message }) => expect(message).toBe('stopped'));
      isDone = wire.calls < at;
      expect(await program.give(given, '2027-04-25')).toBe('done');
      expect(await program.state()).toEqual(end);
    }
  });

  it('loses nothing that is written to the other pack meanwhile, at any call', async () => {
    const before = [merge('2027-03-05'), expire('2027-03-05'), expire('2027-04-20')];
    const given = payment('P-1', 'A-1', '2027-03-01');
    const whole = await played(PACKS, ...before, pay('2027-04-25', 'P-1', 'A-1', '2027-03-01'));
    const change = {
      on: civilDateOf('2027-04-25'),
      stamp: null,
      what: 'seen',
      rule: 'R-MRG-1',
      reason: 'r',
      inputs: {},
    };
    for (let at = 1, isDone = false; !isDone; at += 1) {
      const program = await played(PACKS, ...before);
      const id = { partnerId: 'P-1', membershipId: 'A-2' };
      const wire = new Tripwire(at, 'before', async () => {
        const stored = (await program.store.memberships.get(id))!;
        const history = withChange(stored.value.history, change);
        await program.store.memberships.replace(stored, { ...stored.value, history });
      });
      expect(await program.give(given, '2027-04-25', wire)).toBe('done');
      isDone = wire.calls < at;
      expect(await program.state()).toEqual(await whole.state());
      expect((await program.store.memberships.get(id))?.value.history.changes).toHaveLength(isDone ? 0 : 1);
    }
  });

  it('tells the operators if the other pack was paid in between, and keeps the later anniversary (R-MEM-6)', async () => {
    const program = await played(
      PACKS,
      merge('2027-03-05'),
      expire('2027-03-05'),
      pay('2027-03-25', 'P-1', 'A-2', '2027-03-25'),
      pay('2027-03-26', 'P-1', 'A-1', '2027-03-01'),
    );
    expect(await shortState(program)).toEqual(['A-1 cycle 2 active, into A-2 on 2028-02-11', 'A-2 cycle 2 active']);
    expect(mailsOf(program, '2027-03-26')).toContain('Operator alert: Two paid packs at P-1 (P-1)');
  });
});
