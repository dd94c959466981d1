import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EXPIRES_AT } from '../../shared/store/keys.ts';
import { keepsData, type StageSettings, shardsOf } from '../config.ts';
import type { IndexName, ResourceRef, TableRef } from '../constructs/access.ts';
import { Backups } from '../constructs/backups.ts';

/**
 * Large files while they are imported (docs/decisions/0035-large-files.md): longer than an execution of `import` may
 * take, and nobody misses what is gone. Of two rules for one object the shorter holds (Amazon S3 User Guide,
 * "Conflicting lifecycle configurations").
 */
const SORTED_FILES: LifecycleRule = {
  prefix: 'sorted/',
  expiration: Duration.days(2),
  noncurrentVersionExpiration: Duration.days(1),
};

/** The table and the buckets. In stage prod they cannot be deleted by accident. */
export class DataStack extends Stack {
  /** The table that the program works on: the stack's own, or the restored one of the setting `tableName`. */
  readonly table: TableRef;
  /** Import files, and below `reports/` the reports of rejected rows. */
  readonly imports: ResourceRef;
  /** Reports of runs, the directory's batches, and below `sorted/` large files while they are imported. */
  readonly reports: ResourceRef;
  readonly #isKept: boolean;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    const isKept = keepsData(props.settings);
    super(scope, id, { ...props, terminationProtection: isKept });
    this.#isKept = isKept;
    const { importsKeptDays, reportsKeptDays, replacedKeptDays, accessLogsKeptDays } = props.settings;
    const ownTable = this.#programTable(props.settings);
    const accessLogs = this.#bucket('AccessLogs', {
      lifecycleRules: [{ expiration: Duration.days(accessLogsKeptDays) }],
    });
    const imports = this.#bucket(
      'Imports',
      versioned(accessLogs, 'imports/', { days: importsKeptDays, replacedDays: replacedKeptDays }),
    );
    const reports = this.#bucket(
      'Reports',
      versioned(
        accessLogs,
        'reports/',
        { days: reportsKeptDays, prefix: 'runs/', replacedDays: replacedKeptDays },
        SORTED_FILES,
      ),
    );
    publishUploads(imports);
    const { tableName } = props.settings;
    const output = this.#output('TableName', 'Everything that the program knows', tableName ?? ownTable.tableName);
    // A name that is set is written out: with a reference the templates of the other stacks would be as before, and
    // what is as before is not deployed.
    const streamArn = this.#streamArn(ownTable, props.settings);
    this.table = {
      ...tableRef(this, tableName ?? output),
      shards: shardsOf(props.settings),
      ...(streamArn !== undefined && { streamArn }),
    };
    if (isKept)
      new Backups(this, 'Backups', {
        settings: props.settings,
        tableArn: tableName === undefined ? ownTable.tableArn : this.table.arn,
      });
    this.imports = bucketRef(
      this,
      this.#output(
        'ImportsBucket',
        'Where import files are uploaded; reports of rejected rows lie below reports/',
        imports.bucketName,
      ),
    );
    this.reports = bucketRef(
      this,
      this.#output(
        'ReportsBucket',
        'Reports of runs lie below runs/, the batches below directory/',
        reports.bucketName,
      ),
    );
  }

  #streamArn({ tableStreamArn: own }: Table, { events, tableStreamArn }: StageSettings): string | undefined {
    if (!events || own === undefined) return undefined;
    return tableStreamArn ?? this.#output('TableStreamArn', 'Tells of every write of the table', own);
  }

  #programTable({ recoveryDays, events }: StageSettings): Table {
    const table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      timeToLiveAttribute: EXPIRES_AT,
      ...(events && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recoveryDays },
      deletionProtection: this.#isKept,
      removalPolicy: this.#removalPolicy,
    });
    addSparseIndex(table, 'due', 'dueWork', 'dueOn');
    addSparseIndex(table, 'expiry', 'expiryWork', 'expiresOn');
    return table;
  }

  #bucket(id: string, props: BucketProps): Bucket {
    return new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: this.#removalPolicy,
      ...props,
    });
  }

  /**
   * @returns the value as other stacks take it: no export, which could not be changed as long as one of them uses it
   *   (docs/decisions/0038-stacks-that-can-change.md)
   */
  #output(id: string, description: string, value: string): string {
    new CfnOutput(this, id, { description, value });
    return Fn.getStackOutput(this.stackName, id);
  }

  get #removalPolicy(): RemovalPolicy {
    return this.#isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }
}

const tableRef = (stack: Stack, name: string): ResourceRef => ({
  name,
  arn: stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: name }),
});

/** The ARN of a bucket names neither account nor region. */
const bucketRef = (stack: Stack, name: string): ResourceRef => ({
  name,
  arn: stack.formatArn({ service: 's3', account: '', region: '', resource: name }),
});

/** An index that holds only items that are due: its cost depends on what is due, not on all items. */
function addSparseIndex(table: Table, indexName: IndexName, work: string, on: string): void {
  table.addGlobalSecondaryIndex({
    indexName,
    partitionKey: { name: work, type: AttributeType.STRING },
    sortKey: { name: on, type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  });
}

/**
 * `days`: for how many objects are kept, of those with the prefix, if there is one; `replacedDays`: for how many more,
 * when they were replaced or have expired (R-OPS-4).
 */
function versioned(
  serverAccessLogsBucket: Bucket,
  serverAccessLogsPrefix: string,
  kept: { days: number; prefix?: string; replacedDays: number },
  ...others: readonly LifecycleRule[]
): BucketProps {
  return {
    versioned: true,
    serverAccessLogsBucket,
    serverAccessLogsPrefix,
    lifecycleRules: [
      { expiration: Duration.days(kept.days), ...(kept.prefix !== undefined && { prefix: kept.prefix }) },
      { noncurrentVersionExpiration: Duration.days(kept.replacedDays) },
      { abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ...others,
    ],
  };
}

/**
 * Publishes uploads on EventBridge. Set on the resource itself: the CDK's own option would deploy a custom resource.
 */
function publishUploads(bucket: Bucket): void {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
