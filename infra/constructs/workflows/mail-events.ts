import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ANY_ITEM, deadLetterAccess, type MailSender, mailAccess, type ResourceRef, tableAccess } from '../access.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';

/** How long a failed call is repeated before its event goes to the dead-letter queue. */
const MAX_AGE = Duration.hours(6);

export type MailEventsProps = WorkflowContext & {
  readonly table: ResourceRef;
  readonly mail: MailSender;
  /** Gets the events that could not be processed. */
  readonly deadLetters: IQueue;
};

/** Processes SES's events about the program's mails: EventBridge rule → function → ledger and contacts (R-NOT-2). */
export class MailEvents extends Construct {
  readonly take: WorkflowFunction;

  constructor(scope: Construct, id: string, props: MailEventsProps) {
    super(scope, id);
    const { mail, deadLetters } = props;
    this.take = new WorkflowFunction(this, 'TakeFunction', {
      ...handlerProps(props, 'mail-events/take'),
      access: [tableAccess(props.table, ANY_ITEM), mailAccess(mail, props.settings), deadLetterAccess(deadLetters)],
      environment: { WORKFLOW: 'mail-events' },
    });
    this.take.function.configureAsyncInvoke({
      onFailure: new SqsDestination(deadLetters),
      retryAttempts: 2,
      maxEventAge: MAX_AGE,
    });
    new Rule(this, 'OnEvent', {
      description: 'What SES tells about mails that bear the tag of a notice',
      eventPattern: { source: ['aws.ses'], detail: { mail: { tags: { notice: [{ exists: true }] } } } },
      targets: [
        new LambdaFunction(this.take.function, {
          deadLetterQueue: deadLetters,
          retryAttempts: 20,
          maxEventAge: MAX_AGE,
        }),
      ],
    });
  }
}
