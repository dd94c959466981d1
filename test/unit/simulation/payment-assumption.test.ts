import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assumptionOption } from '../../../infra/local/cli/values/assumption.ts';
import { AssumedDay } from '../../../infra/local/simulation/assumptions/assumed-day.ts';
import {
  daysUntilPayment,
  type PaymentAssumption,
} from '../../../infra/local/simulation/assumptions/payment-assumption.ts';
import type { DatedCommand } from '../../../shared/import/commands/read-commands.ts';
import { date } from '../rules/support.ts';

const folder = mkdtempSync(join(tmpdir(), 'assumed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const renewal = (number: number) => ({
  partnerId: `P-${number}`,
  membershipId: 'M-1',
  anniversary: '2027-09-01',
});
const daysOfAll = (assumption: PaymentAssumption) =>
  Array.from({ length: 2_000 }, (_, number) => daysUntilPayment(assumption, renewal(number)));

describe('an assumption about payments', () => {
  const halfAndThird: PaymentAssumption = {
    rules: [
      { daysAfter: 5, percent: 50 },
      { daysAfter: 25, percent: 30 },
    ],
    seed: 1,
  };

  it('divides the renewals by the shares, and leaves the rest unpaid', () => {
    const counts = Map.groupBy(daysOfAll(halfAndThird), (days) => days);
    const share = (days: number | null) => (counts.get(days)?.length ?? 0) / 20;
    expect([share(5), share(25), share(null)].map((percent) => Math.round(percent / 5) * 5)).toEqual([50, 30, 20]);
  });

  it('draws the same ones for the same seed, and others for another', () => {
    expect(daysOfAll(halfAndThird)).toEqual(daysOfAll(halfAndThird));
    expect(daysOfAll({ ...halfAndThird, seed: 2 })).not.toEqual(daysOfAll(halfAndThird));
  });

  it('draws a membership anew for each anniversary', () => {
    const next = Array.from({ length: 200 }, (_, number) =>
      daysUntilPayment(halfAndThird, { ...renewal(number), anniversary: '2028-09-01' }),
    );
    expect(next).not.toEqual(daysOfAll(halfAndThird).slice(0, 200));
  });
});

describe('the option --assume-payments', () => {
  const read = (...rules: string[]) => assumptionOption('simulate', { 'assume-payments': rules });

  it('takes a day of the window, and a share', () => {
    expect(read('AD+10')).toEqual({ rules: [{ daysAfter: 10, percent: 100 }], seed: 1 });
    expect(read('AD+1:33.5%', 'AD+30:66.5%')?.rules.map(({ percent }) => percent)).toEqual([33.5, 66.5]);
    expect(assumptionOption('simulate', { 'assume-payments': ['AD+10'], seed: '7' })?.seed).toBe(7);
    expect(assumptionOption('simulate', {})).toBeNull();
  });

  it.each(['AD+0', 'AD+31', 'AD-1', '10', 'AD+10:0%', 'AD+10:101%', 'AD+10:50', 'ad+10'])(
    'refuses %s, and says what is allowed',
    (rule) => {
      expect(() => read(rule)).toThrow(`--assume-payments: got "${rule}"; allowed: AD+1 … AD+30`);
    },
  );

  it('refuses shares of more than all, and a seed that decides nothing', () => {
    expect(() => read('AD+5:60%', 'AD+9:41%')).toThrow('the shares add up to 101 %');
    expect(() => assumptionOption('simulate', { seed: '7' })).toThrow('--assume-payments, which is missing');
    expect(() => assumptionOption('simulate', { 'assume-payments': ['AD+1'], seed: '-1' })).toThrow('--seed: got "-1"');
  });
});

describe('the commands that are assumed for a day', () => {
  const command = (partnerId: string): DatedCommand => ({
    on: date('2027-09-11'),
    command: { command: 'record-profile-review', partnerId, reviewedOn: date('2027-09-11'), by: 'account-admin' },
  });

  it('are the same when the simulation is resumed, though some of them are carried out', async () => {
    const file = join(folder, 'assumed.json');
    const first = await new AssumedDay(file).commands(date('2027-09-11'), async () => [command('P-1'), command('P-2')]);
    const again = await new AssumedDay(file).commands(date('2027-09-11'), async () => [command('P-2')]);
    expect(again).toEqual(first);
  });

  it('are decided anew on the next day', async () => {
    const file = join(folder, 'next.json');
    const day = new AssumedDay(file);
    await day.commands(date('2027-09-11'), async () => [command('P-1')]);
    expect(await day.commands(date('2027-09-12'), async () => [])).toEqual([]);
  });
});
