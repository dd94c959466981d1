/** A table of which a function takes the changes and makes events of them, from the template on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../../infra/local/emulator/emulator.ts';
import type { BusEvent } from '../../../../infra/local/emulator/events/event.ts';
import { AwsClient } from '../../../../infra/local/emulator/in-process/aws4fetch.ts';
import { inProcessTableClient } from '../../../../infra/local/emulator/in-process/table-client.ts';
import type { Execution } from '../../../../infra/local/emulator/states/execution.ts';
import { tableClient } from '../../../../infra/local/emulator/tables/table-client.ts';
import { type FixtureEmulator, startFixture } from '../fixture-emulator.ts';

const TAKEN = Symbol.for('fixture.changes');
const FETCH = Symbol.for('fixture.fetch');
const AT = '2027-01-01T08:00:00Z';
const shared: typeof globalThis & { [TAKEN]?: string[]; [FETCH]?: typeof fetch } = globalThis;

let fixture: FixtureEmulator;
let client: DynamoDBClient;
let put: BusEvent[];
let ended: Execution[];

/** The services in this process, and over the wire: what is seen is the same. */
describe.each([true, false])('the stream of a template (services in one process: %s)', (inProcess) => {
  beforeEach(async () => {
    shared[TAKEN] = [];
    shared[FETCH] = inProcess ? (new AwsClient().fetch as typeof fetch) : fetch;
    put = [];
    ended = [];
    await start();
    await fixture.emulator.passTimeTo(AT);
  });
  afterEach(() => stop());

  async function start(options: Partial<EmulatorOptions> = {}): Promise<void> {
    const onEventPut = (event: BusEvent) => put.push(event);
    const onExecutionEnded = (execution: Execution) => ended.push(execution);
    fixture = await startFixture({ inProcess, onEventPut, onExecutionEnded, ...options }, 'events-app.ts');
    client = (inProcess ? inProcessTableClient : tableClient)(fixture.emulator.endpoints.dynamodb);
  }

  async function stop(): Promise<void> {
    client.destroy();
    await fixture.stop();
  }

  const tableName = (): string => fixture.emulator.nameOf('AWS::DynamoDB::Table', 'Table');

  async function putItems(partition: string, ...sorts: readonly string[]): Promise<void> {
    const TableName = tableName();
    for (const sort of sorts)
      await client.send(new PutItemCommand({ TableName, Item: { pk: { S: partition }, sk: { S: sort } } }));
  }

  describe('the changes of a table', () => {
    it('are taken by the function of its stream before time goes on, of the items that its filter accepts', async () => {
      const { emulator } = fixture;
      await putItems('PARTNER#2', 'b', 'a');
      await putItems('PARTNER#1', 'c');
      await putItems('OTHER#1', 'd');
      expect(shared[TAKEN]).toEqual([]);
      await emulator.passTimeTo('2027-01-01T08:00:01Z');
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 c', 'INSERT PARTNER#2 b', 'INSERT PARTNER#2 a']);
    });

    it('wait for one that is not taken, until it is given up', async () => {
      const { emulator } = fixture;
      await putItems('PARTNER#1', 'a', 'poison', 'z');
      await emulator.settled();
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 a']);
      expect(emulator.messages('lost')).toEqual([]);
      await emulator.passTimeTo('2027-01-01T09:00:00Z');
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 a', 'INSERT PARTNER#1 z']);
      expect(JSON.parse(emulator.messages('lost')[0]?.body ?? '')).toMatchObject({
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '100000000000000000002' },
      });
    });
  });

  describe('the events of changes', () => {
    it('are seen in the order in which they were put, and published on their bus alone', async () => {
      const { emulator } = fixture;
      await putItems('PARTNER#1', 'b', 'a');
      await emulator.settled();
      expect(put.map(({ bus, source, detailType, detail, time }) => [bus, source, detailType, detail, time])).toEqual([
        ['partners', 'program', 'Item inserted', { key: 'PARTNER#1 b' }, AT],
        ['partners', 'program', 'Item inserted', { key: 'PARTNER#1 a' }, AT],
      ]);
      expect(emulator.messages('subscriber').map(({ body }) => JSON.parse(body))).toEqual([
        { key: 'PARTNER#1 b' },
        { key: 'PARTNER#1 a' },
      ]);
    });

    it('reach functions, too', async () => {
      const { emulator } = fixture;
      await putItems('PARTNER#1', 'a');
      const key = { pk: { S: 'PARTNER#1' }, sk: { S: 'a' } };
      const RequestItems = { [tableName()]: [{ DeleteRequest: { Key: key } }] };
      await client.send(new BatchWriteItemCommand({ RequestItems }));
      await emulator.settled();
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 a', 'REMOVE PARTNER#1 a', 'told of PARTNER#1 a']);
    });
  });

  describe('an execution that a function starts', () => {
    const execution = { name: 'first', input: { a: 1 } };
    const executionArn = 'arn:aws:states:eu-west-1:000000000000:execution:pause:first';

    it('runs when the function has ended, at the time at which it was asked for', async () => {
      const { emulator } = fixture;
      expect(await emulator.invoke('start', execution)).toEqual({ executionArn, startDate: Date.parse(AT) / 1_000 });
      expect(ended).toMatchObject([
        { arn: executionArn, status: 'SUCCEEDED', input: { a: 1 }, startedAt: '2027-01-01T08:00:00.000Z' },
      ]);
      expect(shared[TAKEN]).toEqual(['asked for first']);
    });

    it('is refused under a name that was used or is none, with what is no object, and of no machine', async () => {
      const { emulator } = fixture;
      await emulator.invoke('start', execution);
      await expect(emulator.invoke('start', execution)).rejects.toThrow('ExecutionAlreadyExists');
      await expect(emulator.invoke('start', { name: 'a b', input: {} })).rejects.toThrow('InvalidName');
      await expect(emulator.invoke('start', { name: 'c', input: 1 })).rejects.toThrow('InvalidExecutionInput');
      await expect(emulator.invoke('start', { ...execution, machine: 'd' })).rejects.toThrow(
        'StateMachineDoesNotExist',
      );
      expect(ended).toHaveLength(1);
    });
  });

  describe('an emulator that continues', () => {
    const folder = mkdtempSync(join(tmpdir(), 'changes-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('hands over the changes that were not taken before, at the time and with the numbers that they had', async () => {
      await stop();
      const durable = { workDir: folder, durable: true };
      await start(durable);
      await fixture.emulator.passTimeTo(AT);
      await putItems('PARTNER#1', 'a');
      await fixture.emulator.startExecution('pause', {}, { at: AT });
      const { told } = fixture.emulator;
      await fixture.emulator.passTimeTo('2027-01-02T08:00:00Z');
      await putItems('PARTNER#1', 'c', 'b');
      await stop();
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 a']);

      await start({ ...durable, continues: told });
      expect(fixture.emulator.now).toBe('2027-01-02T08:00:00.000Z');
      await putItems('PARTNER#1', 'poison');
      await fixture.emulator.startExecution('pause', {}, { at: '2027-01-02T08:00:00Z' });
      expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 a', 'INSERT PARTNER#1 c', 'INSERT PARTNER#1 b']);
      await fixture.emulator.passTimeTo('2027-01-02T09:00:00Z');
      const lost = JSON.parse(fixture.emulator.messages('lost')[0]?.body ?? '') as { DDBStreamBatchInfo: object };
      expect(lost.DDBStreamBatchInfo).toMatchObject({ startSequenceNumber: '100000000000000000004' });
    });
  });
});
