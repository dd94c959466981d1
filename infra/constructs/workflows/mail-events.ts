import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { keepsData } from '../../config.ts';
import { ANY_ITEM, type MailSender, mailAccess, queueAccess, type TableRef, tableAccess } from '../access.ts';
import { deadLetterQueue, programQueue } from '../program-queue.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';

/** Of one call: ten events take a second or so, unless the operators have to be told of each. */
const CALL_TIMEOUT = Duration.minutes(1);
/** Six times that, as Lambda recommends: an event that fails comes again after six minutes. */
const VISIBILITY_TIMEOUT = Duration.minutes(6);
/** An hour: an outage that ends within it needs nobody. Lambda recommends five at least. */
const ATTEMPTS = 10;
/** The most that Lambda takes without waiting for more: a lost answer wants its event within two minutes (R-NOT-2). */
const BATCH_SIZE = 10;
/** How long EventBridge tries to bring an event to the queue. */
const DELIVERY_MAX_AGE = Duration.hours(12);

export type MailEventsProps = WorkflowContext & {
  readonly table: TableRef;
  readonly mail: MailSender;
};

/**
 * Processes SES's events about the program's mails: EventBridge rule → queue → function → ledger and contacts
 * (R-NOT-2). However many events there are, no more than `mailEventConcurrency` copies of the function run at the same
 * time: they take nobody's share.
 */
export class MailEvents extends Construct {
  readonly take: WorkflowFunction;
  readonly queue: Queue;
  /**
   * Gets the events that could not be brought to the queue, or not be taken. One of its own: all of it can be sent back
   * to the queue.
   */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: MailEventsProps) {
    super(scope, id);
    const { mail, settings } = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.queue = programQueue(this, 'Queue', {
      visibilityTimeout: VISIBILITY_TIMEOUT,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
    this.take = new WorkflowFunction(this, 'TakeFunction', {
      ...handlerProps(props, 'mail-events/take'),
      access: [tableAccess(props.table, ANY_ITEM), mailAccess(mail, settings), queueAccess(this.queue)],
      environment: { WORKFLOW: 'mail-events' },
      timeout: CALL_TIMEOUT,
    });
    this.take.called.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH_SIZE,
        maxConcurrency: settings.mailEventConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    const eventPattern = eventsOf(mail);
    new Rule(this, 'OnEvent', {
      description:
        'What SES tells about mails that bear the tag of a notice, and were sent with this configuration set',
      eventPattern,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 20,
          maxEventAge: DELIVERY_MAX_AGE,
        }),
      ],
    });
    if (keepsData(settings)) this.#archive(eventPattern, settings.recoveryDays);
  }

  /** As long as point-in-time recovery reaches back: what a restored table does not know of mails is told again. */
  #archive(eventPattern: EventPattern, days: number): void {
    new Archive(this, 'Archive', {
      description: "What SES told about the program's mails, to be told again to a table that was restored",
      sourceEventBus: EventBus.fromEventBusName(this, 'DefaultBus', 'default'),
      eventPattern,
      retention: Duration.days(days),
    });
  }
}

/**
 * Events about mails with the tag of a notice; not those of another stage in this account. SES adds the tag of the
 * configuration set (Amazon SES Developer Guide, "Message tags").
 */
const eventsOf = ({ configurationSetName }: MailSender): EventPattern => ({
  source: ['aws.ses'],
  detail: { mail: { tags: { notice: [{ exists: true }], 'ses:configuration-set': [configurationSetName] } } },
});
