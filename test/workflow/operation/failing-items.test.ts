/**
 * An item that always fails disturbs no other one, is reported, is tried each day, and is set aside after a week with
 * one alert.
 */
import { describe, expect, it } from 'vitest';
import {
  actionPack,
  actionPacks,
  admin,
  adminOf,
  gold,
  invoice,
  listing,
  partner,
  payment,
} from '../support/partners.ts';
import { type Line, outputOf } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';
import { day, loaded, problems, program, startProgram, told } from './failing-program.ts';

startProgram();

const explained = async (partnerId: string, on: string): Promise<Line[]> =>
  (await program.given({ command: 'explain', partnerId }, on)).decisions;
const retry = (on: string, ticket = '1') => program.given({ command: 'retry-set-aside', partnerId: 'P-1', ticket }, on);

describe('an item that cannot be read', () => {
  it.each([
    ['membership', 'MEMBERSHIP#M-1', /^stored membership .* does not match its schema|CorruptItem/],
    ['partner', 'PARTNER', /stored partner/],
    ['KPI ledger', 'KPI', /stored KPI ledger/],
  ])(
    'a %s: is tried for seven days, set aside on the eighth with one alert, and taken up again',
    async (_, sk, reason) => {
      await program.importRows(
        { ...actionPacks('P-1', 'P-2'), invoices: [invoice('P-1', 'I-1', '2026-12-01', '4')] },
        '2027-01-01',
      );
      const good = await program.items.value('P-1', sk);
      await program.items.spoil('P-1', sk, { not: 'what it should be' });
      expect(await problems('renewal-notices', day(0))).toEqual(['failed P-1 M-1']);
      expect(told()).toEqual([`P-2 M-1 1 -30 to ${adminOf('P-2')}`]);
      for (let number = 1; number <= 6; number += 1)
        expect(await problems('renewal-notices', day(number))).toEqual(['failed P-1 M-1']);
      expect(told()).toEqual([]);
      expect(await explained('P-1', day(6))).toContainEqual(
        expect.objectContaining({
          what: 'failed',
          on: '2027-02-05',
          reason: expect.stringMatching(reason),
          inputs: expect.objectContaining({ since: '2027-01-30', setAsideOn: null, isSetAsideNow: false }),
        }),
      );

      expect(await problems('renewal-notices', day(7))).toEqual(['failed P-1 M-1', 'set-aside P-1 M-1']);
      expect(told()).toEqual(['P-1 M-1 2027-01-30 renewal-notices to the operators']);
      expect(outputOf(await program.run('renewal-notices', day(8)))).toMatchObject({ examined: 0, failed: 0 });
      expect(told()).toEqual([]);
      expect(await explained('P-1', day(8))).toContainEqual(
        expect.objectContaining({
          what: 'set aside',
          membershipId: 'M-1',
          inputs: expect.objectContaining({ setAsideOn: '2027-02-06', isSetAsideNow: true }),
        }),
      );

      expect(await retry(day(9))).toMatchObject({
        outcome: 'refused',
        reason: expect.stringMatching(/^still not as it should be: stored/),
      });
      await program.items.spoil('P-1', sk, good);
      expect(await retry(day(9), '2')).toMatchObject({
        outcome: 'done',
        reason: 'taken up again: renewal-notices M-1',
      });
      expect(await problems('renewal-notices', day(10))).toEqual([]);
      expect(told()).toEqual([`P-1 M-1 1 -30 to ${adminOf('P-1')}`]);
    },
  );

  it('does not keep other listings from the batch, nor other KPI ledgers from being published', async () => {
    const ids = ['P-1', 'P-2'];
    await program.importRows(
      {
        partners: ids.map((id) => partner(id)),
        contacts: ids.map((id) => admin(id)),
        memberships: ids.map((id) => gold(id)),
        invoices: ids.map((id) => invoice(id, `I-${id}`, '2026-12-01', '70')),
        listings: ids.map((id) => listing(id)),
      },
      '2027-01-01',
    );
    await program.items.spoil('P-1', 'LISTING', {});
    await program.items.spoil('P-1', 'KPI', {});
    expect(await problems('directory-submission', '2027-01-11', { phase: 'remind' })).toEqual(['failed P-1 null']);
    expect(await problems('kpi-refresh', '2027-01-15')).toEqual(['failed P-1 null']);
    expect(await problems('directory-submission', '2027-01-18', { phase: 'submit' })).toEqual([
      'failed P-1 null',
      'set-aside P-1 null',
    ]);
    expect(await program.object('directory/2027-01.csv')).toContain('add,P-2,');
    expect(await problems('directory-submission', '2027-02-07', { phase: 'publish' })).toEqual([]);
    expect(await problems('kpi-refresh', '2027-02-15')).toEqual(['failed P-1 null', 'set-aside P-1 null']);
    expect(told()).toEqual([
      'P-1 - 2027-01-11 directory-submission to the operators',
      'P-1 - 2027-01-15 kpi-refresh to the operators',
      `P-2 listing 2027-01 visible-2027-01 to ${adminOf('P-2')}`,
    ]);
    expect(outputOf(await program.run('kpi-refresh', '2027-03-15'))).toMatchObject({ examined: 1, failed: 0 });
  });

  it('is reported for grace-expiry if it is a membership that cannot expire', async () => {
    await loaded('P-1');
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', {});
    expect(await problems('grace-expiry', '2027-04-01')).toEqual(['failed P-1 M-1']);
    expect(await problems('grace-expiry', '2027-04-08')).toEqual(['failed P-1 M-1', 'set-aside P-1 M-1']);
    expect(await problems('grace-expiry', '2027-04-09')).toEqual([]);
    expect(told()).toEqual(['P-1 M-1 2027-04-01 grace-expiry to the operators']);
  });

  it('fails on in a row over days without a run, and begins a new row after a day on which it was done', async () => {
    await loaded('P-1', 'P-2');
    const [one, two] = [await program.items.value('P-1', 'PARTNER'), await program.items.value('P-2', 'PARTNER')];
    await program.items.spoil('P-1', 'PARTNER', {});
    await program.items.spoil('P-2', 'PARTNER', {});
    expect(await problems('renewal-notices', day(0))).toHaveLength(2);
    await program.items.spoil('P-2', 'PARTNER', two);
    expect(await problems('renewal-notices', day(1))).toEqual(['failed P-1 M-1']);
    await program.items.spoil('P-2', 'PARTNER', {});
    // Stage -15 of P-2 is due on the 14th; P-1 has failed all the time.
    expect((await problems('renewal-notices', day(15))).toSorted()).toEqual([
      'failed P-1 M-1',
      'failed P-2 M-1',
      'set-aside P-1 M-1',
    ]);
    await program.items.spoil('P-1', 'PARTNER', one);
    expect((await program.items.value('P-2', 'FAILURE#renewal-notices#M-1')).since).toBe('2027-02-14');
  });

  it('is taken up again by a payment; if it fails again, it begins a new row with another alert', async () => {
    await loaded('P-1');
    const good = await program.items.value('P-1', 'PARTNER');
    await program.items.spoil('P-1', 'PARTNER', {});
    await problems('renewal-notices', day(0));
    expect(await problems('renewal-notices', day(7))).toContain('set-aside P-1 M-1');
    await program.items.spoil('P-1', 'PARTNER', good);
    expect(await program.given(payment('P-1', '2027-03-02'), '2027-03-02')).toMatchObject({ outcome: 'done' });
    expect(await problems('renewal-notices', '2028-01-31')).toEqual([]);
    await program.items.spoil('P-1', 'PARTNER', {});
    expect(await problems('renewal-notices', '2028-02-15')).toEqual(['failed P-1 M-1']);
    expect(await problems('renewal-notices', '2028-02-22')).toEqual(['failed P-1 M-1', 'set-aside P-1 M-1']);
    expect(told().filter((notice) => notice.includes('operators'))).toEqual([
      'P-1 M-1 2027-01-30 renewal-notices to the operators',
      'P-1 M-1 2028-02-15 renewal-notices to the operators',
    ]);
  });

  it('has no attempt counted by previews and runs for some partners, and stops no other item of its partner', async () => {
    await loaded('P-1');
    await program.importRows({ memberships: [actionPack('P-1', '2026-03-01', 'M-2')] }, '2027-01-01');
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', {});
    for (const on of [day(0), day(9)])
      expect(await problems('renewal-notices', on, { partnerIds: ['P-1'] })).toEqual(['failed P-1 M-1']);
    expect(await problems('renewal-notices', day(9), { dryRun: true })).toEqual(['failed P-1 M-1']);
    expect(told()).toEqual([`P-1 M-2 1 -30 to ${adminOf('P-1')}`]);
    await expect(program.items.value('P-1', 'FAILURE#renewal-notices#M-1')).rejects.toThrow('there is no item');
  });

  it('is one of at most five of a segment that are set aside a day', async () => {
    const ids = Array.from({ length: 48 }, (_, index) => `P-${index + 1}`);
    await loaded(...ids);
    for (const id of ids) await program.items.spoil(id, 'MEMBERSHIP#M-1', {});
    expect(await problems('renewal-notices', day(0))).toHaveLength(48);
    for (const left of [48, 28])
      expect((await problems('renewal-notices', day(9))).toSorted()).toEqual(
        expect.objectContaining({ length: left + 20 }),
      );
    expect(told()).toHaveLength(40);
  });
});

