import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Disposal } from './disposal.ts';
import type { BusEvent } from './events/event.ts';
import { serveEventBridge } from './events/event-bridge-server.ts';
import { readBuses } from './events/read-buses.ts';
import type { ServiceEndpoints } from './functions/function-environment.ts';
import { FunctionLogs } from './functions/function-log.ts';
import { inProcessServices } from './in-process/in-process-services.ts';
import { addServices, removeServices } from './in-process/services.ts';
import { type LoopbackServer, serveLoopback } from './loopback-server.ts';
import type { Mail, SentMail } from './mail/mail.ts';
import type { ToldEvent } from './mail/mail-events.ts';
import { Mailbox } from './mail/mailbox.ts';
import { prepareEndpoint } from './mail/prepare-endpoint.ts';
import { type SesOptions, serveSes } from './mail/ses-server.ts';
import { type StepFunctionsDeps, serveStepFunctions } from './states/step-functions-server.ts';
import { ObjectStore } from './storage/object-store.ts';
import { readBucket } from './storage/read-buckets.ts';
import { type ObjectCreated, serveS3 } from './storage/s3-server.ts';
import type { StreamPositions } from './streams/streams.ts';
import { createTables, requireTables } from './tables/create-tables.ts';
import { startDynalite } from './tables/dynalite.ts';
import type { ChangeSink } from './tables/memory/change.ts';
import { DynamoDbEngine } from './tables/memory/dynamodb-engine.ts';
import { readTable } from './tables/read-tables.ts';
import { tableClient } from './tables/table-client.ts';
import { WatchedTables } from './tables/watch/watched-tables.ts';
import type { Template } from './template/template.ts';

export type ServiceOptions = {
  /** Folder for mails, objects and logs; made if it is missing, must be empty unless `continues` is given. */
  readonly workDir: string;
  /**
   * Keep the embedded DynamoDB's tables in the work folder, so that a later emulator can continue with them. Default:
   * in memory.
   */
  readonly durable?: boolean | undefined;
  /** Continue with the work folder and the tables of an earlier emulator. */
  readonly continues?: Continuation | undefined;
  /**
   * The services are called in this process, without sockets: by functions that were bundled with `IN_PROCESS_ALIASES`.
   * Default: they listen on this machine, and speak AWS's protocols.
   */
  readonly inProcess?: boolean | undefined;
  /**
   * A DynamoDB to use instead of the embedded one. The stage's tables there are deleted and created again, unless
   * `continues` is given.
   */
  readonly dynamoDbEndpoint?: string | undefined;
  /** How this process reaches the tables at an endpoint. Default: a plain client of the SDK. */
  readonly tableClient?: ((endpoint: string) => DynamoDBClient) | undefined;
  /** An SES to use instead of the embedded one. Nothing is created or verified there. */
  readonly sesEndpoint?: string | undefined;
  /**
   * May throw, for a mail that SES would otherwise accept: an SesError refuses it, a ConnectionCut leaves it
   * unanswered.
   */
  readonly refuseMail?: ((mail: Mail) => void) | undefined;
  /** Called with every mail that was accepted. May throw a ConnectionCut: the response is lost. */
  readonly onMailSent?: ((mail: SentMail) => void) | undefined;
  /** Which events SES publishes about a mail that it accepted. Default: Send and Delivery. */
  readonly mailEvents?: ((mail: SentMail) => readonly ToldEvent[]) | undefined;
};

