/** `correct-membership`: what was recorded wrongly, and what follows from it (R-MEM-9). */
import { beforeEach, describe, expect, it } from 'vitest';
import { anniversary } from '../../../shared/domain/memberships/membership.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { type MemoryProgram, stop } from '../support/memory-program.ts';
import { Tripwire } from '../support/tripwire.ts';
import { twoPartners } from './two-partners.ts';

const requirements = [{ competency: 'DevOps', level: 'silver', learningOption: false, mct: 1 }];
const config = configOf({
  profileReviewMaxAgeDays: 3650,
  programYears: [{ from: '2020-07-01', to: '2035-06-30', requirements }],
});

let program: MemoryProgram;
beforeEach(async () => {
  program = await two();
});

/**
 * P-1 with a pack of AD 2027-03-10, which has a token, an expired pack, and a silver competency; P-2 with a competency.
 */
const two = (): Promise<MemoryProgram> =>
  twoPartners(
    [
      'P-1,M-1,action-pack,,,,2026-03-10,',
      'P-1,M-0,action-pack,,,,2024-03-10,',
      'P-1,C-1,competency,DevOps,silver,,2026-08-01,',
      'P-2,C-2,competency,DevOps,silver,,2026-06-01,',
      'P-2,L-2,learning-action-pack,,,,2026-06-01,',
    ],
    config,
  );

const correct = (given: object, on = '2027-02-10') =>
  program.give(
    {
      command: 'correct-membership',
      partnerId: 'P-1',
      membershipId: 'M-1',
      ticket: '4711',
      reason: 'typed wrongly',
      ...given,
    },
    on,
  );
const sent = () => program.mails.map(({ on, noticeId }) => `${on} ${noticeId.split('__').slice(1, 4).join(' ')}`);

