import { Duration, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  Choice,
  Condition,
  DistributedMap,
  type IChainable,
  JsonPath,
  StateMachineType,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { consoleName, programName } from '../../config.ts';
import {
  ANY_ITEM,
  type ResourceRef,
  rejectionReportAccess,
  sortedFileAccess,
  type TableRef,
  tableAccess,
  uploadAccess,
} from '../access.ts';
import { failIfInvalid } from '../fail-if-invalid.ts';
import { lambdaTask } from '../lambda-task.ts';
import { openExecution } from '../pass-parameters.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';
import { WorkflowMachine } from '../workflow-machine.ts';

const COMMENT =
  'Imports an uploaded file into the table and writes a report of the rejected rows to reports/ of the same bucket. ' +
  'Starts by itself on upload. Input: {"bucket": "NAME", "key": "partners.csv"}';

export type ImportWorkflowProps = WorkflowContext & {
  readonly table: TableRef;
  readonly imports: ResourceRef;
  /** Where large files are sorted. */
  readonly reports: ResourceRef;
  /** Gets the events of uploads for which no execution could be started. */
  readonly deadLetters: IQueue;
};

/**
 * On one machine the files tell of a whole program year: invoices and reviews of its later days are to come (R-IMP-3).
 */
const expectationOf = ({ settings }: WorkflowContext): Record<string, string> =>
  settings.stage === 'local' ? { EXPECTS_LATER: 'true' } : {};

const MAP_LABEL = 'stretches';

/**
 * Upload → import, one call after the other until the file is done → report of rejected rows. A large file is sorted by
 * these calls; then several children import its stretches at the same time.
 */
export class ImportWorkflow extends Construct {
  readonly machine: WorkflowMachine;

  constructor(scope: Construct, id: string, props: ImportWorkflowProps) {
    super(scope, id);
    const importFunction = new WorkflowFunction(this, 'ImportFunction', {
      ...handlerProps(props, 'import/import'),
      access: [
        tableAccess(props.table, ANY_ITEM),
        uploadAccess(props.imports),
        rejectionReportAccess(props.imports),
        sortedFileAccess(props.reports),
      ],
      environment: {
        WORKFLOW: 'import',
        CHILDREN: String(props.settings.mapConcurrency),
        ...expectationOf(props),
      },
      timeout: Duration.minutes(15),
      // The memory at which a function has a whole core (AWS Lambda Developer Guide, "Configure Lambda function
      // memory"): it reads CSV.
      memorySize: 1769,
    });
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'import'),
      comment: COMMENT,
      definition: this.#definition(importFunction, props),
      functions: [importFunction],
      logsKeptDays: props.settings.logsKeptDays,
      mapLabel: MAP_LABEL,
      timeout: Duration.hours(20),
    });
    this.#startOnUpload(props);
  }

  #definition(importFunction: WorkflowFunction, props: ImportWorkflowProps): IChainable {
    const importPart = lambdaTask(this, 'Import', { workflowFunction: importFunction });
    const stretches = this.#stretches(importFunction, props);
    stretches.next(importPart);
    const next = failIfInvalid(this)
      .when(Condition.booleanEquals('$.done', false), importPart)
      .when(Condition.booleanEquals('$.isSorted', true), stretches)
      .otherwise(new Succeed(this, 'Done', { outputPath: '$.output' }));
    return openExecution(this).next(importPart).next(next);
  }

  /**
   * A child says by itself that it refuses to go on: the next call hears of it, and the execution fails with its cause.
   */
  #stretches(importFunction: WorkflowFunction, { settings }: ImportWorkflowProps): DistributedMap {
    const map = new DistributedMap(this, 'Stretches', {
      label: MAP_LABEL,
      // Not EXPRESS: a stretch takes longer than the five minutes that those get.
      mapExecutionType: StateMachineType.STANDARD,
      itemsPath: '$.stretches',
      maxConcurrency: settings.mapConcurrency,
      resultPath: '$.children',
      itemSelector: {
        input: JsonPath.objectAt('$.input'),
        execution: JsonPath.stringAt('$.execution'),
        startedAt: JsonPath.stringAt('$.startedAt'),
        progress: JsonPath.objectAt('$$.Map.Item.Value'),
      },
    });
    const importPart = lambdaTask(this, 'Import part', { workflowFunction: importFunction });
    const next = new Choice(this, 'Stretch done?')
      .when(Condition.booleanEquals('$.done', false), importPart)
      .otherwise(new Succeed(this, 'Stretch imported'));
    return map.itemProcessor(importPart.next(next));
  }

  #startOnUpload({ settings, imports, deadLetters }: ImportWorkflowProps): void {
    const ruleName = `${programName(settings)}-on-upload`;
    const target = new SfnStateMachine(this.machine.stateMachine, {
      role: this.#roleOf(ruleName),
      input: RuleTargetInput.fromObject({
        bucket: EventField.fromPath('$.detail.bucket.name'),
        key: EventField.fromPath('$.detail.object.key'),
      }),
      deadLetterQueue: deadLetters,
      retryAttempts: 20,
      maxEventAge: Duration.hours(12),
    });
    new Rule(this, 'OnUpload', {
      ruleName,
      description: 'Starts the import of a file that was uploaded. Reports of rejected rows are not imported.',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [imports.name] }, object: { key: [{ 'anything-but': { prefix: 'reports/' } }] } },
      },
      targets: [target],
    });
  }

  /**
   * For this rule alone, which has a name of its own so that its role can say so: neither could refer to the other
   * otherwise (Amazon EventBridge User Guide, "Using IAM policy conditions in Amazon EventBridge").
   */
  #roleOf(ruleName: string): IRole {
    const { account } = Stack.of(this);
    const rule = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName });
    const start = new PolicyStatement({
      actions: ['states:StartExecution'],
      resources: [this.machine.stateMachine.stateMachineArn],
    });
    const role = new Role(this, 'OnUploadRole', {
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': rule } },
      }),
      inlinePolicies: { Start: new PolicyDocument({ statements: [start] }) },
    });
    return role.withoutPolicyUpdates();
  }
}