export type Continuation = {
  /** Mails whose events were all published: SES publishes those of every later mail again. */
  readonly publishedMails: number;
  /** Where the streams were when all their records were taken: what came later is handed over again. */
  readonly streams: StreamPositions;
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
const ENGINE_FOLDER = 'engine';
export const MAIL_FOLDER = 'mail';
export const OBJECTS_FOLDER = 'objects';
export const LOGS_FOLDER = 'logs';

/** What the services take from the rest of the emulator, and tell it. */
export type ServiceHooks = {
  /** The time by the emulator's clock, an ISO instant. */
  readonly now: () => string;
  /** Called with every new object of a bucket that publishes events. */
  readonly onObjectCreated: ObjectCreated;
  /** Gets each event that is put onto a bus, in order. */
  readonly onEventPut: (event: BusEvent) => void;
  /** Starts an execution for a function. */
  readonly onStart: StepFunctionsDeps['start'];
  /** What takes the changes of a table, by its name; there is none for a table without stream. */
  readonly sinks: ReadonlyMap<string, ChangeSink>;
};

export async function startServices(
  template: Template,
  options: ServiceOptions,
  disposal: Disposal,
  { now, onObjectCreated, onEventPut, onStart, sinks }: ServiceHooks,
): Promise<Services> {
  if (!options.continues) await requireEmpty(options.workDir);
  const logs = new FunctionLogs(join(options.workDir, LOGS_FOLDER));
  disposal.add(() => logs.close());
  const mailbox = new Mailbox(join(options.workDir, MAIL_FOLDER));
  const storage = await openStorage(template, options.workDir);
  const whenCreated: ObjectCreated = (bucket, key, bytes) => {
    if (storage.eventBuckets.has(bucket)) onObjectCreated(bucket, key, bytes);
  };
  const common = { ...storage, logs, mailbox };
  const events = { buses: readBuses(template), now, accept: onEventPut };
  const executions = { now: () => Date.parse(now()), start: onStart };
  if (options.inProcess) {
    await mailbox.open();
    const tables = openTables(template, options, disposal, sinks);
    const mail = sesOptions(template, options, mailbox, now);
    const { buckets } = storage;
    const parts = { tables, mail, buckets, onCreated: whenCreated, events, executions };
    const all = addServices(inProcessServices(parts));
    disposal.add(() => removeServices(all));
    const endpoints = { dynamodb: all, eventbridge: all, s3: all, ses: all, stepFunctions: all };
    return { endpoints, ...common };
  }
  const listen = async (starting: Promise<LoopbackServer>): Promise<string> => {
    const server = await starting;
    disposal.add(server.stop);
    return server.endpoint;
  };
  const s3 = await listen(serveS3(storage.buckets, whenCreated));
  const eventbridge = await listen(serveEventBridge(events));
  const stepFunctions = await listen(serveStepFunctions(executions));
  const [dynamodb, ses] = await Promise.all([
    startTables(template, options, disposal, sinks),
    startMail(template, options, disposal, mailbox, now),
  ]);
  return { endpoints: { dynamodb, eventbridge, s3, ses, stepFunctions }, ...common };
}

function tableDefinitions(template: Template): CreateTableCommandInput[] {
  const tables = template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  return tables.map((table) => readTable(table, template.resolver));
}

/**
 * Where the writes of tables are kept, by the table's name; undefined: nowhere.
 *
 * @throws Error if one that should go on has none
 */
function logsOf(
  { workDir, durable, continues }: ServiceOptions,
  definitions: readonly CreateTableCommandInput[],
): ((table: string) => string) | undefined {
  const folder = join(workDir, TABLES_FOLDER);
  const logOf = (table: string): string => join(folder, `${table}.jsonl`);
  const missing = continues && definitions.find(({ TableName = '' }) => !existsSync(logOf(TableName)));
  if (missing) throw new Error(`there is no table ${missing.TableName} to go on with`);
  if (!durable) return undefined;
  mkdirSync(folder, { recursive: true });
  return logOf;
}

/** The tables in this process. */
function openTables(
  template: Template,
  options: ServiceOptions,
  disposal: Disposal,
  sinks: ServiceHooks['sinks'],
): DynamoDbEngine {
  const definitions = tableDefinitions(template);
  const engine = new DynamoDbEngine(definitions, logsOf(options, definitions), sinks);
  disposal.add(() => engine.close());
  return engine;
}

async function startTables(
  template: Template,
  options: ServiceOptions,
  disposal: Disposal,
  sinks: ServiceHooks['sinks'],
): Promise<string> {
  let endpoint = options.dynamoDbEndpoint;
  if (endpoint === undefined) {
    const embedded = await startDynalite(options.durable ? join(options.workDir, ENGINE_FOLDER) : undefined);
    disposal.add(embedded.stop);
    endpoint = embedded.endpoint;
  }
  const client = (options.tableClient ?? tableClient)(endpoint);
  disposal.add(() => client.destroy());
  const definitions = tableDefinitions(template);
  await (options.continues ? requireTables : createTables)(client, definitions);
  const streamed = definitions.filter(({ TableName = '' }) => sinks.has(TableName));
  if (streamed.length === 0) return endpoint;
  const watched = new WatchedTables(streamed, { endpoint, client, sinks, logOf: logsOf(options, streamed) });
  disposal.add(() => watched.close());
  if (options.continues) await watched.catchUp();
  const server = await serveLoopback((request) => watched.answer(request));
  disposal.add(server.stop);
  return server.endpoint;
}

async function openStorage(template: Template, workDir: string): Promise<Pick<Services, 'buckets' | 'eventBuckets'>> {
  const bucketDefinitions = template.ofType('AWS::S3::Bucket').map((bucket) => readBucket(bucket, template.resolver));
  const eventBuckets = new Set(
    bucketDefinitions.filter(({ publishesEvents }) => publishesEvents).map(({ name }) => name),
  );
  const stores = bucketDefinitions.map(
    ({ name }) => [name, new ObjectStore(join(workDir, OBJECTS_FOLDER, name))] as const,
  );
  await Promise.all(stores.map(([, store]) => store.create()));
  return { buckets: new Map(stores), eventBuckets };
}

async function startMail(
  template: Template,
  options: ServiceOptions,
  disposal: Disposal,
  mailbox: Mailbox,
  now: () => string,
): Promise<string> {
  const { sesEndpoint } = options;
  if (sesEndpoint !== undefined) {
    const identities = template.namesOf('AWS::SES::EmailIdentity');
    const configurationSets = template.namesOf('AWS::SES::ConfigurationSet');
    await prepareEndpoint(sesEndpoint, { identities, configurationSets });
    return sesEndpoint;
  }
  await mailbox.open();
  const server = await serveSes(sesOptions(template, options, mailbox, now));
  disposal.add(server.stop);
  return server.endpoint;
}

function sesOptions(
  template: Template,
  { refuseMail, onMailSent }: ServiceOptions,
  mailbox: Mailbox,
  now: () => string,
): SesOptions {
  const account = {
    identities: new Set(template.namesOf('AWS::SES::EmailIdentity')),
    configurationSets: new Set(template.namesOf('AWS::SES::ConfigurationSet')),
  };
  return { account, mailbox, now, refuse: refuseMail, onSent: onMailSent };
}

async function requireEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [first] = await readdir(folder);
  if (first !== undefined) throw new Error(`the work folder ${folder} must be empty, but holds ${first}`);
}
