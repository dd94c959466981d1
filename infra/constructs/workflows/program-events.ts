import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus } from 'aws-cdk-lib/aws-events';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { programName } from '../../config.ts';
import { deadLetterAccess, eventBusAccess, streamAccess, type TableRef, tableAccess } from '../access.ts';
import { deadLetterQueue } from '../program-queue.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';

/** A batch takes a second or so. */
const CALL_TIMEOUT = Duration.minutes(1);
const BATCH_SIZE = 100;
/**
 * Shortly before the stream forgets a change, after 24 hours (Amazon DynamoDB Developer Guide, "Change data capture for
 * DynamoDB Streams"): what was not told until then is a dead letter.
 */
const LAST_ATTEMPT = Duration.hours(23);

/** Items whose changes are told: of the others nobody is called. */
const PARTNER_ITEMS = ['MEMBERSHIP#', 'CYCLE#', 'KPIREPORT#', 'COMMAND#', 'FAILURE#'].map((prefix) => ({ prefix }));
const ONLY_ITEMS = ['PARTNER', 'LISTING', 'BENEFITS'];
const FILTERS: readonly Readonly<Record<string, readonly unknown[]>>[] = [
  { pk: [{ prefix: 'PARTNER#' }], sk: [...PARTNER_ITEMS, ...ONLY_ITEMS] },
  { pk: [{ prefix: 'RUN#' }, { prefix: 'INCOMPLETE#' }] },
];

export type ProgramEventsProps = WorkflowContext & {
  /** With its stream. */
  readonly table: TableRef & { readonly streamArn: string };
};

/**
 * Tells every change of the table on a bus: stream → function → bus, and an archive from which it can be told again. In
 * the order of the stream: a batch comes again until the bus has taken it.
 */
export class ProgramEvents extends Construct {
  readonly publish: WorkflowFunction;
  readonly bus: EventBus;
  /** Gets where in the stream the changes are that could not be told for a day. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ProgramEventsProps) {
    super(scope, id);
    const { settings, table } = props;
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: programName(settings),
      description: 'What has changed in the partner program',
    });
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.publish = new WorkflowFunction(this, 'PublishFunction', {
      ...handlerProps(props, 'program-events/publish'),
      access: [
        tableAccess(table, ['GetItem', 'PutItem']),
        streamAccess(table.streamArn),
        eventBusAccess(this.bus),
        deadLetterAccess(this.deadLetters),
      ],
      environment: { WORKFLOW: 'program-events' },
      timeout: CALL_TIMEOUT,
    });
    new EventSourceMapping(this, 'Changes', {
      target: this.publish.called,
      eventSourceArn: table.streamArn,
      // What was written since the stream began: numbers keep what is told twice the same.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: BATCH_SIZE,
      bisectBatchOnError: true,
      maxRecordAge: LAST_ATTEMPT,
      onFailure: new SqsDlq(this.deadLetters),
      filters: FILTERS.map((keys) => ({ pattern: JSON.stringify({ dynamodb: { Keys: inStream(keys) } }) })),
    });
    // Emulators, on which stage local runs, have no archives.
    if (settings.stage !== 'local') this.#archive(settings.eventsKeptDays);
  }

  #archive(days: number): void {
    new Archive(this, 'Archive', {
      description: 'What was told, to be told again',
      sourceEventBus: this.bus,
      eventPattern: { source: ['partner-program'] },
      retention: Duration.days(days),
    });
  }
}

/** As the stream has texts. */
const inStream = (keys: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(keys).map(([name, patterns]) => [name, { S: patterns }]));
