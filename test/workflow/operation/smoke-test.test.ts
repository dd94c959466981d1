/**
 * The smoke test on the embedded machine: what it finds, that it leaves nothing, and that it may be killed anywhere.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BatchWriteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../../infra/account/check.ts';
import type { Ended } from '../../../infra/account/executions.ts';
import { OBJECTS_FOLDER } from '../../../infra/local/emulator/services.ts';
import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import { dynamoDbClient } from '../../../infra/local/simulation/dynamodb-client.ts';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import { runSmokeTest } from '../../../infra/smoke/run-smoke-test.ts';
import type { Stage, StageObjects } from '../../../infra/smoke/stage.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { UTC_PROGRAM } from '../support/configurations.ts';
import { actionPacks } from '../support/partners.ts';
import { Program } from '../support/program.ts';
import type { Raw } from '../support/stored-items.ts';

const NOW = '2027-02-10T09:00:00Z';
const PARTNER = /SMOKE-TEST-/;

let program: Program;
let client: DynamoDBClient;
beforeAll(async () => {
  program = await Program.start();
  client = dynamoDbClient(program.emulator.endpoints.dynamodb);
});
afterAll(async () => {
  client?.destroy();
  await program?.stop();
});
beforeEach(async () => {
  await program.clear();
  await program.removeObjects();
});

const endedOf = ({ name, status, input, output, error, cause }: Execution): Ended => ({
  ...{ arn: name, name, status, input, output },
  ...{ error: error ?? undefined, cause: cause ?? undefined },
});

/** `call` is told of every call that is made from outside. */
function stageOf(call: () => void = () => {}): Stage {
  const { emulator } = program;
  const name = emulator.nameOf('AWS::DynamoDB::Table', '');
  const config = readProgramFile(UTC_PROGRAM);
  const counted = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    call();
    return work();
  };
  const objectsOf = (id: string): StageObjects => {
    const bucket = emulator.nameOf('AWS::S3::Bucket', id);
    const keys = (prefix: string) => emulator.listObjects(bucket, prefix);
    return {
      put: (key, text) => counted(async () => void (await emulator.putObject(bucket, key, text, { at: NOW }))),
      keys: (prefix) => counted(() => keys(prefix)),
      text: async (key) => String(await emulator.getObject(bucket, key)),
      remove: async (prefix) => {
        for (const key of await keys(prefix))
          await counted(() => rm(join(program.workDir, OBJECTS_FOLDER, bucket, key), { force: true }));
      },
    };
  };
  return {
    now: () => NOW,
    config,
    store: openStore(new Table(client, name), config),
    importFile: (kind, key, text) =>
      counted(async () => {
        const [execution] = await emulator.putObject(emulator.nameOf('AWS::S3::Bucket', 'Imports'), key, text, {
          at: NOW,
        });
        if (execution === undefined) throw new Error(`${kind} started nothing`);
        return endedOf(execution);
      }),
    execute: (workflow, input, executionName) =>
      counted(async () =>
        endedOf(
          await emulator.startExecution(workflow, input as never, { at: NOW, name: `${executionName}-${starts++}` }),
        ),
      ),
    othersEnded: () => emulator.settled(),
    until: async (look) => (await look()) ?? (null as never),
    removeItems: async (partition) => {
      const query = {
        TableName: name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partition } },
      };
      const { Items = [] } = await client.send(new QueryCommand(query));
      for (const { pk, sk } of Items) {
        const remove = { DeleteRequest: { Key: { pk, sk } as Raw } };
        await counted(() => client.send(new BatchWriteItemCommand({ RequestItems: { [name]: [remove] } })));
      }
      return Items.length;
    },
    objects: { imports: objectsOf('Imports'), reports: objectsOf('Reports') },
  };
}

/** Names of executions are used once, here as on AWS; every run of a test is at the same instant. */
let starts = 0;

/** What table and buckets hold of the smoke test. */
async function traces(): Promise<string[]> {
  const items = (await program.items.all()).map((item) => JSON.stringify(item)).filter((item) => PARTNER.test(item));
  const keys: string[] = [];
  for (const id of ['Imports', 'Reports']) {
    const bucket = program.emulator.nameOf('AWS::S3::Bucket', id);
    for (const key of await program.emulator.listObjects(bucket))
      if (/smoke-test/i.test(key) || PARTNER.test(String(await program.emulator.getObject(bucket, key))))
        keys.push(key);
  }
  return [...items, ...keys];
}

describe('npm run smoke', () => {
  it('sees the mails of the simulator come back, and leaves nothing', async () => {
    const checks: Check[] = [];
    expect(await runSmokeTest(stageOf(), (check) => checks.push(check))).toBe(true);
    expect(checks.map(({ what }) => what)).toEqual([
      ...['partners', 'contacts', 'memberships'].map((kind) => `the upload of ${kind}.csv is imported`),
      ...['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'].map((name) => `${name} runs dry`),
      ...['record-profile-review', 'explain', 'merge-partners'].map((name) => `the command ${name} runs dry`),
      'renewal-notices sends to the mailbox simulator',
      ...['SMOKE-TEST-1', 'SMOKE-TEST-2'].map((id) => `${id}: ledger and contacts know what SES told`),
      'sends nothing twice',
      'nothing of it is left',
    ]);
    expect(program.mail.takeTold().map((mail) => mail.replace(/ M.* to /, ' to '))).toHaveLength(4);
    expect(await traces()).toEqual([]);
  });

  it('touches no partner of the program, and no scheduled run finds its own', async () => {
    await program.importRows(actionPacks('P-1'), '2027-01-20');
    const stored = async () => (await program.items.all()).filter(({ pk }) => !PARTNER.test(String(pk?.S)));
    const before = await stored();
    let ran: Execution | null = null;
    const stage = stageOf();
    const execute: Stage['execute'] = async (workflow, input, name) => {
      ran ??= await program.run('renewal-notices', '2027-02-10', { dryRun: true });
      return stage.execute(workflow, input, name);
    };
    expect(await runSmokeTest({ ...stage, execute }, () => {})).toBe(true);
    expect(ran).toMatchObject({ status: 'SUCCEEDED', output: { examined: 1 } });
    expect(await stored()).toEqual(before);
  });

  it('tells what does not work, and removes everything all the same', async () => {
    program.mail.refuse('MessageRejected', 'Email address is not verified.');
    const checks: Check[] = [];
    expect(await runSmokeTest(stageOf(), (check) => checks.push(check))).toBe(false);
    expect(checks.filter(({ holds }) => !holds)).toEqual([
      expect.objectContaining({ what: 'renewal-notices sends to the mailbox simulator' }),
    ]);
    expect(await traces()).toEqual([]);
  });

  it('was killed at any call, and the next one cleans up', async () => {
    class Killed extends Error {}
    for (let at = 1; ; at += 4) {
      let calls = 0;
      const killing = stageOf(() => {
        calls += 1;
        if (calls >= at) throw new Killed();
      });
      const isKilled = await runSmokeTest(killing, () => {}).then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      if (!isKilled) break;
      expect(await runSmokeTest(stageOf(), () => {})).toBe(true);
      expect(await traces()).toEqual([]);
    }
  });
});
