import type { Json } from '../json.ts';
import { DEFAULT_BUS } from '../template/identity.ts';
import { type BusEvent, envelope } from './event.ts';
import type { Rule, RuleTarget } from './rule.ts';

/** What a rule has for one of its targets. */
export type Delivery = {
  readonly ruleArn: string;
  readonly target: RuleTarget;
  /** Made of the event. */
  readonly input: Json;
  readonly event: BusEvent;
};

/** Starts the target of a rule; resolves with its result when it has ended. */
export type Deliver<Result> = (delivery: Delivery) => Promise<Result>;

/** The buses: every event is handed to the targets of the rules of its bus that it matches. */
export class EventBus<Result> {
  readonly #rules: readonly Rule[];
  readonly #deliver: Deliver<Result>;
  readonly #running = new Set<Promise<Result>>();
  readonly #faults: unknown[] = [];

  constructor(rules: readonly Rule[], deliver: Deliver<Result>) {
    this.#rules = rules;
    this.#deliver = deliver;
  }

  /** Starts all targets of an event and resolves when they have ended. */
  async publish(event: BusEvent): Promise<Result[]> {
    const eventJson = envelope(event);
    const matching = this.#rules.filter((rule) => rule.bus === (event.bus ?? DEFAULT_BUS) && rule.matches(eventJson));
    const deliveries = matching.flatMap(({ arn: ruleArn, targets }) =>
      targets.map((target) => ({ ruleArn, target, input: target.makeInput(eventJson), event })),
    );
    return Promise.all(deliveries.map((delivery) => this.#track(this.#deliver(delivery))));
  }

  /**
   * Resolves when nothing that an event has started still runs.
   *
   * @throws the first error of the emulator that occurred in {@link publishLater}
   */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    if (this.#faults.length > 0) throw this.#faults.shift();
  }

  /** Publishes without waiting; errors are thrown by {@link settled}. */
  publishLater(event: BusEvent): void {
    this.publish(event).catch((fault: unknown) => this.#faults.push(fault));
  }

  #track(result: Promise<Result>): Promise<Result> {
    this.#running.add(result);
    const untrack = (): boolean => this.#running.delete(result);
    result.then(untrack, untrack);
    return result;
  }
}
