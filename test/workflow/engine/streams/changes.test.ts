/** A table of which a function takes the changes, from the template on. */
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcessTableClient } from '../../../../infra/local/emulator/in-process/table-client.ts';
import { type FixtureEmulator, startFixture } from '../fixture-emulator.ts';

const TAKEN = Symbol.for('fixture.changes');
const AT = '2027-01-01T08:00:00Z';
const shared: typeof globalThis & { [TAKEN]?: string[] } = globalThis;

let fixture: FixtureEmulator;
let client: DynamoDBClient;

beforeEach(async () => {
  shared[TAKEN] = [];
  fixture = await startFixture({ inProcess: true }, 'events-app.ts');
  await fixture.emulator.passTimeTo(AT);
  client = inProcessTableClient(fixture.emulator.endpoints.dynamodb);
});
afterEach(() => fixture.stop());

async function put(partition: string, ...sorts: readonly string[]): Promise<void> {
  const TableName = fixture.emulator.nameOf('AWS::DynamoDB::Table', 'Table');
  for (const sort of sorts)
    await client.send(new PutItemCommand({ TableName, Item: { pk: { S: partition }, sk: { S: sort } } }));
}

describe('the changes of a table', () => {
  it('are taken by the function of its stream before time goes on, of the items that its filter accepts', async () => {
    const { emulator } = fixture;
    await put('PARTNER#2', 'b', 'a');
    await put('PARTNER#1', 'c');
    await put('OTHER#1', 'd');
    expect(shared[TAKEN]).toEqual([]);
    await emulator.passTimeTo('2027-01-01T08:00:01Z');
    expect(shared[TAKEN]).toEqual(['INSERT PARTNER#1 c', 'INSERT PARTNER#2 a', 'INSERT PARTNER#2 b']);
  });

  it('wait for one that is not taken, until it is given up', async () => {
    const { emulator } = fixture;
    await put('PARTNER#1', 'a', 'poison', 'z');
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
