import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type StageSettings, sendRatePerCopy } from '../config.ts';

/**
 * What a function is let to use. Permission and environment come together, so that no function knows of a resource which it
 * may not touch, or the other way round.
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

/** SES as a function needs it, seen from another stack. */
export type MailSender = {
  readonly identityArn: string;
  readonly configurationSetArn: string;
  readonly configurationSetName: string;
};

/** The sparse indexes: what is due when, and what expires when. */
export type IndexName = 'due' | 'expiry';

/** What can be done with items: no Scan, no delete, since items are never removed. */
export type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem';

/** All that can be done with items. */
export const ANY_ITEM: readonly ItemAction[] = ['GetItem', 'BatchGetItem', 'Query', 'PutItem'];

/** Does to items what is named, and finds what is due in an index, if one is named. */
export function tableAccess(table: ResourceRef, actions: readonly ItemAction[], index?: IndexName): Access {
  const items = new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.arn],
  });
  const found = { actions: ['dynamodb:Query'], resources: [`${table.arn}/index/${index}`] };
  const statements = index === undefined ? [items] : [items, new PolicyStatement(found)];
  return { environment: { TABLE_NAME: table.name }, statements };
}

/** Writes the reports of a workflow's runs, below `runs/<workflow>/`. */
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

/** Makes the directory's batch files, and reads back the ones made: a batch is made once (R-DIR-4). */
export function directoryBatchAccess(reports: ResourceRef): Access {
  return {
    environment: { REPORTS_BUCKET: reports.name },
    ...objects(reports, 'directory/', ['s3:GetObject', 's3:PutObject'], 'Each month has a batch file of its own.'),
  };
}

/** Reads what was uploaded. */
export function uploadAccess(imports: ResourceRef): Access {
  const files = objects(imports, '', ['s3:GetObject'], 'Files are uploaded under any name and in any folder.');
  // Without it S3 says "access denied" of a file that is not there, and so would the refusal of a mistyped key.
  const list = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [imports.arn] });
  return { environment: { IMPORTS_BUCKET: imports.name }, ...files, statements: [...files.statements, list] };
}

/** Writes the reports of rejected rows, below `reports/` of the bucket of uploads. */
export function rejectionReportAccess(imports: ResourceRef): Access {
  return {
    environment: { IMPORTS_BUCKET: imports.name },
    ...objects(imports, 'reports/', ['s3:PutObject'], 'Each import writes a report of its own below this prefix.'),
  };
}

/** Sends mail from the program's address and no other, through the configuration set, at this copy's share of the pace. */
export function mailAccess(mail: MailSender, settings: StageSettings): Access {
  const statement = new PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [mail.identityArn, mail.configurationSetArn],
    conditions: { StringEquals: { 'ses:FromAddress': settings.sender } },
  });
  const environment = {
    SENDER: settings.sender,
    OPERATORS_ADDRESS: settings.operatorsAddress,
    CONFIGURATION_SET: mail.configurationSetName,
    SEND_RATE: String(sendRatePerCopy(settings)),
    PARTNER_CENTER_URL: settings.partnerCenterUrl,
  };
  return { environment, statements: [statement] };
}

/** Leaves a dead letter. */
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