describe('R-MEM-9: a corrected purchase date', () => {
  it('moves the anniversary, and the answer shows before and after', async () => {
    expect(await correct({ purchasedOn: '2026-04-10' })).toMatchObject({
      outcome: 'done',
      rule: 'R-MEM-9',
      reason: 'bought on 2026-04-10, not 2026-03-10; the anniversary is 2027-04-10, not 2027-03-10',
      inputs: {
        ticket: '4711',
        reason: 'typed wrongly',
        before: { purchasedOn: '2026-03-10', anniversary: '2027-03-10', paidThroughCycle: 0, status: 'active' },
        after: { purchasedOn: '2026-04-10', anniversary: '2027-04-10', paidThroughCycle: 0, status: 'active' },
      },
    });
    expect(anniversary(await program.membership('P-1', 'M-1'))).toBe('2027-04-10');
  });

  it('has each stage sent once for each anniversary, also when it is corrected back', async () => {
    await program.daily('2027-02-08');
    await correct({ purchasedOn: '2026-04-10' });
    for (const day of ['2027-02-10', '2027-02-23', '2027-03-11']) await program.daily(day);
    await correct({ purchasedOn: '2026-03-10', ticket: '4712' }, '2027-03-11');
    for (const day of ['2027-03-11', '2027-03-12', '2027-03-25']) await program.daily(day);
    expect(sent()).toEqual([
      '2027-02-08 M-1 1 -30',
      '2027-03-11 M-1 1 -30_d2026-04-10',
      // Not on the day on which somebody was told of the other one (R-NOT-3).
      '2027-03-12 M-1 1 1',
      '2027-03-25 M-1 1 15',
    ]);
    expect(new Set(program.mails.map(({ noticeId }) => noticeId)).size).toBe(4);
  });

  it('leaves events about mails of the earlier anniversary where they belong', async () => {
    await program.daily('2027-02-08');
    const noticeId = program.mails[0]?.noticeId ?? '';
    await correct({ purchasedOn: '2026-04-10' });
    expect(await program.event(noticeId, { what: 'delivered' }, '2027-02-11')).toMatchObject({
      known: true,
      isNew: true,
    });
    expect(await program.explained({ partnerId: 'P-1', noticeId })).not.toEqual([]);
  });

  it('R-EXP-1: expires by the next run, with its notice, where its window has closed; and is active again', async () => {
    expect(await correct({ purchasedOn: '2026-01-05' })).toMatchObject({
      outcome: 'done',
      reason: expect.stringContaining('its window closed on 2027-02-04: the next run of grace-expiry ends it'),
      inputs: { after: { anniversary: '2027-01-05', status: 'active' } },
    });
    const activate = { command: 'activate-token', partnerId: 'P-1', tokenId: 'T-1', tenant: 'p-1.example' };
    expect(await program.give(activate, '2027-02-10')).toMatchObject({ outcome: 'refused' });
    await program.daily('2027-02-11');
    expect(sent()).toEqual(['2027-02-11 M-1 1 31_d2026-01-05']);
    expect((await program.membership('P-1', 'M-1')).status).toEqual({ name: 'expired', expiredOn: '2027-02-05' });
    expect(await correct({ purchasedOn: '2026-03-10', ticket: '2' }, '2027-02-12')).toMatchObject({
      inputs: { before: { status: 'expired' }, after: { status: 'active' } },
    });
    await program.daily('2027-02-12');
    expect(sent().slice(1)).toEqual(['2027-02-12 M-1 1 -30']);
    expect(await program.give(activate, '2027-02-13')).toMatchObject({ outcome: 'done' });
  });

  it('R-NOT-3: says nothing where it is corrected back before the next run', async () => {
    await correct({ purchasedOn: '2026-01-05' });
    await correct({ purchasedOn: '2026-03-10', ticket: '2' });
    await program.daily('2027-02-10');
    expect(sent()).toEqual(['2027-02-10 M-1 1 -30']);
  });

  it.each([
    ['after the day of the correction', { purchasedOn: '2027-02-11' }, 'R-IMP-3', '2027-02-11 lies after 2027-02-10'],
    ['after a token was issued', { purchasedOn: '2026-07-02' }, 'R-IMP-3', 'T-1 was issued on 2026-07-01'],
    ['with more cycles than anniversaries', { paidThroughCycle: 1 }, 'R-IMP-3', 'it has reached 0 anniversaries'],
    [
      'of a second Action Pack',
      { membershipId: 'M-0', purchasedOn: '2026-12-01' },
      'R-MEM-6',
      'one Action Pack per partner',
    ],
    [
      'to terms that do not fit',
      { level: 'gold' },
      'R-MEM-1',
      'level: got gold; allowed: nothing for offer action-pack',
    ],
    ['of nothing', { membershipId: 'M-9', level: 'gold' }, 'R-MEM-9', 'M-9 is not a membership of P-1'],
  ])('is refused %s', async (_, given, rule, reason) => {
    const before = program.stored();
    expect(await correct(given)).toMatchObject({ outcome: 'refused', rule, reason: expect.stringContaining(reason) });
    expect(program.stored()).toEqual(before);
  });
});

