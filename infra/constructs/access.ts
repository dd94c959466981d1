import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { recipientsOf, type StageSettings } from '../config.ts';

/**
 * The permissions of a function and the environment variables that go with them: a function has the name of a resource
 * exactly if it may use it.
 */
export type Access = {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** Resources with a wildcard in the statements, each with the reason why it is not narrower. */
  readonly wildcards?: Readonly<Record<string, string>>;
};

/** A table or a bucket, seen from another stack. */
export type ResourceRef = {
  readonly name: string;
  readonly arn: string;
};

/** The table, and the shards of its sparse indexes. */
export type TableRef = ResourceRef & {
  readonly shards: number;
  /** Tells of every write; none where the stage tells no events. */
  readonly streamArn?: string;
};

/** SES as a function needs it, seen from another stack. */
export type MailSender = {
  readonly identityArn: string;
  /** Of the recipients that a stage is limited to: in the sandbox, SES asks for permission to use theirs, too. */
  readonly recipientArns: readonly string[];
  readonly configurationSetArn: string;
  readonly configurationSetName: string;
};

/** The sparse indexes: when items are due, and when memberships expire. */
export type IndexName = 'due' | 'expiry';

/** Actions on items: no delete, since items are never removed; Scan for maintenance alone. */
export type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'Scan';

/** All actions on items. */
export const ANY_ITEM: readonly ItemAction[] = ['GetItem', 'BatchGetItem', 'Query', 'PutItem'];

/** Allows actions on items, and queries of an index. */
export function tableAccess(table: TableRef, actions: readonly ItemAction[], index?: IndexName): Access {
  const items = new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.arn],
  });
  const query = { actions: ['dynamodb:Query'], resources: [`${table.arn}/index/${index}`] };
  const statements = index === undefined ? [items] : [items, new PolicyStatement(query)];
  return { environment: { TABLE_NAME: table.name, INDEX_SHARDS: String(table.shards) }, statements };
}

/** Allows to write the reports of a workflow's runs, below `runs/<workflow>/`. */
export function runReportAccess(reports: ResourceRef, workflow: string): Access {
  return {
    environment: { REPORTS_BUCKET: reports.name },
    ...objects(
      reports,
      `runs/${workflow}/`,
      ['s3:PutObject'],
      'A run makes new files below the prefix of its workflow.',
    ),
  };
}

/** Allows to write the directory's batch files and to read them back: a batch is made once (R-DIR-4). */
export function directoryBatchAccess(reports: ResourceRef): Access {
  return {
    environment: { REPORTS_BUCKET: reports.name },
    ...objects(reports, 'directory/', ['s3:GetObject', 's3:PutObject'], 'Each month has a batch file of its own.'),
  };
}

/** Allows to read uploaded files. */
export function uploadAccess(imports: ResourceRef): Access {
  const files = objects(imports, '', ['s3:GetObject'], 'Files are uploaded under any name and in any folder.');
  // Without it S3 answers "access denied" for a missing file, and the refusal of a mistyped key would say so.
  const list = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [imports.arn] });
  return { environment: { IMPORTS_BUCKET: imports.name }, ...files, statements: [...files.statements, list] };
}

/** Allows to sort large files of an import below `sorted/`. */
export function sortedFileAccess(reports: ResourceRef): Access {
  const files = objects(
    reports,
    'sorted/',
    ['s3:GetObject', 's3:PutObject'],
    'Each import of a large file sorts it into objects of its own below this prefix.',
  );
  // Without it S3 answers "access denied" for what the bucket's rule has removed.
  const list = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [reports.arn] });
  return { environment: { REPORTS_BUCKET: reports.name }, ...files, statements: [...files.statements, list] };
}

/** Allows to search the reports of all runs and all uploaded files for a person, and to write them anew (R-OPS-4). */
export function erasureAccess(reports: ResourceRef, imports: ResourceRef): Access {
  const actions = ['s3:GetObject', 's3:PutObject'];
  const runs = objects(reports, 'runs/', actions, 'A person may be in the report of any run.');
  const files = objects(
    imports,
    '',
    actions,
    'A person may be in any file that was uploaded, and in any report of rejected rows.',
  );
  const sorted = objects(reports, 'sorted/', actions, 'A person may be in a large file while it is imported.');
  const listReports = new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [reports.arn],
    conditions: { StringEquals: { 's3:prefix': ['runs/', 'sorted/'] } },
  });
  const listFiles = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [imports.arn] });
  return {
    environment: { REPORTS_BUCKET: reports.name, IMPORTS_BUCKET: imports.name },
    statements: [...runs.statements, ...sorted.statements, ...files.statements, listReports, listFiles],
    wildcards: { ...runs.wildcards, ...sorted.wildcards, ...files.wildcards },
  };
}

