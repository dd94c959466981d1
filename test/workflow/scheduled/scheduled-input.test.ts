import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { SEOUL_PROGRAM } from '../support/configurations.ts';
import { type CountingProxy, countingDynamoDb } from '../support/counting-proxy.ts';
import { actionPacks } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

let dynamoDb: CountingProxy;
let program: Program;
let seoul: Program;

beforeAll(async () => {
  dynamoDb = await countingDynamoDb();
  program = await Program.start({ dynamoDbEndpoint: dynamoDb.endpoint });
  seoul = await Program.start({}, SEOUL_PROGRAM);
});
afterAll(async () => {
  await program?.stop();
  await seoul?.stop();
  await dynamoDb?.stop();
});

describe('the input of a scheduled workflow', () => {
  beforeEach(() => dynamoDb.forget());

  it.each<[string, string, Json, string]>([
    [
      'an unknown field',
      'renewal-notices',
      { asof: '2027-01-30' },
      'asof: got an unknown field ("2027-01-30"); allowed: the fields asOf, dryRun, partnerIds, reason',
    ],
    ['a flag that is text', 'grace-expiry', { dryRun: 'yes' }, 'dryRun: got "yes"; allowed: true or false'],
    [
      'a date that does not exist',
      'renewal-notices',
      { asOf: '2027-02-29' },
      'asOf: got "2027-02-29"; allowed: a civil date',
    ],
    ['a number for a day', 'kpi-refresh', { asOf: 20270130 }, 'asOf: got 20270130; allowed: a civil date'],
    ['one partner instead of a list', 'renewal-notices', { partnerIds: 'P-1' }, 'partnerIds: got "P-1"; allowed: '],
    ['no partner at all', 'renewal-notices', { partnerIds: [] }, 'partnerIds: got []; allowed: '],
    [
      'tomorrow without dryRun',
      'renewal-notices',
      { asOf: '2027-01-31' },
      'asOf: got "2027-01-31"; allowed: 2027-01-30 or earlier, or a later day with "dryRun": true',
    ],
    [
      'an unknown phase',
      'directory-submission',
      { phase: 'withdraw' },
      'phase: got "withdraw"; allowed: one of remind, submit, publish',
    ],
    [
      'a phase where there is none',
      'grace-expiry',
      { phase: 'submit' },
      'phase: got an unknown field ("submit"); allowed: ',
    ],
    ['a list', 'renewal-notices', [], 'got []; allowed: '],
  ])('%s ends as InvalidInput, with field, value and what is allowed, before anything is read', async (...given) => {
    const [, workflow, input, cause] = given;
    const execution = await program.run(workflow, '2027-01-30', input);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'InvalidInput', cause: expect.stringContaining(cause) });
    expect(dynamoDb.calls()).toEqual({});
    expect(await program.decisions(execution)).toEqual([]);
    expect(program.mail.told).toEqual([]);
  });

  it('{} starts a run for today', async () => {
    expect(outputOf(await program.run('renewal-notices', '2027-01-30'))).toMatchObject({
      workflow: 'renewal-notices',
      asOf: '2027-01-30',
      dryRun: false,
    });
  });

  it("is, for an instant, its civil date in the program's zone (R-CAL-1)", async () => {
    const asOf = '2027-01-29T15:00:00Z';
    expect(outputOf(await seoul.run('renewal-notices', '2027-02-03', { asOf })).asOf).toBe('2027-01-30');
    expect(outputOf(await program.run('renewal-notices', '2027-02-03', { asOf })).asOf).toBe('2027-01-29');
  });

  it('is today if a scheduler left its placeholder unfilled', async () => {
    const asOf = '<aws.scheduler.scheduled-time>';
    expect(outputOf(await program.run('renewal-notices', '2027-02-03', { asOf })).asOf).toBe('2027-02-03');
  });

  it("is today in the program's zone, whatever the hour in UTC (R-CAL-1)", async () => {
    const { emulator } = seoul;
    const at = '2027-01-29T15:30:00Z';
    expect(outputOf(await emulator.startExecution('grace-expiry', {}, { at })).asOf).toBe('2027-01-30');
    const tomorrow = await emulator.startExecution('grace-expiry', { asOf: '2027-01-31' }, { at });
    expect(tomorrow).toMatchObject({ error: 'InvalidInput', cause: expect.stringContaining('2027-01-30 or earlier') });
  });
});

describe('a day on which nothing is due', () => {
  beforeAll(() => program.importRows(actionPacks('P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6'), '2027-01-01'));

  it.each(['renewal-notices', 'grace-expiry'])(
    '%s asks its four shards what is due and what is left, counts what is set aside, notes that it ran, and does nothing else',
    async (workflow) => {
      dynamoDb.forget();
      expect(outputOf(await program.run(workflow, '2027-01-28'))).toMatchObject({ examined: 0, acted: 0, failed: 0 });
      // And the event that it ran is numbered, in a stage that tells events.
      expect(dynamoDb.calls()).toEqual({ Query: 9, PutItem: 1 + 1, GetItem: 1 });
    },
  );
});