describe('R-MEM-9: corrected cycles and terms', () => {
  it('do not lead to a second LAP (R-MEM-6)', async () => {
    const given = { partnerId: 'P-2', membershipId: 'C-2', offer: 'learning-action-pack' };
    expect(await correct(given)).toMatchObject({
      outcome: 'refused',
      rule: 'R-MEM-6',
      reason: 'one Learning Action Pack per partner: L-2 (Learning Action Pack) is in force through 2027-07-01',
    });
  });

  it('close no cycle, and take back no payment', async () => {
    expect(await correct({ membershipId: 'M-0', paidThroughCycle: 1 })).toMatchObject({
      outcome: 'done',
      inputs: { after: { anniversary: '2026-03-10', status: 'expired' } },
    });
    const paid = {
      command: 'record-payment',
      partnerId: 'P-1',
      membershipId: 'M-1',
      paidOn: '2027-03-12',
      reference: 'w',
    };
    await program.give(paid, '2027-03-12');
    expect(await correct({ paidThroughCycle: 0 }, '2027-03-13')).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-9',
      reason: 'cycle 1 was paid on 2027-03-12 (w): reverse-payment takes a payment back',
    });
  });

  it('may lead to what no requirement is configured for: undecidable (R-REN-3)', async () => {
    expect(await correct({ membershipId: 'C-1', competency: 'Security' })).toMatchObject({
      outcome: 'done',
      reason: 'Security silver, not DevOps silver',
      inputs: { after: { competency: 'Security', anniversary: '2027-08-01', eligibility: 'undecidable' } },
    });
  });

  it('are planned anew with what a merge brought, when the leader becomes another one (R-MRG-2)', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    expect(await program.membership('P-1', 'C-2')).toMatchObject({ consolidation: { into: 'C-1' } });
    await correct({ membershipId: 'C-1', purchasedOn: '2026-05-01' });
    expect(await program.membership('P-1', 'C-1')).toMatchObject({ consolidation: { into: 'C-2', on: '2027-05-02' } });
    expect(await program.membership('P-1', 'C-2')).toMatchObject({ consolidation: null });
    await program.daily('2027-05-02');
    expect(sent().filter((mail) => mail.endsWith(' -30') && mail.includes('C-'))).toEqual(
      Array.from({ length: 2 }, () => '2027-05-02 C-2 1 -30'),
    );
    expect((await program.membership('P-1', 'C-1')).status).toMatchObject({ name: 'superseded', by: 'C-2' });
  });

  it('cover, at a leader, what it covers at the new level', async () => {
    await program.merge('P-2', 'P-1', '2027-02-01');
    expect(await correct({ membershipId: 'C-1', level: 'gold' })).toMatchObject({ outcome: 'done' });
    expect(await program.membership('P-1', 'C-1')).toMatchObject({ terms: { level: 'gold' }, covers: [] });
    expect(await program.membership('P-1', 'C-2')).toMatchObject({ consolidation: { into: 'C-1' } });
  });
});

describe('R-OPS-3: a correction', () => {
  it.each(['before', 'after'] as const)('is made once if it is stopped %s any call and given again', async (when) => {
    const given = { membershipId: 'C-1', purchasedOn: '2026-05-01' };
    const command = { command: 'correct-membership', partnerId: 'P-1', ticket: '1', reason: 'r', ...given };
    await program.merge('P-2', 'P-1', '2027-02-01');
    const watched = new Tripwire(-1, 'before', async () => {});
    const clean = await program.give(command, '2027-02-10', watched);
    const end = program.stored();
    for (let at = 1; at <= watched.calls; at += 1) {
      const stopped = await two();
      await stopped.merge('P-2', 'P-1', '2027-02-01');
      await stopped.give(command, '2027-02-10', new Tripwire(at, when, stop)).catch(() => undefined);
      const again = await stopped.give(command, '2027-02-10');
      expect(again.inputs, `stopped ${when} call ${at}`).toEqual(clean.inputs);
      expect(stopped.stored(), `stopped ${when} call ${at}`).toEqual(end);
    }
  });

  it('is explained, with the ticket', async () => {
    await correct({ purchasedOn: '2026-04-10' });
    const text = (await program.explained({ partnerId: 'P-1', membershipId: 'M-1' })).join('\n');
    expect(text).toContain('correct-membership done');
    expect(text).toContain('the anniversary is 2027-04-10, not 2027-03-10');
  });

  it('leaves what was recorded first as it was, after two of them', async () => {
    await correct({ purchasedOn: '2026-04-10' });
    await correct({ purchasedOn: '2026-05-01', paidThroughCycle: 0, ticket: '2' });
    const text = (await program.explained({ partnerId: 'P-1', membershipId: 'M-1' })).join('\n');
    expect(text).toContain('membership loaded for P-1 M-1: bought on 2026-03-10, in cycle 1');
    expect(text).not.toContain('membership loaded for P-1 M-1: bought on 2026-05-01');
  });

  it('changes nothing if it is only tried', async () => {
    const before = program.stored();
    expect(await correct({ purchasedOn: '2026-04-10', dryRun: true })).toMatchObject({ outcome: 'done' });
    expect(program.stored()).toEqual(before);
  });

  it('changes nothing if it says what is stored', async () => {
    const before = await program.membership('P-1', 'M-1');
    expect(await correct({ purchasedOn: '2026-03-10' })).toMatchObject({ reason: 'the membership says so already' });
    expect(await program.membership('P-1', 'M-1')).toEqual(before);
  });
});
