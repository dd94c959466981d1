import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Disposal } from './disposal.ts';
import type { ServiceEndpoints } from './functions/function-environment.ts';
import { FunctionLogs } from './functions/function-log.ts';
import type { Mail, SentMail } from './mail/mail.ts';
import type { ToldEvent } from './mail/mail-events.ts';
import { Mailbox } from './mail/mailbox.ts';
import { prepareEndpoint } from './mail/prepare-endpoint.ts';
import { serveSes } from './mail/ses-server.ts';
import { ObjectStore } from './storage/object-store.ts';
import { readBucket } from './storage/read-buckets.ts';
import { type ObjectCreated, serveS3 } from './storage/s3-server.ts';
import { createTables, requireTables } from './tables/create-tables.ts';
import { startDynalite } from './tables/dynalite.ts';
import { readTable } from './tables/read-tables.ts';
import { tableClient } from './tables/table-client.ts';
import type { Template } from './template/template.ts';

export type ServiceOptions = {
  /** Folder for mails, objects and logs; made if it is missing, must be empty unless `continues` is given. */
  readonly workDir: string;
  /** Keep the embedded DynamoDB's tables in the work folder, so that a later emulator can continue with them. Default: in memory. */
  readonly durable?: boolean | undefined;
  /** Continue with the work folder and the tables of an earlier emulator. */
  readonly continues?: Continuation | undefined;
  /** A DynamoDB to use instead of the embedded one. The stage's tables there are deleted and created again, unless `continues` is given. */
  readonly dynamoDbEndpoint?: string | undefined;
  /** How this process reaches the tables at an endpoint. Default: a plain client of the SDK. */
  readonly tableClient?: ((endpoint: string) => DynamoDBClient) | undefined;
  /** An SES to use instead of the embedded one. Nothing is onObjectCreated or verified there. */
  readonly sesEndpoint?: string | undefined;
  /** May throw, for a mail that SES would otherwise accept: an SesError refuses it, a ConnectionCut leaves it unanswered. */
  readonly refuseMail?: ((mail: Mail) => void) | undefined;
  /** Called with every mail that was accepted. May throw a ConnectionCut: the response is lost. */
  readonly onMailSent?: ((mail: SentMail) => void) | undefined;
  /** Which events SES publishes about a mail that it accepted. Default: Send and Delivery. */
  readonly mailEvents?: ((mail: SentMail) => readonly ToldEvent[]) | undefined;
};

export type Continuation = {
  /** Mails whose events were all published: SES publishes those of every later mail again. */
  readonly publishedMails: number;
};

/** The running services that the functions call, with the resources of the template. */
export type Services = {
  readonly endpoints: ServiceEndpoints;
  /** By the bucket's name. */
  readonly buckets: ReadonlyMap<string, ObjectStore>;
  /** Names of the buckets that publish an event for each new object. */
  readonly eventBuckets: ReadonlySet<string>;
  readonly logs: FunctionLogs;
  readonly mailbox: Mailbox;
};

/** The folders in the work folder. */
export const TABLES_FOLDER = 'tables';
export const MAIL_FOLDER = 'mail';
export const OBJECTS_FOLDER = 'objects';
export const LOGS_FOLDER = 'logs';

/**
 * @param now the time by the emulator's clock, an ISO instant
 * @param onObjectCreated called with every new object of a bucket that publishes events
 */
export async function startServices(
  template: Template,
  options: ServiceOptions,
  disposal: Disposal,
  now: () => string,
  onObjectCreated: ObjectCreated,
): Promise<Services> {
  if (!options.continues) await requireEmpty(options.workDir);
  const logs = new FunctionLogs(join(options.workDir, LOGS_FOLDER));
  disposal.add(() => logs.close());
  const mailbox = new Mailbox(join(options.workDir, MAIL_FOLDER));
  const [dynamodb, { buckets, eventBuckets, endpoint: s3 }, ses] = await Promise.all([
    startTables(template, options, disposal),
    startStorage(template, options, disposal, onObjectCreated),
    startMail(template, options, disposal, mailbox, now),
  ]);
  return { endpoints: { dynamodb, s3, ses }, buckets, eventBuckets, logs, mailbox };
}

async function startTables(template: Template, options: ServiceOptions, disposal: Disposal): Promise<string> {
  let endpoint = options.dynamoDbEndpoint;
  if (endpoint === undefined) {
    const embedded = await startDynalite(options.durable ? join(options.workDir, TABLES_FOLDER) : undefined);
    disposal.add(embedded.stop);
    endpoint = embedded.endpoint;
  }
  const tables = template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  const requests = tables.map((table) => readTable(table, template.resolver));
  const client = (options.tableClient ?? tableClient)(endpoint);
  try {
    await (options.continues ? requireTables : createTables)(client, requests);
  } finally {
    client.destroy();
  }
  return endpoint;
}

async function startStorage(
  template: Template,
  { workDir }: ServiceOptions,
  disposal: Disposal,
  onObjectCreated: ObjectCreated,
): Promise<Pick<Services, 'buckets' | 'eventBuckets'> & { readonly endpoint: string }> {
  const bucketDefinitions = template.ofType('AWS::S3::Bucket').map((bucket) => readBucket(bucket, template.resolver));
  const eventBuckets = new Set(
    bucketDefinitions.filter(({ publishesEvents }) => publishesEvents).map(({ name }) => name),
  );
  const stores = bucketDefinitions.map(
    ({ name }) => [name, new ObjectStore(join(workDir, OBJECTS_FOLDER, name))] as const,
  );
  await Promise.all(stores.map(([, store]) => store.create()));
  const buckets = new Map(stores);
  const server = await serveS3(buckets, (bucket, key, bytes) => {
    if (eventBuckets.has(bucket)) onObjectCreated(bucket, key, bytes);
  });
  disposal.add(server.stop);
  return { buckets, eventBuckets, endpoint: server.endpoint };
}

async function startMail(
  template: Template,
  { sesEndpoint, refuseMail, onMailSent }: ServiceOptions,
  disposal: Disposal,
  mailbox: Mailbox,
  now: () => string,
): Promise<string> {
  const identities = template.namesOf('AWS::SES::EmailIdentity');
  const configurationSets = template.namesOf('AWS::SES::ConfigurationSet');
  if (sesEndpoint !== undefined) {
    await prepareEndpoint(sesEndpoint, { identities, configurationSets });
    return sesEndpoint;
  }
  await mailbox.open();
  const account = { identities: new Set(identities), configurationSets: new Set(configurationSets) };
  const server = await serveSes({ account, mailbox, now, refuse: refuseMail, onSent: onMailSent });
  disposal.add(server.stop);
  return server.endpoint;
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [first] = await readdir(folder);
  if (first !== undefined) throw new Error(`the work folder ${folder} must be empty, but holds ${first}`);
}