describe('the alert about an item set aside', () => {
  async function failing(): Promise<void> {
    await loaded('P-1');
    await program.items.spoil('P-1', 'PARTNER', {});
    await problems('renewal-notices', day(0));
  }

  it('is sent the next day if SES does not accept it, and the item waits for it', async () => {
    await failing();
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.');
    expect(await problems('renewal-notices', day(7))).toEqual(['failed P-1 M-1', 'notice-failed P-1 M-1']);
    program.mail.heal();
    expect(await problems('renewal-notices', day(8))).toEqual(['failed P-1 M-1', 'set-aside P-1 M-1']);
    expect(told()).toEqual(['P-1 M-1 2027-01-30 renewal-notices to the operators']);
  });

  it('is settled by its event if its answer was lost, though the partner cannot be read', async () => {
    await failing();
    program.mail.loseAnswer((await operators()) ?? '', 1);
    await problems('renewal-notices', day(7));
    expect(told()).toEqual(['P-1 M-1 2027-01-30 renewal-notices to the operators']);
    const { notices, setAsideOn } = await program.items.value('P-1', 'FAILURE#renewal-notices#M-1');
    expect([setAsideOn, notices['2027-01-30'].notices[0].state.status]).toEqual(['2027-02-06', 'sent']);
    expect(await problems('renewal-notices', day(8))).toEqual([]);
  });

  it('is undeliverable if it bounces, and marks no contact of the partner', async () => {
    await failing();
    await problems('renewal-notices', day(7));
    const failureRecord = () => program.items.value('P-1', 'FAILURE#renewal-notices#M-1');
    const { noticeId } = (await failureRecord()).notices['2027-01-30'].notices[0];
    await sesEvent(program, 'Bounce', { noticeId }, day(8));
    expect((await failureRecord()).notices['2027-01-30'].notices[0].state.status).toBe('undeliverable');
    expect(told()).toHaveLength(1);
  });

  /** Who is told. */
  async function operators(): Promise<string | undefined> {
    await program.importRows(actionPacks('P-9'), '2027-01-01');
    await program.given({ command: 'set-contacts', partnerId: 'P-9', contacts: [] }, '2027-01-02');
    await program.run('renewal-notices', day(1), { partnerIds: ['P-9'] });
    return program.mail.takeTold()[0]?.replace(/.* to /, '');
  }
});
