import { randomUUID } from 'node:crypto';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { callJson } from '../../../infra/account/protocols.ts';
import type { Context } from '../run/context.ts';

const NOT_AUTHORIZED = 'NotAuthorizedForSourceException';

/**
 * Brings events of SES to the queue from which they are taken: through the default event bus where the emulator lets a
 * caller speak for SES; otherwise (AWS itself does not, either) to the queue, after a look whether the deployed rule
 * would have done so.
 */
export class EventDelivery {
  readonly #context: Context;
  readonly #deployed: Deployed;
  #isBusOpen = true;
  readonly #told: ToldEvent[] = [];

  constructor(context: Context, deployed: Deployed) {
    this.#context = context;
    this.#deployed = deployed;
  }

  /** Every event again, as it was. No emulator has an archive of what is sent to a queue: they are kept here. */
  async replay(): Promise<void> {
    for (const event of this.#told) await this.#bring(event);
  }

  async publish(detailType: string, detail: object): Promise<void> {
    const event = eventOf(detailType, detail);
    this.#told.push(event);
    await this.#bring(event);
  }

  async #bring(event: ToldEvent): Promise<void> {
    const { clients } = this.#context;
    if (this.#isBusOpen) {
      const { source: Source, 'detail-type': DetailType, detail, time: Time } = event;
      const entry = { Source, DetailType, Detail: JSON.stringify(detail), Time };
      const answer = await callJson(clients, 'events', 'AWSEvents.PutEvents', { Entries: [entry] });
      const [{ ErrorCode = '' } = {}] = answer.Entries as { ErrorCode?: string }[];
      if (ErrorCode === '') return;
      if (ErrorCode !== NOT_AUTHORIZED) throw new Error(`PutEvents: ${JSON.stringify(answer)}`);
      this.#isBusOpen = false;
      await this.#lookAtRule(event);
    }
    await this.#send(event);
  }

  /** Once: what is sent to the queue is what its rule waits for. */
  async #lookAtRule(event: object): Promise<void> {
    const { clients, checks } = this.#context;
    checks.gap(
      'lets nobody publish events of source aws.ses (nor does AWS): they are sent to the queue of the rule instead',
    );
    const rule = this.#physicalId('AWS::Events::Rule', 'OnEvent').split('|').at(-1);
    const { EventPattern } = await callJson(clients, 'events', 'AWSEvents.DescribeRule', { Name: rule });
    const { Targets } = await callJson(clients, 'events', 'AWSEvents.ListTargetsByRule', { Rule: rule });
    const arns = (Targets as { Arn: string }[]).map(({ Arn }) => Arn.split(':').at(-1));
    checks.equal('the rule sends to the queue', arns, [this.#queueUrl.split('/').at(-1)]);
    const test = { EventPattern, Event: JSON.stringify(event) };
    const { Result } = await callJson(clients, 'events', 'AWSEvents.TestEventPattern', test);
    checks.equal('the rule waits for such events', Result, true);
  }

  /** As EventBridge does. */
  async #send(event: ToldEvent): Promise<void> {
    const message = { QueueUrl: this.#queueUrl, MessageBody: JSON.stringify(event) };
    await callJson(this.#context.clients, 'sqs', 'AmazonSQS.SendMessage', message);
  }

  /** A queue's physical id is its URL. */
  get #queueUrl(): string {
    return this.#physicalId('AWS::SQS::Queue', 'Queue');
  }

  #physicalId(type: string, id: string): string {
    const found = this.#deployed.resources.find(
      (each) => each.type === type && each.logicalId.startsWith(`MailEvents${id}`),
    );
    if (found === undefined) throw new Error(`no ${type} ${id} of the construct MailEvents`);
    return found.physicalId;
  }
}

type ToldEvent = ReturnType<typeof eventOf>;

const eventOf = (detailType: string, detail: object) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source: 'aws.ses',
  account: '000000000000',
  time: new Date().toISOString(),
  region: 'us-east-1',
  resources: [],
  detail,
});
