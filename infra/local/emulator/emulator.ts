import { randomUUID } from 'node:crypto';
import { Disposal } from './disposal.ts';
import { UnsupportedError } from './errors.ts';
import { type BusEvent, objectCreatedEvent } from './events/event.ts';
import { type Delivery, EventBus } from './events/event-bus.ts';
import { EventFlow } from './events/event-flow.ts';
import { AsynchronousCalls } from './functions/asynchronous-calls.ts';
import type { ServiceEndpoints } from './functions/function-environment.ts';
import type { Json } from './json.ts';
import { MailEventQueue } from './mail/mail-event-queue.ts';
import { type EmulatedResources, type ProvisionOptions, provision } from './provision.ts';
import type { Message } from './queues/message.ts';
import type { DueSchedule } from './schedules/schedule.ts';
import type { Continuation } from './services.ts';
import type { Execution } from './states/execution.ts';
import { StartedExecutions } from './states/started-executions.ts';
import type { StartOptions } from './states/state-machine.ts';
import { StateMachines } from './states/state-machines.ts';
import { VirtualClock } from './states/virtual-clock.ts';
import type { ObjectStore } from './storage/object-store.ts';
import { Template } from './template/template.ts';

export type EmulatorOptions = ProvisionOptions & {
  /** Called with every event that a function puts onto a bus and that is accepted, in order, before it is published. */
  readonly onEventPut?: ((event: BusEvent) => void) | undefined;
  /** Called with every execution that a function has started, when it has ended. */
  readonly onExecutionEnded?: ((execution: Execution) => void) | undefined;
  /** A cloud assembly, as `synthesize` makes it. */
  readonly assemblyDir: string;
};

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/**
 * AWS on one machine, as far as the templates of a cloud assembly need it: tables and their streams, buckets, mail,
 * queues, functions, state machines, buses, rules and schedules, each from the template. Schedules do not fire on their
 * own: the caller asks which are due and starts them.
 */
export class Emulator {
  readonly #template: Template;
  readonly #parts: EmulatedResources;
  readonly #disposal: Disposal;
  readonly #clock: VirtualClock;
  readonly #bus: EventBus<Execution | undefined>;
  readonly #events: EventFlow<Execution | undefined>;
  readonly #machines: StateMachines;
  readonly #started: StartedExecutions;
  readonly #calls: AsynchronousCalls;
  #told: Continuation;

