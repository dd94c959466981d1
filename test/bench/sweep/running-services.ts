/** DynamoDB, SES and S3 of a bench, in a process of their own, and the programs in their tables. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { functionEnvironment } from '../bundles.ts';
import { writeProgram } from './program.ts';
import type { Accepted, Latencies, Listening, Told } from './services.ts';

export const NO_LATENCY: Latencies = { dynamodb: 0, ses: 0 };
const NOTICE_STAGES = [-30, -15, -1, 1, 15, 23, 30];

export type RunningServices = {
  /** Of a function that calls them. */
  readonly environment: (more?: Readonly<Record<string, string>>) => Record<string, string>;
  /** Writes a program of which everything is due, and then lets answers take their time. */
  readonly prepare: (table: string, memberships: number, recipients: number, latencies: Latencies) => Promise<void>;
  /** What SES has accepted since the last question. */
  readonly accepted: () => Promise<Accepted>;
  readonly stop: () => void;
};

export async function startServices(tables: readonly string[]): Promise<RunningServices> {
  const services = fork(join(import.meta.dirname, 'services.ts'), tables);
  const [{ dynamodb, ses, s3 }] = (await once(services, 'message')) as [Listening];
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint: dynamodb, region: 'eu-west-1', credentials });
  const ask = async <T>(told: Told): Promise<T> => {
    services.send(told);
    return ((await once(services, 'message')) as [T])[0];
  };
  return {
    environment: (more = {}) =>
      functionEnvironment({
        ...{ AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_SES: ses, AWS_ENDPOINT_URL_S3: s3 },
        ...more,
      }),
    prepare: async (table, memberships, recipients, latencies) => {
      await ask(NO_LATENCY);
      const store = openStore(new Table(client, table), { noticeStages: NOTICE_STAGES });
      await writeProgram(store, memberships, recipients);
      await ask(latencies);
      await ask('accepted');
    },
    accepted: () => ask('accepted'),
    stop: () => {
      client.destroy();
      services.disconnect();
    },
  };
}
