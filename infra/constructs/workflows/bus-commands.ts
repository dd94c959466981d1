import { Duration } from 'aws-cdk-lib';
import { CfnEventBusPolicy, type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageSettings } from '../../config.ts';
import { eventBusAccess, queueAccess, startAccess, type TableRef, tableAccess } from '../access.ts';
import { deadLetterQueue, programQueue } from '../program-queue.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';

const CALL_TIMEOUT = Duration.minutes(1);
/** Six times that, as Lambda recommends. */
const VISIBILITY_TIMEOUT = Duration.minutes(6);
/** An hour: an outage that ends within it needs nobody. */
const ATTEMPTS = 10;
const BATCH_SIZE = 10;
/** The fewest that Lambda takes as a maximum: commands are few, and none of them is urgent. */
const CONCURRENCY = 2;

/** The detail type of a command. */
const DETAIL_TYPE = 'partner-command';

export type BusCommandsProps = WorkflowContext & {
  readonly table: TableRef;
  readonly bus: EventBus;
  /** Carries out each of them. */
  readonly partnerCommand: StateMachine;
  /** ARN of the role that tells what has changed. */
  readonly publisherArn: string;
};

/** Commands by the bus: rule → queue → function → `partner-command`. Of the sources that the stage names alone. */
export class BusCommands extends Construct {
  readonly take: WorkflowFunction;
  /** Gets what could not be brought to the queue, or not be taken. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: BusCommandsProps) {
    super(scope, id);
    const { bus, settings } = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    const queue = programQueue(this, 'Queue', {
      visibilityTimeout: VISIBILITY_TIMEOUT,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
    this.take = new WorkflowFunction(this, 'TakeFunction', {
      ...handlerProps(props, 'bus-commands/take'),
      access: [
        tableAccess(props.table, ['GetItem']),
        eventBusAccess(bus),
        startAccess(props.partnerCommand),
        queueAccess(queue),
      ],
      environment: { WORKFLOW: 'bus-commands', COMMAND_SOURCES: commandsBySource(settings) },
      timeout: CALL_TIMEOUT,
    });
    this.take.called.addEventSource(
      new SqsEventSource(queue, { batchSize: BATCH_SIZE, maxConcurrency: CONCURRENCY, reportBatchItemFailures: true }),
    );
    new Rule(this, 'OnCommand', {
      description: 'Commands of other systems',
      eventBus: bus,
      eventPattern: {
        source: settings.commandSources.map(({ source }) => source),
        detailType: [DETAIL_TYPE],
      },
      targets: [new SqsQueue(queue, { deadLetterQueue: this.deadLetters, retryAttempts: 20 })],
    });
    // Emulators, on which stage local runs, know no policies.
    if (settings.stage !== 'local') this.#limit(props);
  }

  /**
   * Whoever the account's own permissions let put events could give commands under any name. So each source is its
   * principal's alone, and nobody else puts anything (Amazon EventBridge User Guide, "Resource-based policies for Amazon
   * EventBridge"; IAM User Guide, "Policy evaluation logic": a denial overrides).
   */
  #limit({ bus, settings: { commandSources }, publisherArn }: BusCommandsProps): void {
    const policy = (sid: string, statement: object) =>
      new CfnEventBusPolicy(this, sid, {
        eventBusName: bus.eventBusName,
        statementId: sid,
        statement: { Sid: sid, Action: 'events:PutEvents', Resource: bus.eventBusArn, ...statement },
      });
    const own = [publisherArn, this.take.roleArn];
    policy('NobodyElse', {
      Effect: 'Deny',
      Principal: '*',
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': [...own, ...commandSources.map(({ principal }) => principal)] },
      },
    });
    for (const [index, { source, principal }] of commandSources.entries()) {
      policy(`Source${index}`, {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Condition: { 'ForAllValues:StringEquals': { 'events:source': source } },
      });
      policy(`OnlySource${index}`, {
        Effect: 'Deny',
        Principal: '*',
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': principal },
          'ForAnyValue:StringNotEquals': { 'events:source': source },
        },
      });
    }
  }
}

const commandsBySource = ({ commandSources }: StageSettings): string =>
  JSON.stringify(Object.fromEntries(commandSources.map(({ source, commands }) => [source, commands])));