  private constructor(
    template: Template,
    parts: EmulatedResources,
    disposal: Disposal,
    clock: VirtualClock,
    mailEvents: MailEventQueue,
    { continues, onExecutionEnded }: EmulatorOptions,
  ) {
    this.#template = template;
    this.#parts = parts;
    this.#disposal = disposal;
    this.#clock = clock;
    this.#told = continues ?? { publishedMails: 0, streams: {} };
    this.#machines = new StateMachines(parts.machines);
    this.#calls = new AsynchronousCalls({
      functions: parts.functions,
      configs: parts.invokeConfigs,
      send: (arn, body) => parts.queues.send(arn, body),
      now: () => clock.iso(),
    });
    this.#bus = new EventBus(parts.rules, (delivery) => this.#deliver(delivery));
    this.#events = new EventFlow({ bus: this.#bus, mailEvents, queues: parts.queues, streams: parts.streams, clock });
    this.#started = new StartedExecutions({
      machines: this.#machines,
      clock,
      later: (work) => this.#events.later(work),
      onEnded: (execution) => onExecutionEnded?.(execution),
    });
  }

  /**
   * Starts all resources of the templates: empty, or in the state in which an earlier emulator stopped.
   *
   * @throws UnsupportedError naming the resource that does not run on one machine as it does on AWS
   */
  static async start(options: EmulatorOptions): Promise<Emulator> {
    const template = new Template(options.assemblyDir);
    const disposal = new Disposal();
    const clock = new VirtualClock(0);
    const mailEvents = new MailEventQueue(options.mailEvents);
    let emulator: Emulator | undefined;
    try {
      const parts = await provision(
        template,
        {
          ...options,
          onMailSent: (mail) => {
            mailEvents.add(mail);
            options.onMailSent?.(mail);
          },
          whileWaiting: async () => {
            if (emulator) await emulator.#events.drain();
          },
          runMachine: (arn, input, nested) => {
            if (!emulator) throw new Error(`${arn} was started before the emulator was ready`);
            return emulator.#runNested(arn, input, nested);
          },
        },
        disposal,
        clock,
        {
          onObjectCreated: (...object) => {
            if (emulator) emulator.#bus.publishLater(objectCreatedEvent(...object, clock.iso()));
          },
          onEventPut: (event) => {
            options.onEventPut?.(event);
            if (emulator) emulator.#events.accept(event);
          },
          onStart: (...execution) => {
            if (!emulator) throw new Error(`${execution[0]} was started before the emulator was ready`);
            return emulator.#started.start(...execution);
          },
        },
      );
      emulator = new Emulator(template, parts, disposal, clock, mailEvents, options);
      if (options.continues) await mailEvents.addAfter(options.continues.publishedMails, parts.services.mailbox);
      return emulator;
    } catch (error) {
      await disposal.run();
      throw error;
    }
  }

  /** The emulator's clock: the latest instant at which something was started, an ISO instant. */
  get now(): string {
    return this.#clock.iso();
  }

  /** Where the services listen, for other clients. Any credentials are accepted. */
  get endpoints(): ServiceEndpoints {
    return this.#parts.services.endpoints;
  }

  /** Mails accepted so far, those of an earlier emulator included. */
  get mailCount(): number {
    return this.#parts.services.mailbox.count;
  }

  /**
   * What was published and taken when the latest execution had ended and nothing was under way: an emulator that
   * continues does so with what came later.
   */
  get told(): Continuation {
    return this.#told;
  }

  /** Names of the state machines. */
  get stateMachines(): string[] {
    return this.#machines.names;
  }

  /**
   * The physical name of a resource.
   *
   * @param type for example `AWS::S3::Bucket`
   * @param idPrefix how its logical id begins: the id that the CDK app gave to it
   */
  nameOf(type: string, idPrefix: string): string {
    return this.#template.find(type, idPrefix).name;
  }

  /**
   * Runs an execution to its end.
   *
   * @param options `name`: unique among those of the state machine, random by default; `at`: the instant at which it
   *   starts, an ISO instant, to which the emulator's clock moves, never back
   * @returns how it ended; a failed execution is a result, not an exception
   * @throws UnsupportedError for an unknown state machine; Error for a name that was used before
   */
  async startExecution(
    stateMachine: string,
    input: Json,
    options: { readonly name?: string; readonly at: string },
  ): Promise<Execution> {
    const name = options.name ?? randomUUID();
    const machine = this.#machines.claim(stateMachine, name);
    const execution = await machine.run(input, { name, at: await this.passTimeTo(options.at) });
    await this.#events.drain();
    if (this.#events.isIdle) this.#told = { publishedMails: this.mailCount, streams: this.#parts.streams.positions };
    return execution;
  }

  /** The firings of all schedules, `from` inclusive, `to` exclusive (ISO instants), in order of time, then of name. */
  schedulesBetween(from: string, to: string): DueSchedule[] {
    const due = this.#parts.schedules.flatMap((schedule) => schedule.dueBetween(from, to));
    return due.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.schedule < b.schedule ? -1 : 1));
  }

  /** Calls a function, by its physical name or ARN. @throws StateFailure with what the handler threw */
  async invoke(functionNameOrArn: string, payload: Json): Promise<Json> {
    const answer = await this.#parts.functions.invoke(functionNameOrArn, payload);
    await this.#events.drain();
    return answer;
  }

  /** Calls a function as Lambda does for a schedule: repeated when it fails, then its destination gets a record. */
  async invokeLater(functionNameOrArn: string, payload: Json): Promise<void> {
    await this.#calls.invoke(functionNameOrArn, payload);
    await this.#events.drain();
  }

  /** How many messages each queue from which no function takes has got so far, by its name. */
  get deadLetters(): Readonly<Record<string, number>> {
    return this.#parts.queues.deadLetters;
  }

  /**
   * Puts an object as if somebody uploaded it, and waits for the executions that the upload starts.
   *
   * @param options `executionName`: of the execution that it starts; random by default
   * @returns those executions, ended
   */
  async putObject(
    bucket: string,
    key: string,
    body: string | Uint8Array,
    options: { readonly at: string; readonly executionName?: string },
  ): Promise<Execution[]> {
    const data = Buffer.from(body);
    const at = new Date(await this.passTimeTo(options.at)).toISOString();
    await this.#store(bucket).put(key, data);
    if (!this.#parts.services.eventBuckets.has(bucket)) return [];
    const { executionName } = options;
    return this.publish({ ...objectCreatedEvent(bucket, key, data.length, at), executionName });
  }

  /** An object's content, undefined if there is no such object. */
  getObject(bucket: string, key: string): Promise<Buffer | undefined> {
    return this.#store(bucket).get(key);
  }

  /** The keys that begin with `prefix`, in S3's order. */
  listObjects(bucket: string, prefix = ''): Promise<string[]> {
    return this.#store(bucket).keys(prefix);
  }

  /** Publishes an event and waits until everything that it starts has ended. @returns the executions that it started */
  async publish(event: BusEvent): Promise<Execution[]> {
    return (await this.#events.publish(event)).filter((result) => result !== undefined);
  }

  /** The messages of a queue, by its physical name, hidden ones included. */
  messages(queueName: string): readonly Message[] {
    return this.#parts.queues.messages(queueName);
  }

  /**
   * Moves the clock, never back: what waits in a queue or a stream is handed over at the instant at which it may be.
   *
   * @param at an ISO instant
   * @returns the same in milliseconds since the epoch
   */
  async passTimeTo(at: string): Promise<number> {
    const instant = Date.parse(at);
    if (Number.isNaN(instant)) throw new Error(`expected an ISO instant such as 2027-01-01T08:00:00Z, got ${at}`);
    await this.#events.passTimeTo(instant);
    return instant;
  }

  /** Moves the clock until no queue or stream has anything for a function: it was taken in the end, or given up. */
  emptyQueues(): Promise<void> {
    return this.#events.passTimeTo(Number.POSITIVE_INFINITY);
  }

  /**
   * Waits until everything that events have started has ended, and the functions' logs are written.
   *
   * @throws an error of the emulator that occurred meanwhile
   */
  async settled(): Promise<void> {
    await this.#events.settled();
    await this.#parts.services.logs.flush();
  }

  /** Stops everything; safe to call twice. Tables in memory are gone; mails, objects and logs stay on disk. */
  stop(): Promise<void> {
    return this.#disposal.run();
  }

  async #deliver({ ruleArn, target, input, event }: Delivery): Promise<Execution | undefined> {
    if (target.arn.includes(':stateMachine:')) {
      const { at, executionName: name } = event;
      return this.startExecution(nameIn(target.arn), input, name === undefined ? { at } : { at, name });
    }
    if (target.arn.includes(':function:')) await this.#calls.invoke(target.arn, input);
    else this.#parts.queues.deliver(target, ruleArn, input);
    return undefined;
  }

  /** Runs an execution that another one starts. */
  #runNested(arn: string, input: Json, options: StartOptions): Promise<Execution> {
    const machine = this.#machines.claimNested(nameIn(arn), options.name);
    this.#clock.moveTo(options.at);
    return machine.run(input, options);
  }

  #store(bucket: string): ObjectStore {
    const { buckets } = this.#parts.services;
    const store = buckets.get(bucket);
    if (store) return store;
    throw new UnsupportedError(bucket, `no such bucket; there are ${[...buckets.keys()].join(', ')}`);
  }
}
