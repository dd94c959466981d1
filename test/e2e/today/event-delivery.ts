import { randomUUID } from 'node:crypto';
import type { Deployed } from '../aws/deployed.ts';
import { callJson, callRest } from '../aws/protocols.ts';
import type { Context } from '../run/context.ts';

const NOT_AUTHORIZED = 'NotAuthorizedForSourceException';

/**
 * Brings events of SES to the function that takes them: through the default event bus where the emulator lets a caller speak
 * for SES; otherwise (AWS itself does not, either) to the function, after a look whether the deployed rule would have done so.
 */
export class EventDelivery {
  readonly #context: Context;
  readonly #deployed: Deployed;
  #isBusOpen = true;

  constructor(context: Context, deployed: Deployed) {
    this.#context = context;
    this.#deployed = deployed;
  }

  async publish(detailType: string, detail: object): Promise<void> {
    const { clients } = this.#context;
    if (this.#isBusOpen) {
      const entry = { Source: 'aws.ses', DetailType: detailType, Detail: JSON.stringify(detail) };
      const answer = await callJson(clients, 'events', 'AWSEvents.PutEvents', { Entries: [entry] });
      const [{ ErrorCode = '' } = {}] = answer.Entries as { ErrorCode?: string }[];
      if (ErrorCode === '') return;
      if (ErrorCode !== NOT_AUTHORIZED) throw new Error(`PutEvents: ${JSON.stringify(answer)}`);
      this.#isBusOpen = false;
      await this.#lookAtRule(eventOf(detailType, detail));
    }
    await this.#invoke(eventOf(detailType, detail));
  }

  /** Once: what is handed to the function is what its rule waits for. */
  async #lookAtRule(event: object): Promise<void> {
    const { clients, checks } = this.#context;
    checks.gap(
      'lets nobody publish events of source aws.ses (nor does AWS): they are handed to the function of the rule instead',
    );
    const rule = this.#physicalId('AWS::Events::Rule').split('|').at(-1);
    const { EventPattern } = await callJson(clients, 'events', 'AWSEvents.DescribeRule', { Name: rule });
    const { Targets } = await callJson(clients, 'events', 'AWSEvents.ListTargetsByRule', { Rule: rule });
    const arns = (Targets as { Arn: string }[]).map(({ Arn }) => Arn.split(':').at(-1));
    checks.equal('the rule hands over to the function', arns, [this.#physicalId('AWS::Lambda::Function')]);
    const test = { EventPattern, Event: JSON.stringify(event) };
    const { Result } = await callJson(clients, 'events', 'AWSEvents.TestEventPattern', test);
    checks.equal('the rule waits for such events', Result, true);
  }

  /** Asynchronously, as EventBridge does. */
  async #invoke(event: Record<string, unknown>): Promise<void> {
    const path = `/2015-03-31/functions/${this.#physicalId('AWS::Lambda::Function')}/invocations`;
    await callRest(this.#context.clients, 'lambda', 'POST', path, event, { 'x-amz-invocation-type': 'Event' });
  }

  #physicalId(type: string): string {
    const found = this.#deployed.resources.find(
      (each) => each.type === type && each.logicalId.startsWith('MailEvents'),
    );
    if (found === undefined) throw new Error(`no ${type} of the construct MailEvents`);
    return found.physicalId;
  }
}

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
