import { describe, expect, it } from 'vitest';
import { SILVER_LEARNING } from '../../unit/rules/support.ts';
import type { Bought, Event } from '../support/late-payments.ts';
import {
  buyPack,
  COMPETENCIES,
  expire,
  mailsOf,
  merge,
  PACKS,
  pay,
  played,
  remind,
  SECURITY,
  shortState,
  upgrade,
} from './played-events.ts';

describe('R-REN-6: a payment recorded after the end of the next window, too', () => {
  it('renews the cycle that it paid; the next one has expired on its own day, and one mail says so', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      pay('2028-03-20', 'P-1', 'A-1', '2027-03-12'),
      expire('2028-03-20'),
      remind('2028-03-20'),
    );
    expect((await shortState(program))[0]).toBe('A-1 cycle 2 expired 2028-03-12');
    const mails = program.mails.filter(({ on, to }) => on === '2028-03-20' && to.includes('P-1'));
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/expired/);
    expect(mails[0]!.text).not.toMatch(/reactivated and renewed/);
  });

  it('can be followed by one of the next window, which reinstates', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      pay('2028-03-20', 'P-1', 'A-1', '2027-03-12'),
      pay('2028-03-21', 'P-1', 'A-1', '2028-03-11'),
    );
    expect((await shortState(program))[0]).toBe('A-1 cycle 3 active');
    expect(mailsOf(program, '2028-03-21')).toEqual(['Membership reactivated: Microsoft Action Pack – P-1']);
  });
});

describe('R-MEM-6: a payment recorded after another pack was bought', () => {
  it('is taken, the pack bought meanwhile is kept, and the operators are told', async () => {
    const program = await played(
      PACKS,
      expire('2027-03-13'),
      buyPack('2027-03-15', 'P-1', 'A-9'),
      pay('2027-03-20', 'P-1', 'A-1', '2027-03-12'),
    );
    expect(await shortState(program)).toEqual([
      'A-1 cycle 2 superseded 2027-03-15 by A-9',
      'A-2 cycle 1 active',
      'A-9 cycle 1 active',
    ]);
    expect(mailsOf(program, '2027-03-20').toSorted()).toEqual([
      'Operator alert: Two paid packs at P-1 (P-1)',
      'Payment recorded: Microsoft Action Pack – P-1',
    ]);
  });
});

describe('R-REN-6: a payment of silver recorded after its upgrade', () => {
  it('closes the cycle that it paid; silver has ended on the day of the upgrade, and gold stays', async () => {
    const late = await played(
      COMPETENCIES,
      upgrade('2027-03-05', 'P-1', 'S-1'),
      pay('2027-03-06', 'P-1', 'S-1', '2027-03-01'),
    );
    const inTime = await played(
      COMPETENCIES,
      pay('2027-03-01', 'P-1', 'S-1', '2027-03-01'),
      upgrade('2027-03-05', 'P-1', 'S-1'),
    );
    expect(await late.state()).toEqual(await inTime.state());
    expect(mailsOf(late, '2027-03-06')).toEqual([
      'Payment recorded: Silver DevOps competency with Learning option – P-1',
    ]);
  });
});

describe('R-REN-6: a payment recorded after several events', () => {
  const bought: Bought[] = [
    { partnerId: 'P-1', membershipId: 'S-1', terms: SILVER_LEARNING, on: '2026-02-10' },
    { partnerId: 'P-1', membershipId: 'S-2', terms: { ...SECURITY, level: 'silver' }, on: '2026-02-20' },
    { partnerId: 'P-3', membershipId: 'C-3', terms: { ...SECURITY, competency: 'Data' }, on: '2026-04-01' },
  ];
  const paid = pay('2027-03-01', 'P-1', 'S-1', '2027-03-01');

  it.each<[string, Event[]]>([
    ['an upgrade and a merge of one day', [upgrade('2027-03-04', 'P-1', 'S-2'), merge('2027-03-04', 'P-2', 'P-1')]],
    [
      'a merge of the partner, and of that one into a third',
      [
        merge('2027-03-04', 'P-2', 'P-1'),
        expire('2027-03-06'),
        merge('2027-03-08', 'P-3', 'P-2'),
        expire('2027-03-30'),
      ],
    ],
  ])('ends as if it had been recorded on its day, after %s', async (_, events) => {
    const home = events.flatMap((event) => ('merge' in event ? [event.merge.into] : [])).at(-1) as string;
    const inTime = await played(bought, paid, ...events);
    const late = await played(bought, ...events, pay('2027-04-01', home, 'S-1', '2027-03-01'));
    expect(await late.state()).toEqual(await inTime.state());
  });
});