/** Allows to write the reports of rejected rows, below `reports/` of the imports bucket. */
export function rejectionReportAccess(imports: ResourceRef): Access {
  return {
    environment: { IMPORTS_BUCKET: imports.name },
    ...objects(imports, 'reports/', ['s3:PutObject'], 'Each import writes a report of its own below this prefix.'),
  };
}

/** SES's own addresses to try with (Amazon SES Developer Guide, "Using the mailbox simulator"). */
const MAILBOX_SIMULATOR = '*@simulator.amazonses.com';

/**
 * Allows to send mail from the program's address only, through the configuration set; at the account's send rate. Where
 * the stage says so, to some recipients only (Amazon SES Developer Guide, "Controlling access to Amazon SES").
 */
export function mailAccess(mail: MailSender, settings: StageSettings): Access {
  const recipients = recipientsOf(settings);
  const statement = new PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [mail.identityArn, mail.configurationSetArn, ...mail.recipientArns],
    conditions: {
      StringEquals: { 'ses:FromAddress': settings.sender },
      ...(recipients.length > 0 && {
        'ForAllValues:StringLike': { 'ses:Recipients': [...recipients, MAILBOX_SIMULATOR] },
      }),
    },
  });
  const environment = {
    SENDER: settings.sender,
    ...(settings.senderName !== undefined && { SENDER_NAME: settings.senderName }),
    ...(settings.replyTo !== undefined && { REPLY_TO: settings.replyTo }),
    OPERATORS_ADDRESS: settings.operatorsAddress,
    CONFIGURATION_SET: mail.configurationSetName,
    SEND_RATE: String(settings.sendRate),
    PARTNER_CENTER_URL: settings.partnerCenterUrl,
  };
  return { environment, statements: [statement] };
}

/** What Lambda needs, in the name of the function, to hand over the messages of a queue. */
export function queueAccess(queue: IQueue): Access {
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  return { environment: {}, statements: [new PolicyStatement({ actions, resources: [queue.queueArn] })] };
}

/** What Lambda needs, in the name of the function, to hand over the changes of a table. */
export function streamAccess(streamArn: string): Access {
  const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  return { environment: {}, statements: [new PolicyStatement({ actions, resources: [streamArn] })] };
}

/** Allows to put events on a bus. */
export function eventBusAccess(bus: IEventBus): Access {
  const put = new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
  return { environment: { EVENT_BUS: bus.eventBusName }, statements: [put] };
}

/** Allows to start executions of a state machine. */
export function startAccess({ stateMachineArn }: IStateMachine): Access {
  const start = new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] });
  return { environment: { STATE_MACHINE: stateMachineArn }, statements: [start] };
}

/** What a function may start, and what would have started it. */
export type Startable = {
  /** ARNs of state machines, by workflow. */
  readonly machines: Readonly<Record<string, string>>;
  /** The group of the program's schedules. */
  readonly scheduleGroup: string;
  /** ARNs of the schedules of these workflows. */
  readonly schedules: readonly string[];
};

/** Allows to start workflows, and to look whether their schedules are paused. */
export function missedRunsAccess({ machines, scheduleGroup, schedules }: Startable): Access {
  const start = new PolicyStatement({ actions: ['states:StartExecution'], resources: Object.values(machines) });
  const look = new PolicyStatement({ actions: ['scheduler:GetSchedule'], resources: [...schedules] });
  // ARNs are references, which `JSON.stringify` leaves as they are.
  const MISSED_RUNS = JSON.stringify({ machines, scheduleGroup });
  return { environment: { MISSED_RUNS }, statements: [start, look] };
}

/** Allows to send to a dead-letter queue. */
export function deadLetterAccess(queue: IQueue): Access {
  return {
    environment: {},
    statements: [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] })],
  };
}

function objects(
  bucket: ResourceRef,
  prefix: string,
  actions: string[],
  reason: string,
): Pick<Access, 'statements' | 'wildcards'> {
  const resource = `${bucket.arn}/${prefix}*`;
  return { statements: [new PolicyStatement({ actions, resources: [resource] })], wildcards: { [resource]: reason } };
}
