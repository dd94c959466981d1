import { UnsupportedError } from '../errors.ts';
import type { RuleTarget } from '../events/rule.ts';
import type { Json } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import type { Resource } from '../template/assembly.ts';
import { isStreamArn, refOf } from '../template/identity.ts';
import type { Template } from '../template/template.ts';
import { EventSource } from './event-source.ts';
import type { Message } from './message.ts';
import { Queue, type QueueDefinition } from './queue.ts';
import { isPermitted, type QueueStatement } from './queue-policy.ts';
import { readEventSource } from './read-event-sources.ts';
import { readQueue, readQueuePolicy } from './read-queues.ts';

const EVENT_BRIDGE = 'events.amazonaws.com';

/**
 * The queues of the templates with their policies, and the functions that take from them. Instants are milliseconds
 * since the epoch.
 */
export class Queues {
  /** By ARN. */
  readonly #queues = new Map<string, Queue>();
  readonly #statements: ReadonlyMap<string, readonly QueueStatement[]>;
  readonly #sources: readonly EventSource[];
  readonly #now: () => number;

  /** @throws UnsupportedError for what does not run here as it does on AWS */
  constructor(template: Template, functions: Pick<StateHost, 'invoke'>, now: () => number) {
    const { resolver } = template;
    this.#now = now;
    const resources = template.ofType('AWS::SQS::Queue');
    for (const resource of resources) {
      const definition = readQueue(resource, resolver);
      this.#queues.set(definition.arn, new Queue(definition, (message) => this.#toDeadLetters(definition, message)));
    }
    for (const { definition } of this.#queues.values())
      if (definition.redrive) this.#queue(definition.redrive.deadLetterArn, definition.name);
    this.#statements = statementsByQueue(template, resources);
    this.#sources = template.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
      if (isStreamArn(String(resolver.property(resource, 'EventSourceArn')))) return [];
      const definition = readEventSource(resource, resolver);
      if (definition === undefined) return [];
      const where = `${resource.stack.name}.${resource.logicalId}`;
      return [new EventSource(definition, this.#queue(definition.queueArn, where), functions, now)];
    });
  }

  /**
   * Sends what a rule makes of an event to the queue that is its target; what the queue's policy does not allow goes to
   * the target's dead letters, as EventBridge does it.
   *
   * @throws UnsupportedError if it may not go there, either: it would be lost
   */
  deliver({ arn, deadLetterArn }: RuleTarget, ruleArn: string, input: Json): void {
    const body = JSON.stringify(input);
    if (this.#mayReceive(arn, ruleArn)) {
      this.#queue(arn, ruleArn).send(body, this.#now());
      return;
    }
    const refusal = `the policy of ${arn} does not allow ${EVENT_BRIDGE} to send for ${ruleArn}`;
    if (deadLetterArn === undefined)
      throw new UnsupportedError(ruleArn, `${refusal}, and there is no dead-letter queue`);
    if (!this.#mayReceive(deadLetterArn, ruleArn))
      throw new UnsupportedError(ruleArn, `${refusal}, nor does that of the dead-letter queue ${deadLetterArn}`);
    this.#queue(deadLetterArn, ruleArn).send(body, this.#now(), {
      RULE_ARN: ruleArn,
      TARGET_ARN: arn,
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: refusal,
    });
  }

  /**
   * Sends the record of an event that a function did not take to its destination.
   *
   * @throws UnsupportedError if there is none
   */
  send(arn: string, body: string): void {
    this.#queue(arn, 'a destination').send(body, this.#now());
  }

  /** How many messages each queue from which no function takes has got so far, by its name: they wait for somebody. */
  get deadLetters(): Record<string, number> {
    const taken = new Set(this.#sources.map(({ queue }) => queue));
    const left = [...this.#queues.values()].filter((queue) => !taken.has(queue) && queue.count > 0);
    return Object.fromEntries(left.map(({ definition, count }) => [definition.name, count]));
  }

  /** Hands all messages that can be seen now to the functions that take them, and waits for their calls. */
  async drain(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.drain()));
  }

  /** When the first message that a function takes can be seen; undefined if no function has anything to take. */
  get nextVisibleAt(): number | undefined {
    const instants = this.#sources.flatMap(({ queue }) => queue.nextVisibleAt ?? []);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /** The messages of a queue, by its physical name, hidden ones included. */
  messages(name: string): readonly Message[] {
    const queue = [...this.#queues.values()].find(({ definition }) => definition.name === name);
    if (queue) return queue.messages(this.#now());
    throw new UnsupportedError(name, `no such queue; there are ${this.#names}`);
  }

  #mayReceive(queueArn: string, sourceArn: string): boolean {
    const request = { service: EVENT_BRIDGE, action: 'sqs:SendMessage', queueArn, sourceArn };
    return isPermitted(this.#statements.get(queueArn) ?? [], request);
  }

  #toDeadLetters({ redrive, name }: QueueDefinition, message: Message): void {
    this.#queue(redrive?.deadLetterArn ?? '', name).take(message);
  }

  #queue(arn: string, where: string): Queue {
    const queue = this.#queues.get(arn);
    if (queue) return queue;
    throw new UnsupportedError(where, `${arn} is no queue of the templates; there are ${this.#names}`);
  }

  get #names(): string {
    return [...this.#queues.values()].map(({ definition }) => definition.name).join(', ');
  }
}

/** The statements of all policies, by the ARN of their queue. */
function statementsByQueue(template: Template, queues: readonly Resource[]): Map<string, QueueStatement[]> {
  const { resolver } = template;
  const policies = template.ofType('AWS::SQS::QueuePolicy').map((resource) => readQueuePolicy(resource, resolver));
  return new Map(
    queues.map((resource) => {
      const url = String(refOf(resource, resolver.nameOf(resource)));
      const own = policies.filter(({ queueUrls }) => queueUrls.includes(url));
      return [resolver.arnOf(resource), own.flatMap(({ statements }) => statements)];
    }),
  );
}
