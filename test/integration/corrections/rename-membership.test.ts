/** `rename-membership`: the old id goes on working, and nothing is sent twice (R-MEM-9, R-MRG-7). */
import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryProgram, stop } from '../support/memory-program.ts';
import { Tripwire } from '../support/tripwire.ts';
import { twoPartners } from './two-partners.ts';

const RENAME = { command: 'rename-membership', partnerId: 'P-1', membershipId: 'M-1', to: 'AP-2026', ticket: '4711' };
const PAY = { command: 'record-payment', partnerId: 'P-1', membershipId: 'M-1', paidOn: '2027-03-12', reference: 'w' };

let program: MemoryProgram;
beforeEach(async () => {
  program = await two();
});

/** P-1 with a pack of AD 2027-03-10, which has a token, and an expired one; P-2 with a pack of AD 2027-03-20. */
const two = (): Promise<MemoryProgram> =>
  twoPartners([
    'P-1,M-1,action-pack,,,,2026-03-10,',
    'P-1,M-0,action-pack,,,,2024-03-10,',
    'P-2,M-1,action-pack,,,,2026-03-20,',
  ]);

describe('R-MEM-9: a renamed membership', () => {
  it('has the new id, its token too, and is the same under the old one: paid, and sent nothing twice', async () => {
    await program.daily('2027-02-08');
    expect(await program.give(RENAME, '2027-02-09')).toMatchObject({
      outcome: 'done',
      rule: 'R-MEM-9',
      membershipId: 'AP-2026',
      inputs: { before: 'M-1', after: 'AP-2026', ticket: '4711' },
    });
    expect(await program.states('P-1')).toEqual(['AP-2026 active 1', 'M-0 expired 1']);
    const benefits = await program.store.benefits.get({ partnerId: 'P-1' });
    expect(benefits?.value.entries).toMatchObject([{ tokenId: 'T-1', membershipId: 'AP-2026' }]);
    await program.daily('2027-02-09');
    await program.daily('2027-02-23');
    expect(program.mails.map(({ on, noticeId }) => `${on} ${noticeId.split('__').slice(0, 4).join(' ')}`)).toEqual([
      '2027-02-08 P-1 M-1 1 -30',
      '2027-02-23 P-1 AP-2026 1 -15',
      '2027-02-23 P-2 M-1 1 -30',
    ]);
    expect(await program.give(PAY, '2027-03-12')).toMatchObject({ outcome: 'done', membershipId: 'AP-2026' });
    expect(await program.states('P-1')).toEqual(['AP-2026 active 2', 'M-0 expired 1']);
  });

  it('is found by an event about a mail that was sent before, and by one about a cycle that was closed before', async () => {
    await program.daily('2027-02-08');
    const noticeId = program.mails[0]?.noticeId ?? '';
    await program.give(RENAME, '2027-02-09');
    expect(await program.event(noticeId, { what: 'delivered' }, '2027-02-10')).toMatchObject({
      known: true,
      isNew: true,
    });
    const { notices } = await program.membership('P-1', 'AP-2026');
    expect(notices['-30']?.notices).toMatchObject([
      { noticeId, state: { status: 'sent', arrived: expect.anything() } },
    ]);
    await program.give({ ...PAY, membershipId: 'AP-2026' }, '2027-03-12');
    await program.give({ ...RENAME, membershipId: 'AP-2026', to: 'AP-2027' }, '2027-03-13');
    const bounce = { what: 'lost', loss: 'permanent', reason: 'bounce' } as const;
    expect(await program.event(noticeId, bounce, '2027-03-14')).toMatchObject({ known: true, isNew: true });
    expect(await program.explained({ partnerId: 'P-1', noticeId })).not.toEqual([]);
  });

  it('is explained under each of its ids, with its whole history', async () => {
    await program.daily('2027-02-08');
    await program.give(RENAME, '2027-02-09');
    await program.give(PAY, '2027-03-12');
    const told = await program.explained({ partnerId: 'P-1', membershipId: 'AP-2026' });
    expect(told).toEqual(await program.explained({ partnerId: 'P-1', membershipId: 'M-1' }));
    const text = told.join('\n');
    for (const part of ['stage -30', 'rename-membership done', 'its id is AP-2026', 'paid on 2027-03-12'])
      expect(text).toContain(part);
  });

  it('is the same in a row under either id, and in a row of a token', async () => {
    await program.give(RENAME, '2027-02-09');
    const rows = (memberships: string[], tokens: string[] = []) => program.load({ memberships, tokens }, '2027-02-10');
    expect(await rows(['P-1,M-1,action-pack,,,,2026-03-10,', 'P-1,AP-2026,action-pack,,,,2026-03-10,'])).toEqual([]);
    expect(await rows(['P-1,M-1,action-pack,,,,2026-04-10,'])).toEqual([expect.stringContaining('correct-membership')]);
    expect(
      await rows([], ['P-1,M-1,T-1,token,Azure,5,,,2026-07-01,,,,', 'P-1,M-1,T-2,token,Azure,5,,,2026-07-01,,,,']),
    ).toEqual([]);
    expect(await program.states('P-1')).toEqual(['AP-2026 active 1', 'M-0 expired 1']);
  });

  it('goes on being the leader of what is renewed with it, and keeps its place in a later merge (R-MRG-7)', async () => {
    await program.merge('P-1', 'P-2', '2027-02-01');
    await program.give({ ...RENAME, partnerId: 'P-2', to: 'LEAD' }, '2027-02-02');
    expect(await program.membership('P-2', 'M-1.P-1')).toMatchObject({ consolidation: { into: 'LEAD' } });
    await program.daily('2027-03-11');
    expect(await program.states('P-2')).toEqual(['LEAD active 1', 'M-0 expired 1', 'M-1.P-1 superseded 1']);
  });

  it('is not loaded once more under an old id of a partner that was merged (R-MRG-5)', async () => {
    await program.give({ ...RENAME, membershipId: 'M-0', to: 'OLD' }, '2027-02-01');
    await program.merge('P-1', 'P-2', '2027-02-02');
    const before = await program.states('P-2');
    expect(await program.load({ memberships: ['P-2,M-0,action-pack,,,,2024-03-10,'] }, '2027-02-04')).toEqual([]);
    expect(await program.states('P-2')).toEqual(before);
  });

  it('keeps the id of a notice that is sent again', async () => {
    await program.daily('2027-02-08');
    await program.give(RENAME, '2027-02-09');
    const again = {
      command: 'resend-notice',
      partnerId: 'P-1',
      membershipId: 'M-1',
      to: 'kim@p-1.example',
      ticket: '1',
    };
    expect(await program.give(again, '2027-02-10')).toMatchObject({ outcome: 'done' });
    const [first, second] = program.mails;
    expect(second?.noticeId).toBe(first?.noticeId);
    expect((await program.membership('P-1', 'AP-2026')).notices['-30']?.notices).toHaveLength(1);
  });

  it('can be given its old id back', async () => {
    await program.give(RENAME, '2027-02-09');
    const back = { ...RENAME, membershipId: 'AP-2026', to: 'M-1', ticket: '4712' };
    expect(await program.give(back, '2027-02-10')).toMatchObject({ outcome: 'done', membershipId: 'M-1' });
    expect(await program.states('P-1')).toEqual(['M-0 expired 1', 'M-1 active 1']);
    expect(await program.give({ ...PAY, membershipId: 'AP-2026' }, '2027-03-12')).toMatchObject({
      membershipId: 'M-1',
    });
  });

  it.each<[string, object, string]>([
    ['another one', { to: 'NEW' }, 'NEW is taken: it is an id of the membership NEW of P-1'],
    ['what another one was called before', { to: 'OLD' }, 'OLD is taken: it is an id of the membership NEW of P-1'],
    ['nothing', { membershipId: 'M-9' }, 'M-9 is not a membership of P-1'],
  ])('is refused the id of %s', async (_, given, reason) => {
    await program.give({ ...RENAME, membershipId: 'M-0', to: 'OLD' }, '2027-02-08');
    await program.give({ ...RENAME, membershipId: 'OLD', to: 'NEW' }, '2027-02-08');
    expect(await program.give({ ...RENAME, ...given }, '2027-02-09')).toMatchObject({
      outcome: 'refused',
      rule: 'R-MEM-9',
      reason,
    });
  });

  it.each(['before', 'after'] as const)(
    'is renamed once if it is stopped %s any call and given again',
    async (when) => {
      const watched = new Tripwire(-1, 'before', async () => {});
      await program.give(RENAME, '2027-02-09', watched);
      const end = program.stored();
      for (let at = 1; at <= watched.calls; at += 1) {
        const stopped = await two();
        await stopped.give(RENAME, '2027-02-09', new Tripwire(at, when, stop)).catch(() => undefined);
        await stopped.give({ ...PAY, membershipId: 'M-1', paidOn: '2027-02-01' }, '2027-02-09');
        expect(await stopped.give(RENAME, '2027-02-09'), `${when} ${at}`).toMatchObject({ outcome: 'done' });
        expect(stopped.stored(), `stopped ${when} call ${at}`).toEqual(end);
      }
    },
  );

  it('is renamed once, and both are told so, if the command is given twice at the same moment', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await program.give(RENAME, '2027-02-09', watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const raced = await two();
      const other = async (): Promise<void> => void (await raced.give(RENAME, '2027-02-09'));
      const first = await raced.give(RENAME, '2027-02-09', new Tripwire(at, 'before', other));
      expect(first, `the other one before call ${at}`).toMatchObject({ outcome: 'done' });
      expect(await raced.states('P-1'), `before call ${at}`).toEqual(['AP-2026 active 1', 'M-0 expired 1']);
    }
  });

  it('is completed by the daily run if nobody gives the command again', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await program.give(RENAME, '2027-02-07', watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const stopped = await two();
      await stopped.give(RENAME, '2027-02-07', new Tripwire(at, 'before', stop)).catch(() => undefined);
      await stopped.daily('2027-02-08');
      await stopped.daily('2027-02-09');
      expect(stopped.mails.length, `stopped at call ${at}`).toBe(1);
      expect((await stopped.states('P-1')).length, `stopped at call ${at}`).toBe(2);
    }
  });

  it('is told only what would be done in a dry run', async () => {
    const before = program.stored();
    expect(await program.give({ ...RENAME, dryRun: true }, '2027-02-09')).toMatchObject({ membershipId: 'AP-2026' });
    expect(program.stored()).toEqual(before);
  });
});
